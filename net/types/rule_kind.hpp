// The kinds of rules, with the keys by which configuration, ledgers and programs spell them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace vigie::net {

/// What kind of rule saw it. On the wire and in stores with these numbers, never reused. The words of each
/// live in the console's catalogues.
enum class RuleKind : std::uint8_t {
    intrusion = 1,
    over_capacity = 2,
    camera_silent = 3,
    camera_frozen = 4,
    node_silent = 5,         ///< noticed by consoles, as are the next two
    unreadable_alert = 6,    ///< a node sent an alert that this version cannot decode
    node_cannot_record = 7,  ///< a node's alerts do not get into its store
    wrong_direction = 8,
    over_density = 9,
    venue_over_capacity = 10,
    queue_length = 11,
    waiting_time = 12,
    abandoned_object = 13,
    removed_object = 14,
    person_down = 15,
    sudden_dispersal = 16,  ///< this and the next three: movements of a crowd
    counter_flow = 17,
    stop_and_go = 18,
    crowd_turbulence = 19,
    smoke_or_fire = 20,
    model_class = 21,  ///< a class of the user's own model
    camera_covered = 22,
    camera_blurred = 23,
    camera_moved = 24,
    camera_glared = 25,
    camera_blind = 26  ///< its pictures come and cannot be understood
};

inline constexpr RuleKind kLastRuleKind = RuleKind::camera_blind;

/// Stable English key of a kind, as configuration spells it ("over_capacity").
[[nodiscard]] std::string_view key_of(RuleKind kind);
[[nodiscard]] std::optional<RuleKind> rule_kind_from_key(std::string_view key);

/// False for what only consoles notice: such a kind has no rule and never crosses the wire.
[[nodiscard]] bool is_of_nodes(RuleKind kind);

/// True for the eight uses that the French decree 2023-828 of 28 August 2023 allows to judge pictures of
/// events automatically for, under an order of the prefect: abandoned objects, weapons (here: a class of the
/// user's own model), wrong direction, intrusion, a person on the ground, movements of a crowd, density too
/// high, the start of a fire.
[[nodiscard]] bool needs_order(RuleKind kind);

}  // namespace vigie::net
