#include "vision/analysis/seated_people.hpp"

#include <algorithm>
#include <cmath>

namespace vigie::vision {
namespace {

constexpr double kPassedS = 2.0;  // nobody takes longer to pass in front

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

bool SeatedPeople::has_shifted(const SignSight& sight, Seated& seated,
                               const std::vector<GroundShape>& shapes) const {
    const auto there = std::find_if(shapes.begin(), shapes.end(), [&](const GroundShape& shape) {
        const int both = (shape.box & seated.box).area();
        return both > 0 && both >= settings_.same_share * (shape.box.area() + seated.box.area() - both);
    });
    if (there == shapes.end()) {
        return false;
    }
    seated.picture.take_again(sight, seated.box, differing(sight, seated.box));
    seated.unlike_s = 0.0;
    return true;
}

void SeatedPeople::note_moves(const SignSight& sight, Seated& seated, const UprightPeople& people) const {
    const bool hidden = std::any_of(sight.walkers.begin(), sight.walkers.end(), [&](const Walker& walker) {
        return people.standing().contains(walker.number) &&
               (reduced(sight, walker.box) & seated.box).area() > 0;
    });
    if (hidden) {
        return;
    }
    seated.stirred_s = seated.pose.change(sight) > settings_.stir ? seated.stirred_s + sight.seconds : 0.0;
    if (seated.stirred_s > kPassedS) {
        seated.pose.take_again(sight, seated.box, differing(sight, seated.box));
        seated.still_s = 0.0;
    } else if (seated.stirred_s <= 0.0) {
        seated.still_s += sight.seconds;
    }
}

bool SeatedPeople::follow(const SignSight& sight, Seated& seated, const std::vector<GroundShape>& shapes,
                          const UprightPeople& people) const {
    seated.age_s += sight.seconds;
    if (people.taken_over(seated.number)) {
        seated.number = 0;
    }
    constexpr double kSame = 0.8;
    const bool same = seated.picture.shares(sight).there >= kSame;
    seated.unlike_s = same ? 0.0 : seated.unlike_s + sight.seconds;
    const bool rises = people.standing().contains(seated.number) ||
                       people.got_up(middle_of(seated.box), seated.standing, seated.age_s + settings_.swap_s);
    // A track that gets up need not be followed for long: it may stay on what they leave.
    seated.rose = !same && (seated.rose || rises);
    const bool seen_apart = std::any_of(shapes.begin(), shapes.end(), [&](const GroundShape& shape) {
        return shape.seated && (shape.box & seated.box).area() > 0;
    });
    if (seen_apart) {
        note_moves(sight, seated, people);
    }
    const bool replaced =
        seen_apart && seated.unlike_s >= kPassedS && !seated.rose && !has_shifted(sight, seated, shapes);
    const bool up =
        seated.rose || differing_share(sight, seated.box) < settings_.hidden_share * seated.filled;
    seated.up_s = up ? seated.up_s + sight.seconds : 0.0;
    return !replaced && seated.up_s < settings_.up_s && seated.age_s < settings_.sit_s &&
           seated.still_s < settings_.lifeless_s;
}

bool SeatedPeople::sits(net::TrackNumber number) const {
    return std::any_of(seated_.begin(), seated_.end(),
                       [&](const Seated& seated) { return seated.number == number; });
}

bool SeatedPeople::sat_before(net::TrackNumber number, double seconds) const {
    return std::any_of(seated_.begin(), seated_.end(), [&](const Seated& seated) {
        return seated.number == number && seated.age_s > seconds;
    });
}

void SeatedPeople::seat(const SignSight& sight, net::TrackNumber number, const GroundShape& shape) {
    seated_.push_back({.number = number,
                       .box = shape.box,
                       .picture = StillThing(sight, shape.box, differing(sight, shape.box)),
                       .standing = shape.standing,
                       .filled = static_cast<double>(shape.area) / shape.box.area(),
                       .pose = StillThing(sight, shape.box, differing(sight, shape.box))});
}

void SeatedPeople::sit_up(const SignSight& sight, net::TrackNumber number, const cv::Rect& box,
                          const std::vector<GroundShape>& shapes) {
    const auto there = std::find_if(shapes.begin(), shapes.end(), [&](const GroundShape& shape) {
        return shape.seated && 2 * (shape.box & box).area() > box.area();
    });
    if (there != shapes.end()) {
        seat(sight, number, *there);
    }
}

void SeatedPeople::look(const SignSight& sight, const std::vector<GroundShape>& shapes, UprightPeople& people,
                        LowThings& things, const std::vector<cv::Rect>& lying) {
    std::erase_if(seated_, [&](Seated& seated) {
        if (any_within(lying, seated.box)) {
            return true;
        }
        const bool ended = !follow(sight, seated, shapes, people);
        if (ended) {
            things.left(seated.box, seated.age_s, shapes);
            const bool passed_through =
                !seated.rose && seated.up_s >= settings_.up_s && seated.age_s < 2.0 * settings_.up_s;
            if (!passed_through) {
                people.found(seated.number, seated.age_s);
            }
        }
        return ended;
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
            return one.walked && one.gone_s <= settings_.fall_s && !sits(one.number) &&
                   std::abs(way.x) <= reach && std::abs(way.y) <= reach &&
                   stood_s <= one.gone_s + settings_.before_s && !was_there(sight, shape.box, one.before);
        });
        if (who != lost.end()) {
            seat(sight, who->number, shape);
        }
    }
}

}  // namespace vigie::vision
