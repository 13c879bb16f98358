#include "net/types/phase.hpp"

#include <array>
#include <utility>

namespace vigie::net {
namespace {

constexpr std::array<std::pair<VenuePhase, std::string_view>, 6> kPhases{{
    {VenuePhase::doors, "doors"},
    {VenuePhase::show, "show"},
    {VenuePhase::interval, "interval"},
    {VenuePhase::egress, "egress"},
    {VenuePhase::evacuation, "evacuation"},
    {VenuePhase::closed, "closed"},
}};

}  // namespace

std::string_view key_of(VenuePhase phase) {
    for (const auto& [known, key] : kPhases) {
        if (known == phase) {
            return key;
        }
    }
    return "unknown";
}

std::optional<VenuePhase> phase_from_key(std::string_view key) {
    for (const auto& [phase, known] : kPhases) {
        if (known == key) {
            return phase;
        }
    }
    return std::nullopt;
}

}  // namespace vigie::net
