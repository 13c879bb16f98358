#include <algorithm>

#include "vision/rules/rule.hpp"
#include "vision/rules/zone_sight.hpp"

namespace vigie::vision {

namespace {

/// Some calibrated camera sees it.
bool is_counted(const net::ZoneConfiguration& zone, const net::ConfigurationRecord& record) {
    return zone.capacity && !locating_cameras(zone, record).empty();
}

bool can_watch(const net::ConfigurationRecord& record, const Subject& subject) {
    const auto* zone = zone_of(subject, record);
    return zone != nullptr && is_counted(*zone, record);
}

std::vector<net::Evidence> evidence_of(const net::ZoneCount& counted, double capacity, double threshold) {
    const net::Count& count = counted.count;
    std::vector<net::Evidence> out{
        {"people", count.people, (count.high - count.low) / 2.0, threshold * capacity, "people"},
        {"capacity", capacity, std::nullopt, std::nullopt, "people"}};
    if (counted.density_per_m2) {
        out.push_back({"density", *counted.density_per_m2, std::nullopt, std::nullopt, "people/m2"});
    }
    return out;
}

std::vector<Measurement> measure(const net::RuleConfiguration& rule, const Observations& seen) {
    std::vector<Measurement> out;
    for (const auto* zone : zones_of(rule, seen.configuration)) {
        const auto counted =
            std::find_if(seen.occupancy.zones.begin(), seen.occupancy.zones.end(),
                         [zone](const net::ZoneCount& count) { return count.zone == zone->zone; });
        if (!is_counted(*zone, seen.configuration) || counted == seen.occupancy.zones.end()) continue;
        const auto capacity = static_cast<double>(*zone->capacity);
        Measurement measured{zone->zone,  counted->count.people / capacity,
                             Sight::none, std::nullopt,
                             nullptr,     evidence_of(*counted, capacity, rule.threshold)};
        for (const auto& camera : locating_cameras(*zone, seen.configuration)) {
            const auto scene = seen.scenes.find(camera);
            if (scene == seen.scenes.end()) continue;
            measured.sight = counted->count.at_least ? Sight::partial : Sight::whole;
            measured.witness = scene->first;
            measured.shown = scene->second;
            break;
        }
        out.push_back(std::move(measured));
    }
    return out;
}

}  // namespace

RuleDefinition over_capacity_rule() {
    return {net::RuleKind::over_capacity, {.above_threshold = true}, can_watch, measure};
}

}  // namespace vigie::vision
