// How many people a minute cross a line, from counts that only grow.
#pragma once

#include <cstdint>
#include <utility>

#include "net/types/count.hpp"
#include "vision/crowd/settings.hpp"
#include "vision/crowd/sliding_window.hpp"

namespace vigie::vision {

/// Flow over the last minute of the line's camera. Owned by one thread.
class LineFlow {
public:
    explicit LineFlow(const BalanceSettings& settings);

    /// The line's count at its camera's own time.
    void put(net::Microseconds now, const net::LineCount& count);
    void clear() { window_.clear(); }
    /// Fills both flows; leaves them absent until counts have come for long enough.
    void fill(net::LineCount& count) const;

private:
    double over_s_;
    SlidingWindow<std::pair<std::uint64_t, std::uint64_t>> window_;
};

}  // namespace vigie::vision
