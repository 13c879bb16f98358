// Where a camera hangs.
#pragma once

#include <cstdint>
#include <optional>

#include "net/types/geometry.hpp"
#include "vision/fusion/camera_on_floor.hpp"

namespace vigie::vision {

/// A camera's place above the floor.
struct CameraPlace {
    net::Point<net::Floor> below;  ///< the place on the floor straight below it
    double height_m = 0.0;         ///< above the floor
};

/// From how far what stands on the floor covers what lies behind it. `width`, `height`: of the picture,
/// pixels. Nothing for a camera whose projection is not known.
[[nodiscard]] std::optional<CameraPlace> place_of(const CameraOnFloor& camera, std::uint32_t width,
                                                  std::uint32_t height);

}  // namespace vigie::vision
