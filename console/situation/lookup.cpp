#include "console/situation/lookup.hpp"

#include <algorithm>

namespace vigie::console {

const Incident* find_incident(const Situation& situation, IncidentNumber number) {
    if (!situation.incidents) {
        return nullptr;
    }
    const auto& incidents = situation.incidents->incidents;
    const auto found = std::find_if(incidents.begin(), incidents.end(),
                                    [number](const auto& incident) { return incident->number == number; });
    return found == incidents.end() ? nullptr : found->get();
}

const NodeSituation* find_node(const Situation& situation, const net::NodeId& node) {
    const auto found = std::find_if(situation.nodes.begin(), situation.nodes.end(),
                                    [&node](const NodeSituation& known) { return known.node == node; });
    return found == situation.nodes.end() ? nullptr : &*found;
}

const CameraSituation* find_camera(const Situation& situation, const net::CameraId& camera) {
    const auto found =
        std::find_if(situation.cameras.begin(), situation.cameras.end(),
                     [&camera](const CameraSituation& known) { return known.camera == camera; });
    return found == situation.cameras.end() ? nullptr : &*found;
}

const ZoneSituation* find_zone(const Situation& situation, const net::NodeId& node, const net::ZoneId& zone) {
    const auto found = std::find_if(situation.zones.begin(), situation.zones.end(), [&](const auto& known) {
        return known.node == node && known.configuration.zone == zone;
    });
    return found == situation.zones.end() ? nullptr : &*found;
}

std::string node_name(const Situation& situation, const net::NodeId& node) {
    const NodeSituation* known = find_node(situation, node);
    return name_or_id(known != nullptr ? known->name : "", node.text());
}

std::string camera_name(const Situation& situation, const net::CameraId& camera) {
    const CameraSituation* known = find_camera(situation, camera);
    return name_or_id(known != nullptr ? known->name : "", camera.text());
}

std::string zone_name(const Situation& situation, const net::ZoneId& zone) {
    const auto found =
        std::find_if(situation.zones.begin(), situation.zones.end(),
                     [&zone](const ZoneSituation& known) { return known.configuration.zone == zone; });
    return name_or_id(found == situation.zones.end() ? "" : found->configuration.name, zone.text());
}

}  // namespace vigie::console
