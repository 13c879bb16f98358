#include "net/types/clock_offset.hpp"

#include <algorithm>

namespace vigie::net {

void ClockOffsetEstimator::add(const ClockExchange& e) {
    const Microseconds round_trip = (e.answered - e.asked) - (e.sent - e.received);
    if (round_trip < Microseconds::zero() || e.sent < e.received) {
        return;
    }
    const Microseconds offset = ((e.received - e.asked) + (e.sent - e.answered)) / 2;
    exchanges_.push_back({offset, round_trip / 2});
    while (exchanges_.size() > window_) {
        exchanges_.pop_front();
    }
}

std::optional<ClockOffset> ClockOffsetEstimator::estimate() const {
    const auto best = std::min_element(exchanges_.begin(), exchanges_.end(),
                                       [](const auto& a, const auto& b) { return a.error < b.error; });
    if (best == exchanges_.end()) {
        return std::nullopt;
    }
    return *best;
}

}  // namespace vigie::net
