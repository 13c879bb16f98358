#include <algorithm>

#include "vision/rules/rule.hpp"
#include "vision/rules/zone_sight.hpp"

namespace vigie::vision {

namespace {

bool has_licence(const net::ConfigurationRecord& record, const Subject& subject) {
    return std::holds_alternative<WholeVenue>(subject) && record.licensed_capacity.has_value();
}

/// Somebody counts the venue: a boundary line, or a zone that counts towards it and can be located in.
bool can_watch(const net::ConfigurationRecord& record, const Subject& subject) {
    if (!std::holds_alternative<WholeVenue>(subject)) return false;
    const bool by_lines = std::any_of(record.lines.begin(), record.lines.end(),
                                      [](const auto& line) { return line.venue_boundary; });
    return by_lines || std::any_of(record.zones.begin(), record.zones.end(), [&record](const auto& zone) {
               return zone.counts_towards_venue && !locating_cameras(zone, record).empty();
           });
}

/// The zones' cameras that must see for their sum to be whole; and the lines', for the balance.
Sight sight_of(const Observations& seen) {
    bool any = false;
    bool all = true;
    const auto look = [&](const net::CameraId& camera) {
        const bool sees = seen.scenes.contains(camera);
        any = any || sees;
        all = all && sees;
    };
    for (const auto& zone : seen.configuration.zones) {
        if (!zone.counts_towards_venue) continue;
        for (const auto& camera : locating_cameras(zone, seen.configuration)) look(camera);
    }
    for (const auto& line : seen.configuration.lines) {
        if (line.venue_boundary) look(line.camera);
    }
    if (!any) return Sight::none;
    return all && !seen.occupancy.venue.at_least ? Sight::whole : Sight::partial;
}

std::vector<Measurement> measure(const net::RuleConfiguration& rule, const Observations& seen) {
    if (!seen.configuration.licensed_capacity) return {};
    const auto capacity = static_cast<double>(*seen.configuration.licensed_capacity);
    const net::Count& counted = seen.occupancy.venue;
    const auto& lines = seen.occupancy.venue_by_lines;
    const bool by_lines = lines && lines->people > counted.people;
    const double people = by_lines ? lines->people : counted.people;
    const std::optional<double> error =
        by_lines ? std::nullopt : std::optional((counted.high - counted.low) / 2.0);
    Measurement out{WholeVenue{}, people / capacity, sight_of(seen), std::nullopt, nullptr, {}};
    out.evidence.push_back({"people", people, error, rule.threshold * capacity, "people"});
    out.evidence.push_back({"capacity", capacity, std::nullopt, std::nullopt, "people"});
    if (lines) {
        out.evidence.push_back({"by_lines", lines->people, std::nullopt, std::nullopt, "people"});
        out.evidence.push_back({"corrected", lines->corrected, std::nullopt, std::nullopt, "people"});
    }
    return {out};
}

}  // namespace

RuleDefinition venue_over_capacity_rule() {
    return {net::RuleKind::venue_over_capacity, kAgainstCapacity, can_watch, measure, has_licence};
}

}  // namespace vigie::vision
