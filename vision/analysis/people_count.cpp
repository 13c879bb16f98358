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

namespace {

/// The mid-p below which a number is left out: the finer the distribution, the nearer to its own quantile.
double tail_below(const IntervalTails& tails, const std::vector<double>& distribution) {
    double mean = 0.0;
    double square = 0.0;
    for (std::size_t n = 0; n < distribution.size(); ++n) {
        mean += static_cast<double>(n) * distribution[n];
        square += static_cast<double>(n * n) * distribution[n];
    }
    constexpr double kCoarse = 0.6;  // standard deviation, people
    constexpr double kFine = 1.2;
    const double deviation = std::sqrt(std::max(0.0, square - mean * mean));
    const double coarse = std::clamp((kFine - deviation) / (kFine - kCoarse), 0.0, 1.0);
    return tails.below + coarse * (tails.below_few - tails.below);
}

/// Chances of each total, from none on.
std::vector<double> distribution_of(const CountSettings& settings, const std::vector<Presence>& people) {
    std::vector<double> out{1.0};
    double hidden = settings.hidden_always;
    for (const auto& person : people) {
        hidden += person.hidden;
        out.push_back(0.0);
        for (std::size_t n = out.size() - 1; n > 0; --n) {
            out[n] = out[n] * (1.0 - person.chance) + out[n - 1] * person.chance;
        }
        out[0] *= 1.0 - person.chance;
    }
    // Poisson, cut where next to nothing is left.
    const auto most = static_cast<std::size_t>(std::ceil(hidden + 5.0 * std::sqrt(hidden) + 3.0));
    std::vector<double> sum(out.size() + most, 0.0);
    double weight = std::exp(-hidden);
    for (std::size_t k = 0; k <= most; ++k) {
        for (std::size_t n = 0; n < out.size(); ++n) {
            sum[n + k] += weight * out[n];
        }
        weight *= hidden / static_cast<double>(k + 1);
    }
    return sum;
}

}  // namespace

net::Count count_people(const CountSettings& settings, const std::vector<Presence>& people) {
    net::Count out;
    for (const auto& person : people) {
        out.people += person.counted ? 1.0 : 0.0;
    }
    out.low = out.people;
    out.high = out.people;
    double below = 0.0;
    const auto distribution = distribution_of(settings, people);
    const double least = tail_below(settings.tails, distribution);
    for (std::size_t n = 0; n < distribution.size(); ++n) {
        const double middle = below + 0.5 * distribution[n];
        below += distribution[n];
        if (middle > least && middle < 1.0 - settings.tails.above) {
            out.low = std::min(out.low, static_cast<double>(n));
            out.high = std::max(out.high, static_cast<double>(n));
        }
    }
    out.at_least = out.people > settings.most_measured;
    return out;
}

}  // namespace vigie::vision
