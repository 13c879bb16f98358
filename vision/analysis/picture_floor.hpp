// Where a picture's pixels are on the floor, whatever the size it comes in.
#pragma once

#include <optional>

#include <opencv2/core.hpp>

#include "net/types/homography.hpp"
#include "net/types/result.hpp"
#include "net/types/venue.hpp"

namespace vigie::vision {

/// The floor map (metres of the plan from pixels) of `camera` for pictures of this size, which may be another
/// one than the surveyed one, of the same shape; absent without calibration. invalid_input, naming the
/// camera, for another shape or pairs that fit no plane. Any thread.
[[nodiscard]] net::Result<std::optional<net::Homography>> floor_of_picture(
    const net::CameraConfiguration& camera, cv::Size picture);

}  // namespace vigie::vision
