// The three times that a frame carries, and the clock that programs are given.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>

namespace vigie::net {

using Microseconds = std::chrono::microseconds;

/// Wall time, UTC. It may jump; it is what people and archives speak.
using UtcTime = std::chrono::sys_time<Microseconds>;

/// Tag clock of a machine's monotonic time; comparable only within one boot of one machine.
struct MonoClock {
    using duration = Microseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<MonoClock>;
    static constexpr bool is_steady = true;
};
using MonoTime = MonoClock::time_point;

/// Time within the source (0 at the start of an epoch). Motion is computed in it, so that a
/// video analysed slowly or twice as fast yields the same speeds.
using StreamTime = Microseconds;

/// Grows at each loop, reconnect or change of picture size of a source; trackers restart at it.
using SourceEpoch = std::uint32_t;

/// Identity and times of one captured frame.
struct FrameStamp {
    UtcTime captured{};        ///< when the capture thread had it
    MonoTime captured_mono{};  ///< the same instant on the node's monotonic clock
    StreamTime stream{};       ///< time within the source's epoch
    SourceEpoch epoch = 0;     ///< source epoch, from 1
    std::uint64_t number = 0;  ///< counts the camera's captured frames over all epochs, from 1
    auto operator<=>(const FrameStamp&) const = default;
};

/// Where time comes from. Threads: safe from any. Lifetime: outlives every object that was
/// given it.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual UtcTime utc() const = 0;
    [[nodiscard]] virtual MonoTime mono() const = 0;

protected:
    Clock() = default;
    Clock(const Clock&) = default;
    Clock& operator=(const Clock&) = default;
};

/// The machine's clocks (CLOCK_REALTIME and CLOCK_MONOTONIC).
class SystemClock final : public Clock {
public:
    [[nodiscard]] UtcTime utc() const override {
        return std::chrono::time_point_cast<Microseconds>(std::chrono::system_clock::now());
    }
    [[nodiscard]] MonoTime mono() const override {
        return MonoTime(
            std::chrono::duration_cast<Microseconds>(std::chrono::steady_clock::now().time_since_epoch()));
    }
};

}  // namespace vigie::net
