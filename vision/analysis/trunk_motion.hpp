// How far somebody has moved between two pictures.
#pragma once

#include <optional>
#include <vector>

#include <opencv2/core.hpp>

namespace vigie::vision {

/// The pictures that TrunkMotion compares, as cv::calcOpticalFlowPyrLK wants them.
using Pyramid = std::vector<cv::Mat>;

/// `grey`: CV_8U.
[[nodiscard]] Pyramid pyramid_of(const cv::Mat& grey);

/// Movement, in pixels, from `before` to `now` of the person who stood in `body` then: the median flow of
/// head and trunk over points that are found back from where they went (Kalal, Mikolajczyk, Matas,
/// "Forward-backward error", ICPR 2010). Arms and legs swing, and between them is somebody else's ground.
/// Nothing where too few points agree: hidden, or without texture.
[[nodiscard]] std::optional<cv::Point2d> trunk_motion(const Pyramid& before, const Pyramid& now,
                                                      const cv::Rect2d& body);

}  // namespace vigie::vision
