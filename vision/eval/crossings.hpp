// Crossings of counting lines: who truly crossed, who was counted, and how well the two agree.
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "net/types/count.hpp"
#include "net/types/ids.hpp"
#include "net/types/venue.hpp"
#include "vision/analysis/line_counter.hpp"

namespace vigie::vision {

/// Somebody went over a line.
struct Crossing {
    net::LineId line;
    double at_s = 0.0;     ///< stream time at which it was counted
    bool in = false;       ///< from the left of the line to its right
    bool ignored = false;  ///< a true one in a frame in which that person is not judged
};

/// Where a true person stands in one frame.
struct TrueStand {
    std::uint64_t id = 0;
    net::Point<net::Floor> at;
    bool ignored = false;
};

/// Counts true people as the analysis counts found ones: by LineCounter, with the same hysteresis. Frames
/// come in order; whoever is absent from one is forgotten. Owned by one thread.
class TrueCrossings {
public:
    TrueCrossings(std::vector<net::LineConfiguration> lines, const CrossingSettings& settings)
        : lines_(std::move(lines)), settings_(settings) {}

    void add(double at_s, const std::vector<TrueStand>& people);
    [[nodiscard]] const std::vector<Crossing>& all() const { return all_; }

private:
    std::vector<net::LineConfiguration> lines_;
    CrossingSettings settings_;
    std::map<std::uint64_t, std::vector<LineCounter>> counters_;  // one a line for each person present
    std::vector<Crossing> all_;
};

/// Reads crossings off the growing counts of scenes, as a console does. Owned by one thread.
class FoundCrossings {
public:
    void add(double at_s, const std::vector<net::LineCount>& lines);
    [[nodiscard]] const std::vector<Crossing>& all() const { return all_; }

private:
    std::map<net::LineId, net::LineCount> before_;
    std::vector<Crossing> all_;
};

struct CrossingScore {
    std::uint64_t lines = 0;  ///< how many lines were watched
    std::uint64_t truth = 0;
    std::uint64_t found = 0;  ///< without those of people who are not judged
    std::uint64_t matched = 0;
    double precision = 0.0;  ///< 0 when nothing was found
    double recall = 0.0;     ///< 0 when nobody crossed
};

/// Matches one to one crossings of one line, in one direction, that are at most `tolerance_s` apart: as many
/// as possible, then the nearest in time. A found one that only an ignored true one explains does
/// not count. `lines` of the result is the caller's to set.
[[nodiscard]] CrossingScore match_crossings(const std::vector<Crossing>& truth,
                                            const std::vector<Crossing>& found, double tolerance_s);

}  // namespace vigie::vision
