// Whether somebody attends to a thing, and since when nobody does.
#pragma once

#include <map>
#include <set>

#include "vision/analysis/sign_settings.hpp"
#include "vision/analysis/sign_sight.hpp"
#include "vision/analysis/still_thing.hpp"

namespace vigie::vision {

/// Who is near and stands, stays, or was there when the thing came attends to it; who only walks past does
/// not: in a busy hall somebody always does. After PETS 2006 ("unattended: the owner is further than a few
/// metres away"), without having to know for certain who the owner is. A track that was left standing on the
/// thing is nobody, however many walk by behind it. Value; owned by ObjectWatch.
class Attendance {
public:
    /// `covering`: numbers of the tracks whose box holds the thing now.
    void look(const ObjectSettings& settings, const SignSight& sight, const StillThing& thing,
              const std::set<net::TrackNumber>& covering);

    /// For how long nobody has attended to it, seconds; 0 while somebody does.
    [[nodiscard]] double alone_s() const { return alone_s_; }

private:
    [[nodiscard]] bool attends(const ObjectSettings& settings, const SignSight& sight,
                               const Walker& walker) const;
    /// Whether that track stands on the thing and there is nobody with it. `upright`: the upper half of its
    /// box is filled.
    [[nodiscard]] bool stands_on(const ObjectSettings& settings, const SignSight& sight,
                                 const StillThing& thing, const Walker& walker, bool upright);

    std::map<net::TrackNumber, double> near_s_;
    std::map<net::TrackNumber, double> on_it_;  // tracks on the thing: for how long they have been upright
    std::set<net::TrackNumber> owners_;
    double age_s_ = 0.0;
    double tended_s_ = 0.0;
    double alone_s_ = 0.0;
};

}  // namespace vigie::vision
