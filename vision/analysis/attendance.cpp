#include "vision/analysis/attendance.hpp"

#include <algorithm>

namespace vigie::vision {

bool Attendance::stands_on(const ObjectSettings& settings, const SignSight& sight, const StillThing& thing,
                           const Walker& walker, bool upright) {
    const cv::Rect held = thing.box() & reduced(sight, walker.box);
    if (held.area() < settings.cover_share * thing.box().area()) {
        on_it_.erase(walker.number);
        return false;
    }
    const auto known = on_it_.find(walker.number);
    if (!upright && walker.unseen_s <= 0.0) {
        on_it_[walker.number] = 0.0;
        // Whoever brought the thing has left this number behind.
        owners_.erase(walker.number);
        return true;
    }
    if (known == on_it_.end()) {
        return false;
    }
    known->second = upright ? known->second + sight.seconds : 0.0;
    if (known->second < settings.come_s) {
        return true;
    }
    on_it_.erase(known);
    return false;
}

bool Attendance::attends(const ObjectSettings& settings, const SignSight& sight, const Walker& walker) const {
    if (owners_.contains(walker.number)) {
        return true;
    }
    // Far more pixels a metre than metres a second: without calibration a speed is one in the picture.
    const double speed = cv::norm(walker.filter.velocity()) / walker.metre;
    const auto stay = near_s_.find(walker.number);
    const double stayed_s = stay == near_s_.end() ? 0.0 : stay->second;
    return stayed_s > settings.passing_s || (speed < settings.passing_speed && stayed_s > sight.seconds);
}

void Attendance::look(const ObjectSettings& settings, const SignSight& sight, const StillThing& thing,
                      const std::set<net::TrackNumber>& covering) {
    age_s_ += sight.seconds;
    const auto foot = enlarged(sight, thing.box()).foot();
    bool tended = false;
    std::map<net::TrackNumber, double> near_s;
    for (const auto& walker : sight.walkers) {
        const auto away = metres_between(sight, walker.upright.foot(), foot, settings.depth_focal);
        if (!away || *away > settings.near_m) {
            continue;
        }
        const bool upright =
            upright_share(sight, walker, thing.box(), thing.mask()) >= settings.upright_share;
        if (stands_on(settings, sight, thing, walker, upright) || !upright) {
            continue;
        }
        const auto before = near_s_.find(walker.number);
        near_s[walker.number] = (before == near_s_.end() ? 0.0 : before->second) + sight.seconds;
        if (age_s_ <= settings.judge_after_s || covering.contains(walker.number)) {
            owners_.insert(walker.number);
        }
        tended = tended || attends(settings, sight, walker);
    }
    near_s_ = std::move(near_s);
    std::erase_if(on_it_, [&](const auto& one) {
        return std::none_of(sight.walkers.begin(), sight.walkers.end(),
                            [&](const Walker& walker) { return walker.number == one.first; });
    });
    tended_s_ = tended ? tended_s_ + sight.seconds : 0.0;
    if (tended && (alone_s_ <= 0.0 || tended_s_ >= settings.tended_s)) {
        alone_s_ = 0.0;
    } else {
        alone_s_ += sight.seconds;
    }
}

}  // namespace vigie::vision
