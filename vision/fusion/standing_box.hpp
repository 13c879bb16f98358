// Where a standing person would be in a camera's picture.
#pragma once

#include <optional>

#include "net/types/geometry.hpp"
#include "vision/fusion/camera_on_floor.hpp"
#include "vision/fusion/sight_settings.hpp"

namespace vigie::vision {

/// Pixels that somebody who stands at `at` takes, beyond the picture's sides too; nothing behind the camera
/// and for one whose projection is not known.
[[nodiscard]] std::optional<net::Box> standing_box(const CameraOnFloor& camera, net::Point<net::Floor> at,
                                                   const SightSettings& settings);

}  // namespace vigie::vision
