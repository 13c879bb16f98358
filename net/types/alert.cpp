#include "net/types/alert.hpp"

#include <array>
#include <utility>

namespace vigie::net {
namespace {

constexpr std::array<std::pair<RuleKind, std::string_view>, 7> kRuleKinds{{
    {RuleKind::intrusion, "intrusion"},
    {RuleKind::over_capacity, "over_capacity"},
    {RuleKind::camera_silent, "camera_silent"},
    {RuleKind::camera_frozen, "camera_frozen"},
    {RuleKind::node_silent, "node_silent"},
    {RuleKind::unreadable_alert, "unreadable_alert"},
    {RuleKind::node_cannot_record, "node_cannot_record"},
}};

constexpr std::array<std::pair<Priority, std::string_view>, 4> kPriorities{{
    {Priority::low, "low"},
    {Priority::medium, "medium"},
    {Priority::high, "high"},
    {Priority::critical, "critical"},
}};

template <class Table, class Value>
std::string_view key_in(const Table& table, Value value) {
    for (const auto& [known, key] : table) {
        if (known == value) {
            return key;
        }
    }
    return "unknown";
}

template <class Value, class Table>
std::optional<Value> value_in(const Table& table, std::string_view key) {
    for (const auto& [value, known] : table) {
        if (known == key) {
            return value;
        }
    }
    return std::nullopt;
}

}  // namespace

std::string_view key_of(RuleKind kind) {
    return key_in(kRuleKinds, kind);
}

std::optional<RuleKind> rule_kind_from_key(std::string_view key) {
    return value_in<RuleKind>(kRuleKinds, key);
}

std::string_view key_of(Priority priority) {
    return key_in(kPriorities, priority);
}

std::optional<Priority> priority_from_key(std::string_view key) {
    return value_in<Priority>(kPriorities, key);
}

}  // namespace vigie::net
