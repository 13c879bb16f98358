#include "vision/analysis/trunk_motion.hpp"

#include <algorithm>
#include <cstddef>

#include <opencv2/video/tracking.hpp>

namespace vigie::vision {
namespace {

const cv::Size kWindow(9, 9);
constexpr int kLevels = 3;
constexpr int kColumns = 5;  // of points on a trunk
constexpr int kRows = 8;
constexpr double kHalfWidth = 0.14;  // of the points, by the body's width
constexpr double kTop = 0.06;        // of the points, by its height
constexpr double kBottom = 0.50;
constexpr float kBackError = 1.0F;  // pixels; a point that comes back further away was lost
constexpr std::size_t kLeastPoints = 10;

double median_of(std::vector<double>& values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

std::vector<cv::Point2f> points_on(const cv::Rect2d& body, const cv::Rect& picture) {
    std::vector<cv::Point2f> out;
    for (int row = 0; row < kRows; ++row) {
        for (int column = 0; column < kColumns; ++column) {
            const double across = kHalfWidth * (2.0 * column / (kColumns - 1) - 1.0);
            const double down = kTop + (kBottom - kTop) * row / (kRows - 1);
            const cv::Point2d at(body.x + (0.5 + across) * body.width, body.y + down * body.height);
            if (picture.contains(cv::Point(at))) {
                out.emplace_back(at);
            }
        }
    }
    return out;
}

}  // namespace

Pyramid pyramid_of(const cv::Mat& grey) {
    Pyramid out;
    cv::buildOpticalFlowPyramid(grey, out, kWindow, kLevels);
    return out;
}

std::optional<cv::Point2d> trunk_motion(const Pyramid& before, const Pyramid& now, const cv::Rect2d& body) {
    if (before.empty() || now.empty() || before.front().size() != now.front().size()) {
        return std::nullopt;
    }
    const auto from = points_on(body, cv::Rect({}, now.front().size()));
    if (from.size() < kLeastPoints) {
        return std::nullopt;
    }
    std::vector<cv::Point2f> to;
    std::vector<cv::Point2f> back;
    std::vector<uchar> found;
    std::vector<uchar> found_back;
    cv::calcOpticalFlowPyrLK(before, now, from, to, found, cv::noArray(), kWindow, kLevels);
    cv::calcOpticalFlowPyrLK(now, before, to, back, found_back, cv::noArray(), kWindow, kLevels);
    std::vector<double> across;
    std::vector<double> down;
    for (std::size_t i = 0; i < from.size(); ++i) {
        if (found[i] != 0 && found_back[i] != 0 && cv::norm(back[i] - from[i]) < kBackError) {
            across.push_back(to[i].x - from[i].x);
            down.push_back(to[i].y - from[i].y);
        }
    }
    if (across.size() < kLeastPoints) {
        return std::nullopt;
    }
    return cv::Point2d(median_of(across), median_of(down));
}

}  // namespace vigie::vision
