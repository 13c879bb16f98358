// The analysis on drawn people: are they as hard to find as real ones, and do its intervals hold there too?
#pragma once

#include <cstdint>

#include "net/types/result.hpp"
#include "net/types/time.hpp"
#include "vision/eval/score.hpp"

namespace vigie::vision {

/// What came of one drawn video.
struct DrawnRun {
    Score score;
    double people = 0.0;             ///< truly in view, mean
    double interval_coverage = 0.0;  ///< share of frames whose 90 % interval holds the true count
    double interval_width = 0.0;     ///< people, mean
};

/// `frames` of DrawnForecourt(seed) through the analyser of its surveyed camera, from the first on. Whom the
/// truth does not count may be found or not: who is too much hidden, and who is cut off by the picture's
/// edge, as in the real video, of whose 2387 true boxes one touches it. Frames that cannot be
/// analysed are an error.
[[nodiscard]] net::Result<DrawnRun> run_drawn(std::uint64_t seed, std::uint64_t frames,
                                              const net::Clock& clock);

}  // namespace vigie::vision
