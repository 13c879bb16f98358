// Counts people who cross a line on the floor.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "net/types/count.hpp"
#include "net/types/venue.hpp"
#include "vision/analysis/settings.hpp"

namespace vigie::vision {

/// A counted person's floor position in one frame.
struct Stand {
    net::TrackNumber number = 0;
    net::Point<net::Floor> at;
    net::Covariance<net::Floor> covariance{};  ///< of `at`
};

/// One line. A person is on a side once further from the line than the hysteresis and than their place is
/// uncertain; a change of side
/// counts once, if the way from the last sure place to the present one crosses the segment. So
/// somebody who dithers on the line is not counted, nor who walks around its end. Owned by one thread.
class LineCounter {
public:
    LineCounter(const net::LineConfiguration& line, const CrossingSettings& settings)
        : line_(line), settings_(settings) {}

    /// Everybody present in a frame; whoever is absent is forgotten.
    void update(const std::vector<Stand>& people);
    /// Forgets where everybody was, keeps the counts.
    void restart() { last_.clear(); }

    [[nodiscard]] net::LineCount count() const { return {line_.line, in_, out_}; }

private:
    /// How far beyond the line of `length` somebody has to be.
    [[nodiscard]] double far_enough(const Stand& person, double length) const;

    net::LineConfiguration line_;
    CrossingSettings settings_;
    std::unordered_map<net::TrackNumber, net::Point<net::Floor>> last_;  // the last sure place
    std::uint64_t in_ = 0;
    std::uint64_t out_ = 0;
};

}  // namespace vigie::vision
