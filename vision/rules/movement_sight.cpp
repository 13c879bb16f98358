#include "vision/rules/movement_sight.hpp"

#include <algorithm>

#include "vision/rules/zone_sight.hpp"

namespace vigie::vision {

namespace {

std::ptrdiff_t people_within(const net::Scene& scene, const net::Polygon<net::Floor>& outline) {
    return std::count_if(scene.tracks.begin(), scene.tracks.end(), [&outline](const net::Track& track) {
        return track.state != net::TrackState::tentative && track.floor &&
               net::contains(outline, track.floor->at);
    });
}

const net::ZoneCrowd* crowd_of(const net::ZoneId& zone, const net::Occupancy& occupancy) {
    const auto found =
        std::find_if(occupancy.movements.begin(), occupancy.movements.end(),
                     [&zone](const net::ZoneMovement& movement) { return movement.zone == zone; });
    return found == occupancy.movements.end() ? nullptr : &found->crowd;
}

const net::Count* count_of(const net::ZoneId& zone, const net::Occupancy& occupancy) {
    const auto found = std::find_if(occupancy.zones.begin(), occupancy.zones.end(),
                                    [&zone](const net::ZoneCount& count) { return count.zone == zone; });
    return found == occupancy.zones.end() ? nullptr : &found->count;
}

/// The witness keeps time, so it is the first camera that sees; the fullest picture is shown.
void look(const net::ZoneConfiguration& zone, const std::vector<net::CameraId>& cameras,
          const Observations& seen, Measurement& out) {
    bool all = true;
    std::ptrdiff_t most = -1;
    for (const auto& camera : cameras) {
        const auto scene = seen.scenes.find(camera);
        if (scene == seen.scenes.end()) {
            all = false;
            continue;
        }
        if (!out.witness) out.witness = camera;
        const auto people = people_within(*scene->second, zone.outline);
        if (people <= most) continue;
        most = people;
        out.shown = scene->second;
    }
    const auto* count = count_of(zone.zone, seen.occupancy);
    const bool whole = all && (count == nullptr || !count->at_least);
    if (out.witness) out.sight = whole ? Sight::whole : Sight::partial;
}

}  // namespace

bool is_located(const net::ConfigurationRecord& record, const Subject& subject) {
    const auto* zone = zone_of(subject, record);
    return zone != nullptr && !locating_cameras(*zone, record).empty();
}

std::vector<Measurement> measure_movement(const MovementRule& what, const net::RuleConfiguration& rule,
                                          const Observations& seen) {
    std::vector<Measurement> out;
    for (const auto* zone : zones_of(rule, seen.configuration)) {
        const auto cameras = locating_cameras(*zone, seen.configuration);
        if (cameras.empty()) continue;
        Measurement measured{zone->zone, 0.0, Sight::none, std::nullopt, nullptr, {}};
        look(*zone, cameras, seen, measured);
        const auto* crowd = crowd_of(zone->zone, seen.occupancy);
        if (crowd == nullptr || !(crowd->*what.figure)) {
            measured.sight = Sight::none;
            out.push_back(std::move(measured));
            continue;
        }
        measured.value = *(crowd->*what.figure);
        measured.evidence.push_back({what.name, measured.value, std::nullopt, rule.threshold, what.unit});
        for (const auto& beside : what.beside) {
            if (const auto& figure = crowd->*beside.figure) {
                measured.evidence.push_back({beside.name, *figure, std::nullopt, std::nullopt, beside.unit});
            }
        }
        const auto* count = count_of(zone->zone, seen.occupancy);
        const bool told = std::any_of(measured.evidence.begin(), measured.evidence.end(),
                                      [](const net::Evidence& known) { return known.name == "people"; });
        if (count != nullptr && !told) {
            measured.evidence.push_back(
                {"people", count->people, (count->high - count->low) / 2.0, std::nullopt, "people"});
        }
        out.push_back(std::move(measured));
    }
    return out;
}

}  // namespace vigie::vision
