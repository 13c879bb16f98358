#include "vision/analysis/ground_shape.hpp"

#include <algorithm>
#include <cstdlib>

#include <opencv2/imgproc.hpp>

namespace vigie::vision {

cv::Mat differing(const SignSight& sight, const cv::Rect& part) {
    cv::Mat out;
    cv::bitwise_or(sight.view.changed()(part), sight.view.still()(part), out);
    return out;
}

double differing_share(const SignSight& sight, const cv::Rect& box) {
    return static_cast<double>(cv::countNonZero(differing(sight, box))) / box.area();
}

bool was_there(const SignSight& sight, const cv::Rect& box, const cv::Mat& before) {
    constexpr int kAlike = 45;      // sum of the channels' differences, grey levels
    constexpr double kShare = 0.8;  // of its pixels
    if (before.size() != sight.view.picture().size()) {
        return false;
    }
    const cv::Mat mask = differing(sight, box);
    const cv::Mat now = sight.view.picture()(box);
    const cv::Mat then = before(box);
    int alike = 0;
    int all = 0;
    for (int row = 0; row < box.height; ++row) {
        for (int column = 0; column < box.width; ++column) {
            if (mask.at<uchar>(row, column) == 0) {
                continue;
            }
            const auto& a = now.at<cv::Vec3b>(row, column);
            const auto& b = then.at<cv::Vec3b>(row, column);
            ++all;
            alike += std::abs(a[0] - b[0]) + std::abs(a[1] - b[1]) + std::abs(a[2] - b[2]) <= kAlike ? 1 : 0;
        }
    }
    return all > 0 && alike >= kShare * all;
}

cv::Point2d foot_of(const cv::Rect& box) {
    return {box.x + box.width / 2.0, static_cast<double>(box.br().y)};
}

cv::Point2d middle_of(const cv::Rect& box) {
    return {box.x + box.width / 2.0, box.y + box.height / 2.0};
}

std::vector<GroundShape> ground_shapes(const GroundWatchSettings& settings, const SignSight& sight) {
    cv::Mat changed = differing(sight, {{}, sight.view.picture().size()});
    if (cv::countNonZero(changed) == 0) {
        return {};
    }
    cv::morphologyEx(changed, changed, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
    cv::Mat labels;
    cv::Mat stats;
    cv::Mat centres;
    const int count = cv::connectedComponentsWithStats(changed, labels, stats, centres, 8, CV_32S);
    std::vector<GroundShape> out;
    for (int label = 1; label < count; ++label) {
        const int* row = stats.ptr<int>(label);
        GroundShape shape;
        shape.box = {row[cv::CC_STAT_LEFT], row[cv::CC_STAT_TOP], row[cv::CC_STAT_WIDTH],
                     row[cv::CC_STAT_HEIGHT]};
        shape.area = row[cv::CC_STAT_AREA];
        const auto standing = standing_height(sight, shape.box);
        if (!standing) {
            continue;
        }
        shape.standing = *standing;
        const double square = *standing * *standing;
        const double longer = std::max(shape.box.width, shape.box.height);
        shape.seated = shape.box.height < settings.seated_share * *standing &&
                       shape.area >= settings.least_area * square &&
                       shape.area <= settings.most_area * square &&
                       longer >= settings.least_length * *standing && !touches_edge(sight, shape.box);
        shape.low = shape.seated && shape.box.height < settings.low_share * *standing;
        out.push_back(shape);
    }
    return out;
}

}  // namespace vigie::vision
