#include <algorithm>

#include "vision/rules/rule.hpp"
#include "vision/rules/zone_sight.hpp"

namespace vigie::vision {

namespace {

/// People of one scene whose feet are in the outline. Tentative tracks are not yet people.
double people_within(const net::Scene& scene, const net::Polygon<net::Floor>& outline) {
    return static_cast<double>(
        std::count_if(scene.tracks.begin(), scene.tracks.end(), [&outline](const net::Track& track) {
            return track.state != net::TrackState::tentative && track.floor &&
                   net::contains(outline, track.floor->at);
        }));
}

Measurement measure_zone(const net::ZoneConfiguration& zone, const std::vector<net::CameraId>& cameras,
                         const Observations& seen) {
    Measurement out{zone.zone, 0.0, Sight::none, std::nullopt, nullptr, {}};
    bool all = true;
    for (const auto& camera : cameras) {
        const auto scene = seen.scenes.find(camera);
        if (scene == seen.scenes.end()) {
            all = false;
            continue;
        }
        // Cameras that see the same zone see the same people: the one that sees most is believed.
        const double people = people_within(*scene->second, zone.outline);
        if (!out.witness || people > out.value) {
            out.value = people;
            out.shown = scene->second;
        }
        if (!out.witness) out.witness = camera;
    }
    if (out.witness) out.sight = all ? Sight::whole : Sight::partial;
    return out;
}

bool can_watch(const net::ConfigurationRecord& record, const Subject& subject) {
    const auto* zone = zone_of(subject, record);
    return zone != nullptr && !locating_cameras(*zone, record).empty();
}

std::vector<Measurement> measure(const net::RuleConfiguration& rule, const Observations& seen) {
    std::vector<Measurement> out;
    for (const auto* zone : zones_of(rule, seen.configuration)) {
        const auto cameras = locating_cameras(*zone, seen.configuration);
        if (cameras.empty()) continue;
        out.push_back(measure_zone(*zone, cameras, seen));
        out.back().evidence.push_back({"people", out.back().value, std::nullopt, rule.threshold, "people"});
    }
    return out;
}

}  // namespace

RuleDefinition intrusion_rule() {
    return {net::RuleKind::intrusion, {}, can_watch, measure};
}

}  // namespace vigie::vision
