#include "vision/crowd/hall_phases.hpp"

#include <algorithm>

#include "vision/crowd/zone_counts.hpp"

namespace vigie::vision {

namespace {

bool names(const std::vector<net::ZoneId>& zones, const net::ZoneId& zone) {
    return std::find(zones.begin(), zones.end(), zone) != zones.end();
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

const HallPhases::Hall* HallPhases::find(const net::HallId& hall) const {
    const auto known = std::find_if(halls_.begin(), halls_.end(),
                                    [&hall](const Hall& other) { return other.configuration.hall == hall; });
    return known == halls_.end() ? nullptr : &*known;
}

bool HallPhases::is_closed(const net::HallId& hall) const {
    const Hall* known = find(hall);
    return known != nullptr && known->phase == net::VenuePhase::closed;
}

bool HallPhases::has(const net::HallId& hall, const net::ZoneId& zone) const {
    const Hall* known = find(hall);
    return known != nullptr && names(known->configuration.zones, zone);
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
                             people_in(seen,
                                       [&hall](const net::ZoneCount& count) {
                                           return names(hall.configuration.zones, count.zone);
                                       }),
                             std::nullopt,
                             std::nullopt};
        double fewer_per_min = 0.0;
        for (const auto& line : seen.lines) {
            const auto& exits = hall.configuration.exits;
            if (!line.out_per_min || std::find(exits.begin(), exits.end(), line.line) == exits.end())
                continue;
            state.exit_per_min = state.exit_per_min.value_or(0.0) + *line.out_per_min;
            fewer_per_min += *line.out_per_min - line.in_per_min.value_or(0.0);
        }
        if (fewer_per_min > 0.0) {
            const double seconds = state.remaining.people * 60.0 / fewer_per_min;
            if (seconds <= longest_clear_s_) state.time_to_clear_s = seconds;
        }
        out.push_back(std::move(state));
    }
    return out;
}

}  // namespace vigie::vision
