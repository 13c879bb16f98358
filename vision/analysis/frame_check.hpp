// What the analysis accepts as a picture.
#pragma once

#include <opencv2/core.hpp>

#include "net/types/result.hpp"

namespace vigie::vision {

/// invalid_input unless `frame` is 8-bit BGR with sides of 64 to 8192 pixels; the message names
/// what it got and what to do.
[[nodiscard]] net::Result<void> check_frame(const cv::Mat& frame);

}  // namespace vigie::vision
