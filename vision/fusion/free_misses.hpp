// Cameras that ought to see somebody and do not.
#pragma once

#include "net/types/geometry.hpp"
#include "net/types/scene.hpp"
#include "vision/fusion/camera_on_floor.hpp"
#include "vision/fusion/sight_settings.hpp"

namespace vigie::vision {

/// True when a standing person at `at` would be whole in the camera's picture, within its field of view, and
/// none of the scene's tracks, of whatever state, covers the settings' hidden share of them there: neither do
/// they stand behind somebody, nor is the track that is theirs a little beside.
[[nodiscard]] bool is_free_to_see(const CameraOnFloor& camera, const net::Scene& scene,
                                  net::Point<net::Floor> at, const SightSettings& settings);

}  // namespace vigie::vision
