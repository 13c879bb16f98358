// Switching a hall to another phase: what a console asks of the hall's node, and what the node answers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "net/types/ids.hpp"
#include "net/types/phase.hpp"
#include "net/types/time.hpp"

namespace vigie::net {

/// Random, of one person's one decision, so that asking again is not deciding again; 0 means "none".
using SwitchId = std::uint64_t;

/// Longest name of whoever switched it, in bytes of UTF-8.
inline constexpr std::size_t kLongestSwitcher = 64;

/// A supervisor's decision. Immutable value.
struct PhaseSwitch {
    SwitchId id = 0;
    HallId hall;
    VenuePhase to = VenuePhase::show;
    std::string by;  ///< for the node's log: name of the person, 1 to kLongestSwitcher bytes
    UtcTime at{};    ///< when it was decided, on the console's clock
    /// `HallState::since` of what the person saw; absent: they saw nothing of it. A hall that was switched
    /// since is not switched again by whoever did not know, but for an evacuation.
    std::optional<UtcTime> seen_since = std::nullopt;
    bool operator==(const PhaseSwitch&) const = default;
};

/// What became of it.
enum class SwitchVerdict : std::uint8_t {
    done = 1,                ///< carried out, now or when it was asked before
    unknown_hall = 2,        ///< the node has no such hall (any more)
    switched_meanwhile = 3,  ///< somebody else switched the hall since `seen_since`
    not_understood = 4       ///< never on the wire: the node's program is older than this request
};

/// The answer: durable at the node before it is given. Immutable value.
struct PhaseAnswer {
    SwitchId id = 0;
    HallId hall;
    SwitchVerdict verdict = SwitchVerdict::done;
    VenuePhase phase = VenuePhase::show;  ///< that stands; without meaning for a hall that is not there
    UtcTime since{};                      ///< when that was switched on, on the node's clock
    bool operator==(const PhaseAnswer&) const = default;
};

}  // namespace vigie::net
