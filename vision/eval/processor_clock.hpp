// Processor time instead of wall time: what stages cost on one core, whatever else the machine does.
#pragma once

#include <chrono>
#include <ctime>

#include "net/types/time.hpp"

namespace vigie::vision {

/// Monotonic time is what this process has computed on all its threads. Any thread.
class ProcessorClock final : public net::Clock {
public:
    [[nodiscard]] net::UtcTime utc() const override { return wall_.utc(); }
    [[nodiscard]] net::MonoTime mono() const override {
        timespec used{};
        ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
        return net::MonoTime(std::chrono::duration_cast<net::Microseconds>(
            std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec)));
    }

private:
    net::SystemClock wall_;
};

}  // namespace vigie::vision
