#include "vision/analysis/upright_people.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <opencv2/core.hpp>

#include "vision/analysis/ground_shape.hpp"

namespace vigie::vision {
namespace {

/// From the feet of somebody who stands to another place, in their heights; depth shows less.
double heights_between(const cv::Rect& from, cv::Point2d to) {
    const cv::Point2d way = to - foot_of(from);
    return std::hypot(way.x, way.y / 0.6) / from.height;
}

/// True where somebody stands, not where a track has moved on over what lies on the ground: then that fills
/// its head, and nothing is beneath. Also when the legs are out of the picture.
bool has_legs(const GroundWatchSettings& settings, const SignSight& sight, const cv::Rect& body) {
    cv::Rect legs = body;
    legs.height = std::max(1, cvRound((1.0 - settings.low_share) * body.height));
    legs.y = body.br().y - legs.height;
    const int area = legs.area();
    legs &= cv::Rect({}, sight.view.picture().size());
    return 2 * legs.area() < area ||
           cv::countNonZero(sight.view.changed()(legs)) >= settings.legs_share * legs.area();
}

}  // namespace

void UprightPeople::restart() {
    upright_.clear();
    standing_.clear();
    taken_over_.clear();
    lost_.clear();
    rises_.clear();
    trail_.clear();
    pictures_.clear();
}

bool UprightPeople::may_lie(net::TrackNumber number, const cv::Rect& head,
                            const std::vector<cv::Rect>& lying) const {
    return std::any_of(lost_.begin(), lost_.end(), [&](const Lost& lost) { return lost.number == number; }) ||
           std::any_of(lying.begin(), lying.end(),
                       [&](const cv::Rect& box) { return (box & head).area() > 0; });
}

bool UprightPeople::hidden(const SignSight& sight, const Lost& lost,
                           const std::vector<GroundShape>& shapes) const {
    cv::Rect lower = lost.body;
    lower.height = std::max(1, cvRound(settings_.low_share * lost.body.height));
    lower.y = lost.body.br().y - lower.height;
    lower &= cv::Rect({}, sight.view.picture().size());
    if (lower.area() == 0 || differing_share(sight, lower) < settings_.legs_share) {
        return false;
    }
    return std::any_of(shapes.begin(), shapes.end(), [&](const GroundShape& shape) {
        return !shape.seated && (shape.box & lower).area() > 0 &&
               std::any_of(upright_.begin(), upright_.end(), [&](const auto& other) {
                   const cv::Rect& box = other.second.box;
                   return other.first != lost.number && 2 * (box & shape.box).area() >= box.area();
               });
    });
}

std::map<net::TrackNumber, UprightPeople::Body> UprightPeople::bodies(
    const SignSight& sight, const std::vector<cv::Rect>& lying) const {
    struct Claim {
        net::TrackNumber number = 0;
        Body body;
        cv::Rect head;        // where head and shoulders of somebody are who stands at that foot point
        int area = 0;         // of the head, within the picture or not
        double filled = 0.0;  // 0 for a head that is not in the picture
    };
    const cv::Rect picture({}, sight.view.picture().size());
    std::vector<Claim> claims;
    for (const auto& walker : sight.walkers) {
        const cv::Rect box = reduced(sight, walker.upright);
        const auto height = standing_height(sight, box);
        if (!height || walker.unseen_s > 0.0) {
            continue;
        }
        const cv::Point2d foot = foot_of(box);
        Claim claim;
        claim.number = walker.number;
        claim.body.walked = walker.walked;
        claim.body.box = {cvRound(foot.x - 0.19 * *height), cvRound(foot.y - *height),
                          std::max(1, cvRound(0.38 * *height)), std::max(1, cvRound(*height))};
        claim.head = claim.body.box;
        claim.head.height = std::max(1, cvRound((1.0 - settings_.low_share) * *height));
        const double lean = walker.lean() / sight.scale;
        claim.body.box.x += cvRound(0.5 * lean);
        claim.head.x += cvRound(0.5 * (1.0 + settings_.low_share) * lean);
        claim.area = claim.head.area();
        claim.head &= picture;
        if (2 * claim.head.area() >= claim.area) {
            claim.filled =
                static_cast<double>(cv::countNonZero(sight.view.changed()(claim.head))) / claim.head.area();
        }
        claims.push_back(claim);
    }
    // Who is seen best is believed first.
    std::stable_sort(claims.begin(), claims.end(),
                     [](const Claim& a, const Claim& b) { return a.filled > b.filled; });
    cv::Mat open = sight.view.changed().clone();
    std::map<net::TrackNumber, Body> out;
    for (const auto& claim : claims) {
        const bool unseen_head = 2 * claim.head.area() < claim.area;
        if (!unseen_head && cv::countNonZero(open(claim.head)) < settings_.head_share * claim.head.area()) {
            continue;
        }
        if (!upright_.contains(claim.number) && may_lie(claim.number, claim.head, lying) &&
            !has_legs(settings_, sight, claim.body.box)) {
            continue;
        }
        out[claim.number] = claim.body;
        open(claim.body.box & picture).setTo(0);
    }
    return out;
}

void UprightPeople::lose(net::TrackNumber number, const Body& body, double seconds,
                         const std::map<net::TrackNumber, Body>& now) {
    // Who stood up for a moment at one place was a passer-by's body behind a track that stands on something
    // low.
    if (std::erase_if(rises_, [&](const Rise& rise) {
            return rise.number == number && rise.age_s <= settings_.swap_s &&
                   heights_between(body.box, rise.foot) < settings_.step_share;
        }) > 0) {
        return;
    }
    // They may have come up under another number before this one was lost, and is not lost again.
    const auto other = std::find_if(rises_.begin(), rises_.end(), [&](const Rise& rise) {
        return rise.number != number && now.contains(rise.number) && rise.age_s <= settings_.swap_s &&
               heights_between(body.box, rise.foot) <= settings_.reach_share;
    });
    if (other != rises_.end()) {
        rises_.erase(other);
        return;
    }
    const bool known = !pictures_.empty() && pictures_.front().age_s >= settings_.before_s;
    lost_.push_back(
        {number, body.box, body.walked, seconds, 0.0, known ? pictures_.front().seen : cv::Mat()});
}

void UprightPeople::rise(net::TrackNumber number, const Body& body) {
    auto best = lost_.end();
    double least = 0.0;
    for (auto lost = lost_.begin(); lost != lost_.end(); ++lost) {
        const bool same = lost->number == number;
        const double away = heights_between(lost->body, foot_of(body.box));
        const double reach = settings_.reach_share + (same ? settings_.hidden_per_s * lost->gone_s : 0.0);
        const double cost = away + lost->gone_s - (same ? 0.3 : 0.0);
        // Who comes up later, when others have stood there for so long, may be one of them.
        if (lost->gone_s <= settings_.fall_s && away <= reach && (best == lost_.end() || cost < least)) {
            best = lost;
            least = cost;
        }
    }
    if (best == lost_.end()) {
        rises_.push_back({number, foot_of(trail_.at(number).front().box), 0.0});
        return;
    }
    if (best->number != number) {
        taken_over_.insert(number);
    }
    lost_.erase(best);
}

void UprightPeople::note_trails(const SignSight& sight) {
    for (auto& [number, trail] : trail_) {
        for (auto& past : trail) {
            past.age_s += sight.seconds;
        }
    }
    for (const auto& walker : sight.walkers) {
        auto& trail = trail_[walker.number];
        trail.push_back({reduced(sight, walker.upright), 0.0});
        while (trail.front().age_s > settings_.swap_s) {
            trail.pop_front();
        }
    }
    std::erase_if(trail_, [](const auto& trail) { return trail.second.back().age_s > 0.0; });
}

void UprightPeople::keep_picture(const SignSight& sight) {
    for (auto& picture : pictures_) {
        picture.age_s += sight.seconds;
    }
    while (pictures_.size() > 1 && pictures_[1].age_s >= settings_.before_s) {
        pictures_.pop_front();
    }
    pictures_.push_back({sight.view.picture(), 0.0});
}

void UprightPeople::age_lost(const SignSight& sight, const std::vector<GroundShape>& shapes) {
    for (auto& lost : lost_) {
        lost.gone_s += sight.seconds;
        if (!hidden(sight, lost, shapes)) {
            lost.open_s += sight.seconds;
        }
    }
    std::erase_if(lost_, [&](const Lost& lost) {
        return lost.gone_s > settings_.hidden_s || lost.open_s > settings_.fall_s;
    });
}

void UprightPeople::look(const SignSight& sight, const std::vector<GroundShape>& shapes,
                         const std::vector<cv::Rect>& lying) {
    keep_picture(sight);
    age_lost(sight, shapes);
    for (auto& rise : rises_) {
        rise.age_s += sight.seconds;
    }
    note_trails(sight);
    std::erase_if(rises_,
                  [&](const Rise& rise) { return rise.age_s > settings_.walk_off_s + settings_.swap_s; });
    taken_over_.clear();
    auto now = bodies(sight, lying);
    for (const auto& [number, body] : upright_) {
        if (!now.contains(number)) {
            lose(number, body, sight.seconds, now);
        }
    }
    standing_.clear();
    for (auto& [number, body] : now) {
        standing_.insert(number);
        if (const auto before = upright_.find(number); before == upright_.end()) {
            rise(number, body);
        }
    }
    upright_ = std::move(now);
}

void UprightPeople::found(net::TrackNumber number, double seconds) {
    std::erase_if(lost_, [&](const Lost& lost) { return lost.number == number && lost.gone_s >= seconds; });
}

bool UprightPeople::got_up(cv::Point2d place, double height, double seconds) const {
    return std::any_of(rises_.begin(), rises_.end(), [&](const Rise& rise) {
        const cv::Point2d way = rise.foot - place;
        return rise.age_s <= seconds && standing_.contains(rise.number) &&
               std::abs(way.x) <= settings_.reach_share * height &&
               std::abs(way.y) <= settings_.reach_share * height;
    });
}

}  // namespace vigie::vision
