#include "vision/analysis/people_count.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace vigie::vision {

double chance_inside(const net::Polygon<net::Floor>& zone, const net::FloorEstimate& estimate) {
    // Cholesky factor of the covariance turns unit sigma points into places.
    const double a = std::sqrt(std::max(0.0, estimate.covariance.xx));
    const double b = a > 0.0 ? estimate.covariance.xy / a : 0.0;
    const double c = std::sqrt(std::max(0.0, estimate.covariance.yy - b * b));
    const std::array<double, 3> nodes{-std::sqrt(3.0), 0.0, std::sqrt(3.0)};
    constexpr std::array<double, 3> kWeights{1.0 / 6.0, 2.0 / 3.0, 1.0 / 6.0};
    double inside = 0.0;
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t j = 0; j < 3; ++j) {
            const net::Point<net::Floor> place{estimate.at.x + a * nodes[i],
                                               estimate.at.y + b * nodes[i] + c * nodes[j]};
            if (net::contains(zone, place)) {
                inside += kWeights[i] * kWeights[j];
            }
        }
    }
    return inside;
}

net::Count count_people(const CountSettings& settings, const std::vector<double>& chances) {
    net::Count out;
    double expected = 0.0;
    double variance = settings.base_variance;
    for (const double chance : chances) {
        out.people += chance > 0.5 ? 1.0 : 0.0;
        expected += chance;
        variance += chance * (1.0 - chance);
    }
    const double missed = settings.missed_share * expected;
    const double surplus = settings.surplus_share * expected;
    variance += missed + surplus;
    constexpr double kNinetyPercent = 1.645;
    const double half = kNinetyPercent * std::sqrt(variance);
    const double middle = expected + missed - surplus;
    out.low = std::clamp(middle - half, 0.0, out.people);
    out.high = std::max(out.people, middle + half);
    out.at_least = out.people > settings.most_measured;
    return out;
}

}  // namespace vigie::vision
