#include "vision/crowd/zone_counts.hpp"

#include <algorithm>
#include <cmath>

namespace vigie::vision {

net::Count people_in(const net::Occupancy& seen, const std::function<bool(const net::ZoneCount&)>& counts) {
    net::Count out;
    double below = 0.0;
    double above = 0.0;
    for (const auto& zone : seen.zones) {
        if (!counts(zone)) continue;
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

net::Count venue_as_seen_now(const net::Occupancy& seen, const net::ConfigurationRecord& configuration) {
    net::Count out = seen.venue;
    if (!out.partly_blind) return out;
    out.low = people_in(seen, [&configuration](const net::ZoneCount& count) {
                  return !count.count.partly_blind &&
                         std::any_of(configuration.zones.begin(), configuration.zones.end(),
                                     [&count](const net::ZoneConfiguration& zone) {
                                         return zone.zone == count.zone && zone.counts_towards_venue;
                                     });
              }).low;
    return out;
}

net::Count zone_as_seen_now(const net::ZoneId& zone, const net::Occupancy& seen) {
    const auto known = std::find_if(seen.zones.begin(), seen.zones.end(),
                                    [&zone](const net::ZoneCount& count) { return count.zone == zone; });
    if (known == seen.zones.end()) return {0.0, 0.0, 0.0, true, true};
    net::Count out = known->count;
    if (out.partly_blind) out.low = 0.0;
    return out;
}

}  // namespace vigie::vision
