// What a venue does: phases of a hall, and the hours of a rule.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "net/types/alert.hpp"
#include "net/types/ids.hpp"

namespace vigie::net {

/// What a hall is used for now. A supervisor switches it.
enum class VenuePhase : std::uint8_t {
    doors = 1,
    show = 2,
    interval = 3,
    egress = 4,
    evacuation = 5,
    closed = 6
};

/// Stable English key, as configuration spells it.
[[nodiscard]] std::string_view key_of(VenuePhase phase);
[[nodiscard]] std::optional<VenuePhase> phase_from_key(std::string_view key);

/// What a rule does otherwise while a phase is on.
struct PhaseSetting {
    VenuePhase phase = VenuePhase::show;
    std::optional<double> threshold = std::nullopt;
    std::optional<double> clear_below = std::nullopt;
    std::optional<Priority> priority = std::nullopt;
    bool operator==(const PhaseSetting&) const = default;
};

/// Hours in which a rule is on, in the venue's time zone; past midnight when `until` is not after `from`.
struct ScheduleSpan {
    std::uint8_t days = 0x7F;        ///< bit 0: begins on Mondays, to bit 6: on Sundays
    std::uint16_t from_minute = 0;   ///< of the day, 0 to 1439
    std::uint16_t until_minute = 0;  ///< of the day, 0 to 1440; that minute is no longer in it
    bool operator==(const ScheduleSpan&) const = default;
};

}  // namespace vigie::net
