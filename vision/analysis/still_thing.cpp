#include "vision/analysis/still_thing.hpp"

#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

namespace vigie::vision {
namespace {

int distance(const cv::Vec3b& a, const cv::Vec3b& b) {
    return std::abs(a[0] - b[0]) + std::abs(a[1] - b[1]) + std::abs(a[2] - b[2]);
}

}  // namespace

StillThing::StillThing(const SignSight& sight, const cv::Rect& box, const cv::Mat& mask) {
    take_again(sight, box, mask);
}

void StillThing::take_again(const SignSight& sight, const cv::Rect& box, const cv::Mat& mask) {
    box_ = box;
    mask_ = mask.clone();
    thing_ = sight.view.picture()(box).clone();
    place_ = sight.view.learnt()(box).clone();
}

cv::Vec3b StillThing::lit(int row, int column, const cv::Vec3b& place) const {
    // The learnt scene is given in the light of now: the thing is brought into it by the same factor.
    const auto& place_then = place_.at<cv::Vec3b>(row, column);
    const auto& thing_then = thing_.at<cv::Vec3b>(row, column);
    cv::Vec3b out;
    for (int c = 0; c < 3; ++c) {
        const double light = (place[c] + 8.0) / (place_then[c] + 8.0);
        out[c] = cv::saturate_cast<uchar>(thing_then[c] * std::clamp(light, 0.25, 4.0));
    }
    return out;
}

int StillThing::change(const SignSight& sight) const {
    const cv::Mat now = sight.view.picture()(box_);
    const cv::Mat learnt = sight.view.learnt()(box_);
    int most = 0;
    for (int row = 0; row < box_.height; ++row) {
        for (int column = 0; column < box_.width; ++column) {
            if (mask_.at<uchar>(row, column) != 0) {
                const auto expected = lit(row, column, learnt.at<cv::Vec3b>(row, column));
                most = std::max(most, distance(now.at<cv::Vec3b>(row, column), expected));
            }
        }
    }
    return most;
}

StillThing::Shares StillThing::shares(const SignSight& sight) const {
    int there = 0;
    int gone = 0;
    int all = 0;
    const cv::Mat now = sight.view.picture()(box_);
    const cv::Mat learnt = sight.view.learnt()(box_);
    for (int row = 0; row < box_.height; ++row) {
        for (int column = 0; column < box_.width; ++column) {
            if (mask_.at<uchar>(row, column) == 0) {
                continue;
            }
            ++all;
            const auto& place_now = learnt.at<cv::Vec3b>(row, column);
            const auto thing_now = lit(row, column, place_now);
            const auto& seen = now.at<cv::Vec3b>(row, column);
            const int to_thing = distance(seen, thing_now);
            const int to_place = distance(seen, place_now);
            const int apart = distance(thing_now, place_now);
            if (to_thing < to_place && 2 * to_thing <= apart) {
                ++there;
            } else if (to_place < to_thing && 2 * to_place <= apart) {
                ++gone;
            }
        }
    }
    const double each = 1.0 / std::max(1, all);
    return {there * each, gone * each};
}

ThingSight StillThing::vote(const SignSight& sight) const {
    constexpr double kThere = 0.5;
    constexpr double kGone = 0.6;
    const Shares now = shares(sight);
    if (now.there >= kThere) {
        return ThingSight::there;
    }
    return now.gone >= kGone ? ThingSight::gone : ThingSight::hidden;
}

StillThing::Outline StillThing::outline(const SignSight& sight) const {
    constexpr int kAround = 4;
    const cv::Rect around = grown(sight, box_, kAround);
    cv::Mat mask = cv::Mat::zeros(around.size(), CV_8U);
    mask_.copyTo(mask(box_ - around.tl()));
    cv::Mat soft;
    cv::GaussianBlur(mask, soft, {5, 5}, 0.0);
    cv::Mat across;
    cv::Mat down;
    cv::Sobel(soft, across, CV_32F, 1, 0);
    cv::Sobel(soft, down, CV_32F, 0, 1);
    cv::Mat inner;
    cv::erode(mask, inner, cv::getStructuringElement(cv::MORPH_CROSS, {3, 3}));
    const cv::Mat now = sight.view.picture()(around);
    const cv::Mat learnt = sight.view.learnt()(around);
    double votes_now = 0.0;
    double votes_learnt = 0.0;
    double strength = 0.0;
    int points = 0;
    for (int row = 0; row < mask.rows; ++row) {
        for (int column = 0; column < mask.cols; ++column) {
            if (mask.at<uchar>(row, column) == 0 || inner.at<uchar>(row, column) != 0) {
                continue;
            }
            const cv::Vec2f inwards(across.at<float>(row, column), down.at<float>(row, column));
            const auto length = static_cast<float>(cv::norm(inwards));
            if (length < 1.0F) {
                continue;
            }
            // From one pixel within to two beyond: the pixels of the outline itself are a mixture.
            const auto at = [&](float by) {
                return cv::Point(column + cvRound(by * inwards[0] / length),
                                 row + cvRound(by * inwards[1] / length));
            };
            const cv::Point within = at(1.0F);
            const cv::Point beyond = at(-2.0F);
            if (!cv::Rect({}, mask.size()).contains(within) || !cv::Rect({}, mask.size()).contains(beyond)) {
                continue;
            }
            const double here = distance(now.at<cv::Vec3b>(within), now.at<cv::Vec3b>(beyond)) / 3.0;
            const double there = distance(learnt.at<cv::Vec3b>(within), learnt.at<cv::Vec3b>(beyond)) / 3.0;
            ++points;
            strength += std::max(here, there);
            // A point counts once, however strong the edge of something else that crosses it.
            votes_now += here > there ? (here - there) / here : 0.0;
            votes_learnt += there > here ? (there - here) / there : 0.0;
        }
    }
    if (points == 0 || votes_now + votes_learnt <= 0.0) {
        return {};
    }
    return {votes_now / (votes_now + votes_learnt), strength / points};
}

double StillThing::thickness() const {
    cv::Mat framed;
    cv::copyMakeBorder(mask_, framed, 1, 1, 1, 1, cv::BORDER_CONSTANT, cv::Scalar(0));
    cv::Mat depth;
    cv::distanceTransform(framed, depth, cv::DIST_L2, 3);
    double deepest = 0.0;
    cv::minMaxLoc(depth, nullptr, &deepest);
    return 2.0 * deepest;
}

double StillThing::unrest(const SignSight& sight) const {
    const cv::Rect around = grown(sight, box_, 3);
    cv::Mat mask = cv::Mat::zeros(around.size(), CV_8U);
    mask_.copyTo(mask(box_ - around.tl()));
    cv::Mat edge;
    cv::morphologyEx(mask, edge, cv::MORPH_GRADIENT, cv::getStructuringElement(cv::MORPH_RECT, {5, 5}));
    cv::Mat moving;
    cv::bitwise_and(sight.view.changed()(around), ~sight.view.still()(around), moving);
    cv::bitwise_and(moving, edge, moving);
    const int length = cv::countNonZero(edge);
    // The edge is four pixels wide.
    return length == 0 ? 0.0 : 4.0 * cv::countNonZero(moving) / length;
}

}  // namespace vigie::vision
