// How many messages of a feed arrive a second.
#pragma once

#include <cstddef>
#include <deque>

#include "net/types/time.hpp"

namespace vigie::console {

/// Arrivals of one feed's last seconds. Owned by one thread.
class ArrivalRate {
public:
    /// `at` never decreases.
    void add(net::MonoTime at);

    /// Arrivals a second over the last `window`: measured between arrivals, so that a steady feed shows a
    /// steady figure; it sinks as soon as the next arrival is overdue and is 0 when fewer than two lie in the
    /// window. A burst counts as if it took a second.
    [[nodiscard]] double per_second(net::MonoTime now, net::Microseconds window) const;

private:
    static constexpr std::size_t kKept = 256;

    std::deque<net::MonoTime> arrivals_;
};

}  // namespace vigie::console
