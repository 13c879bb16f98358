// A log that strangers can write to, and cannot flood. Private to net/transport.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "net/transport/log.hpp"
#include "net/types/time.hpp"

namespace vigie::net {

/// Passes on the first lines of each minute and counts the others. Owned by one thread.
class ThrottledLog {
public:
    static constexpr Microseconds kWindow = std::chrono::minutes(1);
    static constexpr std::uint64_t kMostLines = 10;

    /// `what` names in the plural what the lines are about: "refused clients". `clock` outlives it;
    /// `log` is not empty.
    ThrottledLog(const Clock& clock, LogLevel level, std::string what, Log log);

    /// Logs the line, or counts it when this minute has had its lines.
    void say(std::string_view line);
    /// Call at least once a second: when the minute is over, says how many lines it kept back.
    void tick();

private:
    const Clock& clock_;
    LogLevel level_;
    std::string what_;
    Log log_;
    MonoTime began_{};  ///< of the minute that runs while lines_ is not 0
    std::uint64_t lines_ = 0;
    std::uint64_t kept_back_ = 0;
};

}  // namespace vigie::net
