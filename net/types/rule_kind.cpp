#include "net/types/rule_kind.hpp"

#include <algorithm>
#include <array>

namespace vigie::net {
namespace {

struct Row {
    RuleKind kind;
    std::string_view key;
    bool of_nodes = true;
    bool needs_order = false;
};

constexpr std::array<Row, 26> kRows{{
    {RuleKind::intrusion, "intrusion", true, true},
    {RuleKind::over_capacity, "over_capacity"},
    {RuleKind::camera_silent, "camera_silent"},
    {RuleKind::camera_frozen, "camera_frozen"},
    {RuleKind::node_silent, "node_silent", false},
    {RuleKind::unreadable_alert, "unreadable_alert", false},
    {RuleKind::node_cannot_record, "node_cannot_record", false},
    {RuleKind::wrong_direction, "wrong_direction", true, true},
    {RuleKind::over_density, "over_density", true, true},
    {RuleKind::venue_over_capacity, "venue_over_capacity"},
    {RuleKind::queue_length, "queue_length"},
    {RuleKind::waiting_time, "waiting_time"},
    {RuleKind::abandoned_object, "abandoned_object", true, true},
    {RuleKind::removed_object, "removed_object"},
    {RuleKind::person_down, "person_down", true, true},
    {RuleKind::sudden_dispersal, "sudden_dispersal", true, true},
    {RuleKind::counter_flow, "counter_flow", true, true},
    {RuleKind::stop_and_go, "stop_and_go", true, true},
    {RuleKind::crowd_turbulence, "crowd_turbulence", true, true},
    {RuleKind::smoke_or_fire, "smoke_or_fire", true, true},
    {RuleKind::model_class, "model_class", true, true},
    {RuleKind::camera_covered, "camera_covered"},
    {RuleKind::camera_blurred, "camera_blurred"},
    {RuleKind::camera_moved, "camera_moved"},
    {RuleKind::camera_glared, "camera_glared"},
    {RuleKind::camera_blind, "camera_blind"},
}};

static_assert(kRows.size() == static_cast<std::size_t>(kLastRuleKind));

const Row* row_of(RuleKind kind) {
    const auto* found =
        std::find_if(kRows.begin(), kRows.end(), [kind](const Row& row) { return row.kind == kind; });
    return found == kRows.end() ? nullptr : found;
}

}  // namespace

std::string_view key_of(RuleKind kind) {
    const Row* row = row_of(kind);
    return row == nullptr ? "unknown" : row->key;
}

std::optional<RuleKind> rule_kind_from_key(std::string_view key) {
    for (const auto& row : kRows) {
        if (row.key == key) {
            return row.kind;
        }
    }
    return std::nullopt;
}

bool is_of_nodes(RuleKind kind) {
    const Row* row = row_of(kind);
    return row != nullptr && row->of_nodes;
}

bool needs_order(RuleKind kind) {
    const Row* row = row_of(kind);
    return row != nullptr && row->needs_order;
}

}  // namespace vigie::net
