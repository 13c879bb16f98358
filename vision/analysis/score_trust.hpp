// What the scores of a detector are worth, learnt from what became of them.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "vision/analysis/settings.hpp"

namespace vigie::vision {

/// Detectors disagree on what 0.6 means: one gives it to half of the people, the other to posters. A score's
/// standing is its log-odds above those of the usual sighting of this camera, in nats: 0 is usual, negative
/// is doubtful. Scores whose sightings mostly continue people who are followed already are not doubtful,
/// however low they are. Learnt with slow forgetting; before anything is learnt, every score is trusted.
/// Owned by one thread.
class ScoreTrust {
public:
    explicit ScoreTrust(const ScoreSettings& settings) : settings_(settings) {}

    /// Adds a sighting that may start a track to the usual ones. `score`: 0 to 1.
    void meet(double score);
    /// Says whether a sighting of that score continued somebody who was confirmed.
    void learn(double score, bool continued);

    /// Nats; at most 2 * the settings' most_nats either way.
    [[nodiscard]] double standing(double score) const;

private:
    struct Cell {
        double continued = 0.0;
        double all = 0.0;
    };
    static constexpr std::size_t kCells = 20;

    [[nodiscard]] double log_odds(double score) const;
    [[nodiscard]] std::size_t cell_of(double score) const;

    ScoreSettings settings_;
    double sum_ = 0.0;
    double weight_ = 0.0;
    std::array<Cell, kCells> cells_{};
};

}  // namespace vigie::vision
