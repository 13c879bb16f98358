// The tracker's own: one frame's association as it goes on.
#pragma once

#include <vector>

#include "vision/analysis/tracker.hpp"

namespace vigie::vision {

struct Tracker::Round {
    const std::vector<Sighting>& seen;
    double seconds;                    ///< since the frame before
    std::vector<CandidatePair> pairs;  ///< of a walker and a sighting
    std::vector<char> may_start;       ///< by sighting: good enough for a new track
    std::vector<char> walker_done;
    std::vector<char> seen_done;
    std::vector<char> continued;  ///< by sighting: somebody confirmed goes on by it
};

}  // namespace vigie::vision
