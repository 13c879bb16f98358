#include "vision/analysis/seated_people.hpp"

#include <algorithm>
#include <cmath>

namespace vigie::vision {
namespace {

bool any_within(const std::vector<cv::Rect>& boxes, const cv::Rect& box) {
    return std::any_of(boxes.begin(), boxes.end(),
                       [&](const cv::Rect& other) { return (other & box).area() > 0; });
}

}  // namespace

std::vector<cv::Rect> SeatedPeople::places() const {
    std::vector<cv::Rect> out;
    for (const auto& seated : seated_) {
        out.push_back(seated.box);
    }
    return out;
}

bool SeatedPeople::follow(const SignSight& sight, Seated& seated, const UprightPeople& people) const {
    seated.age_s += sight.seconds;
    if (people.got_up(middle_of(seated.box), seated.standing, seated.age_s + settings_.swap_s)) {
        return false;
    }
    if (people.taken_over(seated.number)) {
        seated.number = 0;
    }
    const bool up = people.standing().contains(seated.number) ||
                    differing_share(sight, seated.box) < settings_.hidden_share * seated.filled;
    seated.up_s = up ? seated.up_s + sight.seconds : 0.0;
    return seated.up_s < settings_.up_s && seated.age_s < settings_.sit_s;
}

bool SeatedPeople::sits(net::TrackNumber number) const {
    return std::any_of(seated_.begin(), seated_.end(),
                       [&](const Seated& seated) { return seated.number == number; });
}

void SeatedPeople::seat(net::TrackNumber number, const GroundShape& shape) {
    const double filled = static_cast<double>(shape.area) / shape.box.area();
    seated_.push_back({number, shape.box, shape.standing, 0.0, filled, 0.0});
}

void SeatedPeople::sit_up(net::TrackNumber number, const cv::Rect& box,
                          const std::vector<GroundShape>& shapes) {
    const auto there = std::find_if(shapes.begin(), shapes.end(), [&](const GroundShape& shape) {
        return shape.seated && 2 * (shape.box & box).area() > box.area();
    });
    if (there != shapes.end()) {
        seat(number, *there);
    }
}

void SeatedPeople::look(const SignSight& sight, const std::vector<GroundShape>& shapes,
                        const UprightPeople& people, const LowThings& things,
                        const std::vector<cv::Rect>& lying) {
    std::erase_if(seated_, [&](Seated& seated) {
        return any_within(lying, seated.box) || !follow(sight, seated, people);
    });
    for (const auto& shape : shapes) {
        if (!shape.seated || any_within(lying, shape.box) || any_within(places(), shape.box)) {
            continue;
        }
        const double stood_s = things.stood_for_s(shape.box);
        const auto& lost = people.lost();
        const auto who = std::find_if(lost.begin(), lost.end(), [&](const UprightPeople::Lost& one) {
            const double reach = settings_.seat_reach * one.body.height;
            const cv::Point2d way = foot_of(shape.box) - foot_of(one.body);
            return one.walked && !sits(one.number) && std::abs(way.x) <= reach && std::abs(way.y) <= reach &&
                   stood_s <= one.gone_s + settings_.before_s;
        });
        if (who != lost.end()) {
            seat(who->number, shape);
        }
    }
}

}  // namespace vigie::vision
