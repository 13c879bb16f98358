// When to take a picture of the window, and its name.
#pragma once

#include <optional>
#include <string>

#include "net/types/time.hpp"

namespace vigie::console {

/// Owned by the UI thread.
class ShotPlan {
public:
    /// Every `period`, the first one after `period`.
    ShotPlan(net::MonoTime start, net::Microseconds period)
        : start_(start), period_(period), next_(start + period) {}

    /// When the next picture is due: a frame has to be drawn for it.
    [[nodiscard]] net::MonoTime next() const { return next_; }
    /// The name of a picture taken now ("vigie-003-t00012s"), which sorts by time; nothing when none is due.
    /// A frame that came late takes one picture, not several.
    [[nodiscard]] std::optional<std::string> take(net::MonoTime now);

private:
    net::MonoTime start_;
    net::Microseconds period_;
    net::MonoTime next_;
    int taken_ = 0;
};

}  // namespace vigie::console
