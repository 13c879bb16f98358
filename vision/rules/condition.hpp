// The life of one condition: how long a figure must hold to raise it, and be gone to clear it.
#pragma once

#include <optional>

#include "net/types/alert.hpp"
#include "net/types/time.hpp"
#include "net/types/venue.hpp"

namespace vigie::vision {

/// How much of its subject a figure is made from.
enum class Sight {
    whole,    ///< all of it: may raise, update and clear
    partial,  ///< a part, so the figure is a lower bound: may raise and update, never clear
    none      ///< nothing is seen now, the figure is old: nothing happens
};

/// How the figures of a kind of rule are judged.
struct Judging {
    bool above_threshold =
        false;  ///< holds above the threshold only: a zone for four is not too full with four
    bool tells_growth =
        true;  ///< a figure that has grown by a quarter is worth an alert (people: yes; time: no)
    /// The wait for min_duration_s stands still, and does not begin again, while the figure falls short for
    /// no longer than this, and altogether by no more than it has held for: a count wavers by one as people
    /// hide each other. Clearing is never bridged.
    double bridged_s = 0.0;
};

/// How a count of people against a capacity is: who walk in together hide each other for half a second at a
/// time.
inline constexpr Judging kAgainstCapacity{.above_threshold = true, .bridged_s = 1.0};

/// Hysteresis in value and time for one rule and subject. Owned by the rule book; time comes in as steps of
/// the subject's own time, so that a video judged twice as fast yields the same alerts.
class Condition {
public:
    /// The transition that this figure makes, if any. `passed`: since the figure before; nothing
    /// when that is not known (first figure, gap): waiting then begins again. Raised once value >= threshold
    /// (or above it, as `judging` says) has held for min_duration_s, gaps that are bridged not counted;
    /// cleared once value < clear_below has held for clear_after_s; updated, if growth is told, when it has
    /// grown by a quarter since it was last told.
    [[nodiscard]] std::optional<net::Transition> observe(const net::RuleConfiguration& rule,
                                                         std::optional<net::Microseconds> passed,
                                                         double value, Sight sight, const Judging& judging);

    /// Continues a condition that was raised before a restart. `told`: the figure last told.
    void adopt(net::Microseconds held, double told);

    [[nodiscard]] bool active() const { return active_; }
    /// For how long it has held; after a clearing, for how long it had.
    [[nodiscard]] net::Microseconds held() const { return held_; }

private:
    bool active_ = false;
    net::Microseconds held_{};
    double told_ = 0.0;
    std::optional<net::Microseconds> turning_;  ///< for how long the opposite of `active_` has held
    net::Microseconds gap_{};                   ///< since that last held, while it is being bridged
    net::Microseconds gaps_{};                  ///< all that were bridged since it began to turn
};

}  // namespace vigie::vision
