#include "vision/rules/zone_sight.hpp"

#include <algorithm>

namespace vigie::vision {

namespace {

/// People of one scene whose feet are in the outline.
double people_within(const net::Scene& scene, const net::Polygon<net::Floor>& outline) {
    return static_cast<double>(
        std::count_if(scene.tracks.begin(), scene.tracks.end(), [&outline](const net::Track& track) {
            return track.state != net::TrackState::tentative && track.floor &&
                   net::contains(outline, track.floor->at);
        }));
}

/// What the camera itself counts in the zone: in a crowd these are more than it can track.
double counted_by(const net::Scene& scene, const net::ZoneId& zone) {
    const auto known = std::find_if(scene.zones.begin(), scene.zones.end(),
                                    [&zone](const net::ZoneCount& count) { return count.zone == zone; });
    return known == scene.zones.end() ? 0.0 : known->count.people;
}

}  // namespace

std::vector<const net::ZoneConfiguration*> zones_of(const net::RuleConfiguration& rule,
                                                    const net::ConfigurationRecord& record) {
    std::vector<const net::ZoneConfiguration*> out;
    for (const auto& zone : record.zones) {
        if (std::find(rule.zones.begin(), rule.zones.end(), zone.zone) != rule.zones.end()) {
            out.push_back(&zone);
        }
    }
    return out;
}

std::vector<net::CameraId> locating_cameras(const net::ZoneConfiguration& zone,
                                            const net::ConfigurationRecord& record) {
    std::vector<net::CameraId> out;
    for (const auto& id : zone.cameras) {
        const auto known =
            std::find_if(record.cameras.begin(), record.cameras.end(),
                         [&id](const net::CameraConfiguration& camera) { return camera.camera == id; });
        if (known != record.cameras.end() && known->calibration) out.push_back(id);
    }
    return out;
}

const net::ZoneConfiguration* zone_of(const Subject& subject, const net::ConfigurationRecord& record) {
    const auto* id = std::get_if<net::ZoneId>(&subject);
    if (id == nullptr) return nullptr;
    const auto known = std::find_if(record.zones.begin(), record.zones.end(),
                                    [id](const net::ZoneConfiguration& zone) { return zone.zone == *id; });
    return known == record.zones.end() ? nullptr : &*known;
}

bool is_located(const net::ConfigurationRecord& record, const Subject& subject) {
    const auto* zone = zone_of(subject, record);
    return zone != nullptr && !locating_cameras(*zone, record).empty();
}

ZoneLook look_at(const net::ZoneConfiguration& zone, const Observations& seen) {
    ZoneLook out;
    out.all = true;
    double most = -1.0;
    for (const auto& camera : locating_cameras(zone, seen.configuration)) {
        const auto scene = seen.scenes.find(camera);
        if (scene == seen.scenes.end()) {
            out.all = false;
            continue;
        }
        if (!out.witness) out.witness = camera;
        const double tracked = people_within(*scene->second, zone.outline);
        out.people = std::max(out.people, tracked);
        const double people = std::max(tracked, counted_by(*scene->second, zone.zone));
        if (people <= most) continue;
        most = people;
        out.shown = scene->second;
    }
    return out;
}

const net::ZoneCount* count_of(const net::ZoneId& zone, const net::Occupancy& occupancy) {
    const auto found = std::find_if(occupancy.zones.begin(), occupancy.zones.end(),
                                    [&zone](const net::ZoneCount& count) { return count.zone == zone; });
    return found == occupancy.zones.end() ? nullptr : &*found;
}

}  // namespace vigie::vision
