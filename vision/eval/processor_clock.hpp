// Processor time instead of wall time: what stages cost on one core, whatever else the machine does.
#pragma once

#include <chrono>
#include <ctime>

#include "net/types/time.hpp"

namespace vigie::vision {

/// Whose computing is counted.
enum class ComputedBy : clockid_t {
    process = CLOCK_PROCESS_CPUTIME_ID,  ///< all threads together
    thread = CLOCK_THREAD_CPUTIME_ID,    ///< the one that asks: only its own readings can be compared
};

/// Monotonic time is what was computed. Any thread.
class ProcessorClock final : public net::Clock {
public:
    explicit ProcessorClock(ComputedBy whose = ComputedBy::process) : whose_(whose) {}

    [[nodiscard]] net::UtcTime utc() const override { return wall_.utc(); }
    [[nodiscard]] net::MonoTime mono() const override {
        timespec used{};
        ::clock_gettime(static_cast<clockid_t>(whose_), &used);
        return net::MonoTime(std::chrono::duration_cast<net::Microseconds>(
            std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec)));
    }

private:
    ComputedBy whose_;
    net::SystemClock wall_;
};

}  // namespace vigie::vision
