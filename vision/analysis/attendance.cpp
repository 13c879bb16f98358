#include "vision/analysis/attendance.hpp"

#include <algorithm>

namespace vigie::vision {

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
        const auto away = metres_between(sight, walker.box.foot(), foot, settings.depth_focal);
        if (!away || *away > settings.near_m ||
            upright_share(sight, walker, thing.box(), thing.mask()) < settings.upright_share) {
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
    tended_s_ = tended ? tended_s_ + sight.seconds : 0.0;
    if (tended && (alone_s_ <= 0.0 || tended_s_ >= settings.tended_s)) {
        alone_s_ = 0.0;
    } else {
        alone_s_ += sight.seconds;
    }
}

}  // namespace vigie::vision
