#include "vision/analysis/steady_number.hpp"

#include <algorithm>
#include <cmath>

namespace vigie::vision {
namespace {

/// The share of its way to a goal that is gone in so many seconds.
double approach(double seconds, double time_constant_s) {
    return 1.0 - std::exp(-seconds / time_constant_s);
}

}  // namespace

double SteadyNumber::update(double measured, double stands, double seconds) {
    const double standing = std::clamp(stands, 0.0, 1.0);
    age_s_ = std::clamp(age_s_ + (standing > 0.5 ? seconds : -2.0 * seconds), 0.0, settings_.usual_s);
    const double known_s = std::max(age_s_, seconds);
    const bool young = age_s_ < settings_.young_s;
    const bool first = usual_ <= 0.0;
    usual_ += (first ? 1.0 : approach(seconds, std::min(settings_.usual_s, known_s))) * (measured - usual_);
    const double least =
        std::max(usual_ / (1.0 + settings_.share), measured / (1.0 + settings_.sudden_share));
    const double most = std::max(least, usual_ / (1.0 - settings_.share));
    held_ = std::clamp(first ? measured : held_, least, most);
    const double settled_s = usual_ > held_ ? settings_.rise_s : settings_.fall_s;
    held_ += approach(seconds, young ? known_s : settled_s) * (usual_ - held_);
    const double told = measured + standing * (held_ - measured);
    // What is held is that of people who stand: a few who fidget do not change it, a crowd that walks does.
    held_ += std::max(0.0, 1.0 - 2.0 * standing) * (measured - held_);
    return told;
}

void SteadyNumber::take_away(double share) {
    const double left = 1.0 - std::clamp(share, 0.0, 1.0);
    usual_ *= left;
    held_ *= left;
}

void SteadyNumber::restart() {
    usual_ = 0.0;
    held_ = 0.0;
    age_s_ = 0.0;
}

}  // namespace vigie::vision
