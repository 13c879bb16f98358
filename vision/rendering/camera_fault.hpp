// What is wrong with a camera, in its picture.
#pragma once

#include <cstdint>
#include <optional>

#include <opencv2/core.hpp>

#include "vision/simulation/world.hpp"

namespace vigie::vision {

/// The camera's fault of that kind now.
[[nodiscard]] std::optional<ActiveCameraFault> find_fault(const WorldState& state,
                                                          const net::CameraId& camera, CameraFault kind);

/// Degrees by which the camera is turned from its pose.
[[nodiscard]] double turned_deg(const WorldState& state, const net::CameraId& camera);

/// Changes a finished picture (CV_8UC3) as the faults of its optics and light do: covered by a cloth that
/// moves in from a side, out of focus, glared at, dark. Turned changes the pose, frozen and silent concern
/// the stream: they do nothing here. `seed` tells one camera's cloth from another's.
void apply_faults(const WorldState& state, const net::CameraId& camera, std::uint64_t seed, cv::Mat& picture);

}  // namespace vigie::vision
