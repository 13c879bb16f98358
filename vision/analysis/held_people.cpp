#include "vision/analysis/held_people.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include <opencv2/imgproc.hpp>

#include "vision/analysis/box_pairs.hpp"

namespace vigie::vision {
namespace {

constexpr int kLeastPatch = 4;  // working pixels either way
constexpr int kFarthest = 24;   // working pixels from frame to frame: bounds the time
constexpr double kSameLikeness = 0.02;
constexpr double kWalks = 0.7;   // working pixels from frame to frame
constexpr double kMiddle = 0.7;  // of the box's width: what lies beside a person is not theirs

cv::Rect middle_of(const net::Box& box, double scale, cv::Size working) {
    const double side = 0.5 * (1.0 - kMiddle) * box.width;
    const cv::Rect whole(cvRound((box.x + side) / scale), cvRound(box.y / scale),
                         cvRound(kMiddle * box.width / scale), cvRound(box.height / scale));
    return whole & cv::Rect({}, working);
}

double deviation(const cv::Mat& patch) {
    cv::Scalar mean;
    cv::Scalar deviates;
    cv::meanStdDev(patch, mean, deviates);
    return deviates[0];
}

}  // namespace

bool HeldPeople::is_same(const net::Box& a, const net::Box& b) const {
    return net::intersection_over_union(a, b) >= settings_.match_overlap;
}

bool HeldPeople::find_again(HeldPerson& person, const cv::Mat& grey, double scale, double seconds) const {
    const cv::Rect picture({}, grey.size());
    if ((person.at & picture) != person.at || person.at.size() != person.patch.size()) {
        return false;
    }
    if (deviation(person.patch) < settings_.hold_flat) {
        return cv::norm(grey(person.at), person.patch, cv::NORM_L1) <
               settings_.hold_flat_change * person.at.area();
    }
    const double walk = settings_.hold_speed_m_per_s * seconds * person.box.height / person_height_m_ / scale;
    const int reach = std::clamp(cvCeil(walk), 1, kFarthest);
    const cv::Rect around = cv::Rect(person.at.x - reach, person.at.y - reach, person.at.width + 2 * reach,
                                     person.at.height + 2 * reach) &
                            picture;
    cv::Mat likeness;
    cv::matchTemplate(grey(around), person.patch, likeness, cv::TM_CCOEFF_NORMED);
    double best = -1.0;
    cv::Point where;
    cv::minMaxLoc(likeness, nullptr, &best, nullptr, &where);
    if (best < settings_.hold_match) {
        return false;
    }
    // Stripes look the same along themselves: no reason to believe that somebody moved.
    const cv::Point here = person.at.tl() - around.tl();
    if (static_cast<double>(likeness.at<float>(here)) > best - kSameLikeness) {
        return true;
    }
    const cv::Point moved = around.tl() + where - person.at.tl();
    person.at += moved;
    person.box.x += moved.x * scale;
    person.box.y += moved.y * scale;
    return true;
}

bool HeldPeople::walk_on(HeldPerson& person, const Pyramid& now, double scale) const {
    const auto& box = person.box;
    const auto motion =
        trunk_motion(before_, now, {box.x / scale, box.y / scale, box.width / scale, box.height / scale});
    if (!motion || person.missed_looks > 0) {
        return false;
    }
    person.walks = person.walks || cv::norm(*motion) > kWalks;
    if (!person.walks) {
        return false;
    }
    person.box.x += motion->x * scale;
    person.box.y += motion->y * scale;
    person.at = middle_of(person.box, scale, now.front().size());
    return true;
}

void HeldPeople::follow(const cv::Mat& grey, double scale, double seconds) {
    if (people_.empty()) {
        before_.clear();
        return;
    }
    Pyramid now = pyramid_of(grey);
    std::erase_if(people_, [&](HeldPerson& person) {
        person.since_seen_s += seconds;
        const bool found = walk_on(person, now, scale) || find_again(person, grey, scale, seconds);
        person.lost_s = found ? 0.0 : person.lost_s + seconds;
        return person.lost_s > settings_.hold_lost_s || person.since_seen_s > settings_.hold_mask_s;
    });
    before_ = std::move(now);
}

void HeldPeople::judge(const std::vector<ModelBox>& seen) {
    const auto again = pair_boxes(boxes_of(people_), boxes_of(seen),
                                  [this](const net::Box& a, const net::Box& b) { return is_same(a, b); });
    for (std::size_t p = 0; p < people_.size(); ++p) {
        people_[p].missed_looks = again[p] ? 0 : people_[p].missed_looks + 1;
        people_[p].since_seen_s = again[p] ? 0.0 : people_[p].since_seen_s;
    }
}

void HeldPeople::hold(const ModelBox& person, const cv::Mat& grey, double scale) {
    release(person.box);
    const cv::Rect at = middle_of(person.box, scale, grey.size());
    if (at.width >= kLeastPatch && at.height >= kLeastPatch) {
        people_.push_back({person.box, person.confidence, 0, 0.0, 0.0, at, grey(at).clone()});
        if (before_.empty()) {
            before_ = pyramid_of(grey);
        }
    }
}

void HeldPeople::release(const net::Box& box) {
    std::erase_if(people_, [&](const HeldPerson& person) { return is_same(person.box, box); });
}

}  // namespace vigie::vision
