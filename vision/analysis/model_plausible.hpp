// Whether numbers that have the shape of a layout can be that layout's.
#pragma once

#include <string>

#include <opencv2/core.hpp>

#include "vision/analysis/model_output.hpp"

namespace vigie::vision {

/// `table` (boxes x values, CV_32F) read as `shape`. Empty when it can be so; else a part of a sentence
/// ("gives ..."): scores that are none, or boxes that are not where this layout has them. An output of which
/// more than half is empty tells nothing of its boxes.
[[nodiscard]] std::string implausible(const cv::Mat& table, const OutputShape& shape, cv::Size input);

/// The same of the output for a picture in which nothing is: nobody is in a quarter of all places of that.
[[nodiscard]] std::string implausible_of_nothing(const cv::Mat& table, const OutputShape& shape);

}  // namespace vigie::vision
