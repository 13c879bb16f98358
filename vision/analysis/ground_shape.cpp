#include "vision/analysis/ground_shape.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>

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

namespace {

/// What `row` of connectedComponentsWithStats describes in a part of the view that begins at `corner`;
/// nothing where nobody can stand.
std::optional<GroundShape> shape_of(const GroundWatchSettings& settings, const SignSight& sight,
                                    const int* row, cv::Point corner) {
    GroundShape shape;
    shape.box = {corner.x + row[cv::CC_STAT_LEFT], corner.y + row[cv::CC_STAT_TOP], row[cv::CC_STAT_WIDTH],
                 row[cv::CC_STAT_HEIGHT]};
    shape.area = row[cv::CC_STAT_AREA];
    const auto standing = standing_height(sight, shape.box);
    if (!standing) {
        return std::nullopt;
    }
    shape.standing = *standing;
    const double square = *standing * *standing;
    const double longer = std::max(shape.box.width, shape.box.height);
    shape.seated = shape.box.height < settings.seated_share * *standing &&
                   shape.area >= settings.least_area * square && shape.area <= settings.most_area * square &&
                   longer >= settings.least_length * *standing && !touches_edge(sight, shape.box);
    shape.low = shape.seated && shape.box.height < settings.low_share * *standing;
    return shape;
}

/// True when hardly anybody stands where that long shape is: above it nearly all is as it was learnt.
bool is_clear_above(const SignSight& sight, const GroundShape& shape) {
    constexpr double kFilled = 0.4;
    cv::Rect above = shape.box;
    above.y = shape.box.br().y - cvRound(shape.standing);
    above.height = shape.box.y - above.y;
    above &= cv::Rect({}, sight.view.picture().size());
    return above.area() > 0 && differing_share(sight, above) <= kFilled;
}

/// Adds who lies within a larger piece, as others who walk by touch them: a part that stands still, as long
/// as no standing body is wide.
void add_long_parts(const GroundWatchSettings& settings, const SignSight& sight, const cv::Mat& piece,
                    cv::Point corner, std::vector<GroundShape>& out) {
    cv::Mat still = piece & sight.view.still()(cv::Rect(corner, piece.size()));
    cv::morphologyEx(still, still, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
    cv::Mat labels;
    cv::Mat stats;
    cv::Mat centres;
    const int count = cv::connectedComponentsWithStats(still, labels, stats, centres, 8, CV_32S);
    for (int label = 1; label < count; ++label) {
        const auto part = shape_of(settings, sight, stats.ptr<int>(label), corner);
        if (part && part->low && part->box.width >= settings.wide_share * part->standing &&
            is_clear_above(sight, *part)) {
            out.push_back(*part);
        }
    }
}

}  // namespace

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
        const auto shape = shape_of(settings, sight, stats.ptr<int>(label), {});
        if (!shape) {
            continue;
        }
        out.push_back(*shape);
        if (!shape->low) {
            add_long_parts(settings, sight, labels(shape->box) == label, shape->box.tl(), out);
        }
    }
    return out;
}

}  // namespace vigie::vision
