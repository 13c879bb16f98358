#include "vision/analysis/score_trust.hpp"

#include <algorithm>
#include <cmath>

namespace vigie::vision {

double ScoreTrust::log_odds(double score) const {
    constexpr double kEdge = 1e-9;
    const double p = std::clamp(score, kEdge, 1.0 - kEdge);
    return std::clamp(std::log(p / (1.0 - p)), -settings_.most_nats, settings_.most_nats);
}

std::size_t ScoreTrust::cell_of(double score) const {
    const double share = (log_odds(score) / settings_.most_nats + 1.0) / 2.0;
    return std::min(kCells - 1, static_cast<std::size_t>(share * static_cast<double>(kCells)));
}

void ScoreTrust::meet(double score) {
    sum_ = settings_.usual_memory * sum_ + log_odds(score);
    weight_ = settings_.usual_memory * weight_ + 1.0;
}

void ScoreTrust::learn(double score, bool continued) {
    auto& cell = cells_[cell_of(score)];
    cell.continued = settings_.trust_memory * cell.continued + (continued ? 1.0 : 0.0);
    cell.all = settings_.trust_memory * cell.all + 1.0;
}

double ScoreTrust::standing(double score) const {
    const double usual = weight_ > 0.0 ? sum_ / weight_ : log_odds(score);
    // A few sightings are one person, not yet the detector.
    const double believed = weight_ / (weight_ + settings_.usual_sightings);
    const double own = believed * (log_odds(score) - usual);
    const auto& cell = cells_[cell_of(score)];
    const double share = (cell.continued + settings_.prior_sightings * settings_.prior_share) /
                         (cell.all + settings_.prior_sightings);
    return share >= settings_.trusted_share ? std::max(0.0, own) : own;
}

}  // namespace vigie::vision
