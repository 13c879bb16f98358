#include "vision/rules/zone_sight.hpp"

#include <algorithm>

namespace vigie::vision {

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

}  // namespace vigie::vision
