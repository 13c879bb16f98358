// A clock that moves only when a test says so.
#pragma once

#include <mutex>

#include "net/types/time.hpp"

namespace vigie::test {

/// Stands in for the machine's clocks. Any thread may call any member.
class FakeClock final : public net::Clock {
public:
    /// Starts at `utc`, by default 2026-01-01 12:00:00 UTC, with 1000 s of monotonic time.
    explicit FakeClock(net::UtcTime utc = net::UtcTime(std::chrono::seconds(1'767'268'800))) : utc_(utc) {}

    [[nodiscard]] net::UtcTime utc() const override {
        const std::lock_guard lock(mutex_);
        return utc_;
    }
    [[nodiscard]] net::MonoTime mono() const override {
        const std::lock_guard lock(mutex_);
        return mono_;
    }

    /// Both times move on by `step`.
    void advance(net::Microseconds step) {
        const std::lock_guard lock(mutex_);
        utc_ += step;
        mono_ += step;
    }

    /// Wall time jumps, as when somebody sets the clock; monotonic time does not.
    void set_utc(net::UtcTime utc) {
        const std::lock_guard lock(mutex_);
        utc_ = utc;
    }

private:
    mutable std::mutex mutex_;
    net::UtcTime utc_;
    net::MonoTime mono_{std::chrono::seconds(1000)};
};

}  // namespace vigie::test
