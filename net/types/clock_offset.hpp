// Offset between two machines' clocks from request-answer exchanges, with its error.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>

#include "net/types/time.hpp"

namespace vigie::net {

/// Four stamps of one exchange, as in NTP (RFC 5905, section 8): asked and answered on our
/// clock, received and sent on theirs.
struct ClockExchange {
    UtcTime asked;
    UtcTime received;
    UtcTime sent;
    UtcTime answered;
};

/// theirs = ours + `offset`, give or take `error` (half the round trip of the best exchange).
struct ClockOffset {
    Microseconds offset{};
    Microseconds error{};
    bool operator==(const ClockOffset&) const = default;
};

/// Keeps the last few exchanges and believes the one with the shortest round trip (the NTP clock
/// filter). Owned by one thread.
class ClockOffsetEstimator {
public:
    /// `window` is how many exchanges are remembered, at least 1.
    explicit ClockOffsetEstimator(std::size_t window = 8) : window_(window) {}

    /// Ignores an exchange whose round trip is negative (a clock jumped in between).
    void add(const ClockExchange& exchange);
    /// Forgets all: after a reconnect or a clock jump.
    void reset() { exchanges_.clear(); }
    /// Nothing before the first exchange.
    [[nodiscard]] std::optional<ClockOffset> estimate() const;

private:
    std::size_t window_;
    std::deque<ClockOffset> exchanges_;
};

}  // namespace vigie::net
