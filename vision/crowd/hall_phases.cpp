#include "vision/crowd/hall_phases.hpp"

#include <algorithm>
#include <cmath>

namespace vigie::vision {

namespace {

bool names(const std::vector<net::ZoneId>& zones, const net::ZoneId& zone) {
    return std::find(zones.begin(), zones.end(), zone) != zones.end();
}

/// The counts of some zones together, their errors taken as independent.
net::Count people_in(const std::vector<net::ZoneId>& zones, const net::Occupancy& seen) {
    net::Count out;
    double below = 0.0;
    double above = 0.0;
    for (const auto& zone : seen.zones) {
        if (!names(zones, zone.zone)) continue;
        out.people += zone.count.people;
        below += std::pow(zone.count.people - zone.count.low, 2.0);
        above += std::pow(zone.count.high - zone.count.people, 2.0);
        out.at_least = out.at_least || zone.count.at_least;
        out.partly_blind = out.partly_blind || zone.count.partly_blind;
    }
    out.low = std::max(0.0, out.people - std::sqrt(below));
    out.high = out.people + std::sqrt(above);
    return out;
}

}  // namespace

HallPhases::HallPhases(const net::ConfigurationRecord& configuration, net::UtcTime started,
                       const BalanceSettings& settings)
    : longest_clear_s_(settings.longest_clear_s) {
    for (const auto& hall : configuration.halls) halls_.push_back({hall, hall.phase, started});
}

net::Result<void> HallPhases::set(const net::HallId& hall, net::VenuePhase phase, net::UtcTime at) {
    const auto known = std::find_if(halls_.begin(), halls_.end(),
                                    [&hall](const Hall& other) { return other.configuration.hall == hall; });
    if (known == halls_.end()) {
        return net::fail(net::ErrorCode::not_found,
                         "this node has no hall '" + hall.text() + "'; name one of its configuration");
    }
    known->phase = phase;
    known->since = at;
    return {};
}

bool HallPhases::all_closed() const {
    return !halls_.empty() && std::all_of(halls_.begin(), halls_.end(), [](const Hall& hall) {
        return hall.phase == net::VenuePhase::closed;
    });
}

std::vector<net::HallState> HallPhases::states(const net::Occupancy& seen) const {
    std::vector<net::HallState> out;
    for (const auto& hall : halls_) {
        net::HallState state{hall.configuration.hall,
                             hall.phase,
                             hall.since,
                             people_in(hall.configuration.zones, seen),
                             std::nullopt,
                             std::nullopt};
        for (const auto& line : seen.lines) {
            const auto& exits = hall.configuration.exits;
            if (!line.out_per_min || std::find(exits.begin(), exits.end(), line.line) == exits.end())
                continue;
            state.exit_per_min = state.exit_per_min.value_or(0.0) + *line.out_per_min;
        }
        if (state.exit_per_min.value_or(0.0) > 0.0) {
            const double seconds = state.remaining.people * 60.0 / *state.exit_per_min;
            if (seconds <= longest_clear_s_) state.time_to_clear_s = seconds;
        }
        out.push_back(std::move(state));
    }
    return out;
}

}  // namespace vigie::vision
