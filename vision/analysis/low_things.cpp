#include "vision/analysis/low_things.hpp"

#include <algorithm>
#include <cstddef>

namespace vigie::vision {
namespace {

constexpr double kLeft = 0.3;            // of its box has changed: less, and it has been taken away
constexpr std::size_t kMostThings = 64;  // bounds the work

/// Of two boxes, by both of them together.
double overlap(const cv::Rect& a, const cv::Rect& b) {
    const int both = (a & b).area();
    return static_cast<double>(both) / (a.area() + b.area() - both);
}

}  // namespace

double LowThings::stood_for_s(const cv::Rect& box) const {
    double out = 0.0;
    for (const auto& thing : things_) {
        if (overlap(thing.box, box) >= settings_.same_share) {
            out = std::max(out, thing.age_s);
        }
    }
    return out;
}

void LowThings::left(const cv::Rect& box, double seconds, const std::vector<GroundShape>& shapes) {
    for (const auto& shape : shapes) {
        if (shape.seated && (shape.box & box).area() > 0 && things_.size() < kMostThings) {
            things_.push_back({shape.box, seconds});
        }
    }
}

void LowThings::look(const SignSight& sight, const std::vector<GroundShape>& shapes,
                     const std::vector<cv::Rect>& people) {
    std::erase_if(things_, [&](Thing& thing) {
        thing.age_s += sight.seconds;
        return differing_share(sight, thing.box) < kLeft;
    });
    for (const auto& shape : shapes) {
        const bool somebody = std::any_of(people.begin(), people.end(), [&](const cv::Rect& person) {
            return (person & shape.box).area() > 0;
        });
        if (shape.seated && !somebody && stood_for_s(shape.box) <= 0.0 && things_.size() < kMostThings) {
            things_.push_back({shape.box, sight.seconds});
        }
    }
}

}  // namespace vigie::vision
