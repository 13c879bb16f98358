// What stages cost, one after the other.
#pragma once

#include "net/types/milliseconds.hpp"
#include "net/types/time.hpp"

namespace vigie::vision {

/// Measures from one lap to the next, the first from its making. Owned by one thread; `clock` outlives it.
class StopWatch {
public:
    explicit StopWatch(const net::Clock& clock) : clock_(clock), last_(clock.mono()) {}

    /// Milliseconds since the lap before.
    double lap() {
        const auto now = clock_.mono();
        const double spent = net::milliseconds_of(now - last_);
        last_ = now;
        return spent;
    }

private:
    const net::Clock& clock_;
    net::MonoTime last_;
};

}  // namespace vigie::vision
