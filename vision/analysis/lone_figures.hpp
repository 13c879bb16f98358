// Whole figures that stand alone: what teaches a camera without calibration how large people are.
#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "net/types/geometry.hpp"

namespace vigie::vision {

/// Boxes, in picture pixels, of the parts of `foreground` (CV_8U, working size) that are upright, well
/// filled, at least `smallest_px` working pixels high and away from the picture's edges.
[[nodiscard]] std::vector<net::Box> lone_figures(const cv::Mat& foreground, double scale, double smallest_px);

}  // namespace vigie::vision
