#include "vision/fusion/place_doubt.hpp"

#include <algorithm>
#include <cmath>

namespace vigie::vision {

void PlaceDoubt::learn(const PairsApart& apart, double seconds) {
    constexpr double kFewPairs = 10.0;  // so few teach half as fast
    const double step = (apart.pairs - 2.0 * apart.within) / (apart.pairs + kFewPairs);
    share_ *= std::exp(step * settings_.e_foldings_s * std::clamp(seconds, 0.0, 1.0));
    share_ = std::clamp(share_, settings_.least, settings_.most);
    pair_s_ += apart.pairs * std::clamp(seconds, 0.0, 1.0);
}

double median_within(double gate_squared) {
    return -2.0 * std::log(1.0 - 0.5 * (1.0 - std::exp(-0.5 * gate_squared)));
}

}  // namespace vigie::vision
