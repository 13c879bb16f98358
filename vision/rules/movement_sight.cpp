#include "vision/rules/movement_sight.hpp"

#include <algorithm>

#include "vision/rules/zone_sight.hpp"

namespace vigie::vision {

namespace {

const net::ZoneCrowd* crowd_of(const net::ZoneId& zone, const net::Occupancy& occupancy) {
    const auto found =
        std::find_if(occupancy.movements.begin(), occupancy.movements.end(),
                     [&zone](const net::ZoneMovement& movement) { return movement.zone == zone; });
    return found == occupancy.movements.end() ? nullptr : &found->crowd;
}

/// Empty while nothing is known of them.
const std::vector<net::CameraMovement>& cameras_of(const net::ZoneId& zone, const Observations& seen) {
    static const std::vector<net::CameraMovement> none;
    const auto known = seen.movements.find(zone);
    return known == seen.movements.end() ? none : known->second;
}

}  // namespace

std::vector<Measurement> measure_movement(const MovementRule& what, const net::RuleConfiguration& rule,
                                          const Observations& seen) {
    std::vector<Measurement> out;
    for (const auto* zone : zones_of(rule, seen.configuration)) {
        if (!is_located(seen.configuration, zone->zone)) continue;
        const ZoneLook look = look_at(*zone, seen);
        const auto* counted = count_of(zone->zone, seen.occupancy);
        Measurement measured{zone->zone, 0.0, Sight::none, look.witness, look.shown, {}};
        const auto* crowd = crowd_of(zone->zone, seen.occupancy);
        if (crowd == nullptr || !(crowd->*what.figure)) {
            out.push_back(std::move(measured));
            continue;
        }
        const auto& cameras = cameras_of(zone->zone, seen);
        const bool whole = look.all && (counted == nullptr || !counted->count.at_least) &&
                           net::all_tell(cameras, what.figure);
        if (look.witness) measured.sight = whole ? Sight::whole : Sight::partial;
        const auto* finder = net::highest(cameras, what.figure);
        if (finder != nullptr) {
            crowd = &finder->crowd;
            const auto scene = seen.scenes.find(finder->camera);
            if (scene != seen.scenes.end()) measured.shown = scene->second;
        }
        measured.value = *(crowd->*what.figure);
        measured.evidence.push_back({what.name, measured.value, std::nullopt, rule.threshold, what.unit});
        for (const auto& beside : what.beside) {
            if (const auto& figure = crowd->*beside.figure) {
                measured.evidence.push_back({beside.name, *figure, std::nullopt, std::nullopt, beside.unit});
            }
        }
        const bool told = std::any_of(measured.evidence.begin(), measured.evidence.end(),
                                      [](const net::Evidence& known) { return known.name == "people"; });
        if (counted != nullptr && !told) {
            const net::Count& count = counted->count;
            measured.evidence.push_back(
                {"people", count.people, (count.high - count.low) / 2.0, std::nullopt, "people"});
        }
        out.push_back(std::move(measured));
    }
    return out;
}

}  // namespace vigie::vision
