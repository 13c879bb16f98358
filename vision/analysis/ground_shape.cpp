#include "vision/analysis/ground_shape.hpp"

#include <algorithm>

#include <opencv2/imgproc.hpp>

namespace vigie::vision {
namespace {

cv::Mat differing(const SignSight& sight, const cv::Rect& part) {
    cv::Mat out;
    cv::bitwise_or(sight.view.changed()(part), sight.view.still()(part), out);
    return out;
}

}  // namespace

double differing_share(const SignSight& sight, const cv::Rect& box) {
    return static_cast<double>(cv::countNonZero(differing(sight, box))) / box.area();
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
