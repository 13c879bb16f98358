#include "vision/analysis/steady_number.hpp"

#include <algorithm>
#include <cmath>

namespace vigie::vision {

double SteadyNumber::update(double measured, double stands, double seconds) {
    const bool first = usual_ <= 0.0;
    usual_ += (first ? 1.0 : 1.0 - std::exp(-seconds / settings_.usual_s)) * (measured - usual_);
    const double least =
        std::max(usual_ / (1.0 + settings_.share), measured / (1.0 + settings_.sudden_share));
    const double most = std::max(least, usual_ / (1.0 - settings_.share));
    const double standing = std::clamp(first ? measured : told_, least, most);
    told_ = measured + std::clamp(stands, 0.0, 1.0) * (standing - measured);
    return told_;
}

void SteadyNumber::take_away(double share) {
    const double left = 1.0 - std::clamp(share, 0.0, 1.0);
    usual_ *= left;
    told_ *= left;
}

void SteadyNumber::restart() {
    usual_ = 0.0;
    told_ = 0.0;
}

}  // namespace vigie::vision
