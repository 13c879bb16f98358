// From a camera's picture to the smaller one that is worked on, and back.
#pragma once

#include <opencv2/core.hpp>

#include "net/types/geometry.hpp"

namespace vigie::vision {

/// `picture` reduced by a whole factor, each pixel the mean of those it stands for.
[[nodiscard]] cv::Mat reduce(const cv::Mat& picture, int factor);

/// `picture` moved by whole pixels; its outermost ones are repeated where it ends.
[[nodiscard]] cv::Mat moved(const cv::Mat& picture, cv::Point by);

/// The working pixels that `box` (camera pixels, `scale` of them to a working one) touches.
[[nodiscard]] cv::Rect reduced(const net::Box& box, double scale);

}  // namespace vigie::vision
