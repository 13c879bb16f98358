// Finding things in a situation. All are null when there is no such thing; what they point to lives as long
// as the situation.
#pragma once

#include "console/situation/situation.hpp"

namespace vigie::console {

[[nodiscard]] const Incident* find_incident(const Situation& situation, IncidentNumber number);
[[nodiscard]] const NodeSituation* find_node(const Situation& situation, const net::NodeId& node);
[[nodiscard]] const CameraSituation* find_camera(const Situation& situation, const net::CameraId& camera);
[[nodiscard]] const ZoneSituation* find_zone(const Situation& situation, const net::NodeId& node,
                                             const net::ZoneId& zone);

/// What people call it, else what the configuration does.
[[nodiscard]] inline std::string name_or_id(const std::string& name, const std::string& id) {
    return name.empty() ? id : name;
}

// What people call them, else their ids.
[[nodiscard]] std::string node_name(const Situation& situation, const net::NodeId& node);
[[nodiscard]] std::string camera_name(const Situation& situation, const net::CameraId& camera);
[[nodiscard]] std::string zone_name(const Situation& situation, const net::ZoneId& zone);

/// True until it is resolved.
[[nodiscard]] inline bool is_open(const Incident& incident) {
    return incident.work != WorkState::resolved;
}

}  // namespace vigie::console
