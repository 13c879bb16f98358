// Which sighting continues which walker.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "vision/analysis/tracker.hpp"
#include "vision/analysis/tracker_round.hpp"

namespace vigie::vision {
namespace {

net::Box widened(const net::Box& box, double share) {
    return {box.x - share * box.width, box.y - share * box.height, box.width * (1.0 + 2.0 * share),
            box.height * (1.0 + 2.0 * share)};
}

/// One sigma of a foot's place in any direction, ground units.
double spread(const GroundPoint& at) {
    return std::sqrt(cv::trace(at.covariance));
}

}  // namespace

std::optional<double> Tracker::cost(const Walker& walker, const Sighting& sighting) const {
    const double away_m = cv::norm(sighting.ground.at - walker.filter.at()) / walker.metre;
    // Far from the camera a pixel is a long way: the sighting's own error widens the gate.
    const double error_m = spread(sighting.ground) / walker.metre;
    const double gate_m = settings_.gate_m + settings_.gate_growth_m_per_s * walker.unseen_s + 2.0 * error_m;
    if (away_m > gate_m) {
        return std::nullopt;
    }
    const double sigma =
        std::sqrt(walker.filter.distance_squared(sighting.ground.at, sighting.ground.covariance));
    if (sigma > settings_.gate_sigma) {
        return std::nullopt;
    }
    const double overlap = net::intersection_over_union(widened(walker.upright, settings_.buffer),
                                                        widened(sighting.box, settings_.buffer));
    const double total =
        settings_.weight_distance * (0.5 * away_m / gate_m + 0.5 * sigma / settings_.gate_sigma) +
        settings_.weight_overlap * (1.0 - overlap) +
        settings_.weight_colour * walker.look.distance(sighting.look);
    return total > settings_.most_cost ? std::nullopt : std::optional(total);
}

std::vector<CandidatePair> Tracker::candidates(const std::vector<Sighting>& seen) const {
    std::vector<std::size_t> by_x(seen.size());
    std::iota(by_x.begin(), by_x.end(), std::size_t{0});
    const auto x_of = [&](std::size_t s) { return seen[s].ground.at[0]; };
    std::sort(by_x.begin(), by_x.end(), [&](auto a, auto b) { return x_of(a) < x_of(b); });
    double most_spread = 0.0;
    for (const auto& sighting : seen) {
        most_spread = std::max(most_spread, spread(sighting.ground));
    }
    std::vector<CandidatePair> out;
    for (std::size_t w = 0; w < walkers_.size(); ++w) {
        const auto& walker = walkers_[w];
        const double reach =
            walker.metre * (settings_.gate_m + settings_.gate_growth_m_per_s * walker.unseen_s) +
            2.0 * most_spread;
        const double x = walker.filter.at()[0];
        auto s = std::lower_bound(by_x.begin(), by_x.end(), x - reach,
                                  [&](std::size_t a, double least) { return x_of(a) < least; });
        for (; s != by_x.end() && x_of(*s) <= x + reach; ++s) {
            if (const auto price = cost(walker, seen[*s])) {
                out.push_back({w, *s, *price});
            }
        }
    }
    return out;
}

void Tracker::match(Round& round, Followed followed, bool weak_too) {
    std::vector<CandidatePair> open;
    for (const auto& pair : round.pairs) {
        const bool tentative = walkers_[pair.row].state == net::TrackState::tentative;
        if (round.walker_done[pair.row] == 0 && round.seen_done[pair.column] == 0 &&
            tentative == (followed == Followed::tentative) &&
            (weak_too || round.may_start[pair.column] != 0)) {
            open.push_back(pair);
        }
    }
    const auto answer = assign_sparse(walkers_.size(), round.seen.size(), open);
    for (std::size_t w = 0; w < answer.size(); ++w) {
        if (answer[w]) {
            round.continued[*answer[w]] = followed == Followed::confirmed ? 1 : 0;
            round.walker_done[w] = round.seen_done[*answer[w]] = 1;
            take(walkers_[w], round.seen[*answer[w]], round.seconds);
        }
    }
}

}  // namespace vigie::vision
