// Events a second over the last two seconds, and the median of what they cost.
#pragma once

#include <chrono>
#include <deque>
#include <utility>

#include "net/types/time.hpp"

namespace vigie::vision {

/// Owned by one thread, or guarded by its owner.
class RateMeter {
public:
    void add(net::MonoTime at, double cost_ms = 0.0) {
        events_.emplace_back(at, cost_ms);
        forget(at);
    }
    /// 1/s; 0 when nothing happened lately.
    [[nodiscard]] double rate(net::MonoTime now);
    /// Milliseconds; 0 when nothing happened lately.
    [[nodiscard]] double median_ms(net::MonoTime now);

private:
    static constexpr net::Microseconds kWindow = std::chrono::seconds(2);
    void forget(net::MonoTime now) {
        while (!events_.empty() && now - events_.front().first > kWindow) events_.pop_front();
    }

    std::deque<std::pair<net::MonoTime, double>> events_;
};

}  // namespace vigie::vision
