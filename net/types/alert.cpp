#include "net/types/alert.hpp"

#include <array>
#include <utility>

namespace vigie::net {
namespace {

constexpr std::array<std::pair<Priority, std::string_view>, 4> kPriorities{{
    {Priority::low, "low"},
    {Priority::medium, "medium"},
    {Priority::high, "high"},
    {Priority::critical, "critical"},
}};

}  // namespace

std::string_view key_of(Priority priority) {
    for (const auto& [known, key] : kPriorities) {
        if (known == priority) {
            return key;
        }
    }
    return "unknown";
}

std::optional<Priority> priority_from_key(std::string_view key) {
    for (const auto& [priority, known] : kPriorities) {
        if (known == key) {
            return priority;
        }
    }
    return std::nullopt;
}

}  // namespace vigie::net
