#include <set>

#include "net/wire/configuration_message.hpp"

namespace vigie::net {
namespace {

/// The ids of a list of parts; a repeated one is a fault.
template <class AnyId, class Part>
std::set<AnyId> ids_of(Check& check, std::string_view field, const std::vector<Part>& parts,
                       AnyId Part::*member) {
    std::set<AnyId> ids;
    for (const auto& part : parts) {
        if (!ids.insert(part.*member).second) {
            check.fault(field, "has '" + (part.*member).text() + "' twice");
        }
    }
    return ids;
}

template <class AnyId>
void check_exists(Check& check, std::string_view field, const std::set<AnyId>& known, const AnyId& id) {
    if (!known.contains(id)) {
        check.fault(field, "names '" + id.text() + "', which the record does not have");
    }
}

}  // namespace

void check_references(Check& check, const ConfigurationRecord& record) {
    const auto floors = ids_of(check, "floors", record.floors, &FloorPlan::floor);
    const auto cameras = ids_of(check, "cameras", record.cameras, &CameraConfiguration::camera);
    const auto zones = ids_of(check, "zones", record.zones, &ZoneConfiguration::zone);
    const auto lines = ids_of(check, "lines", record.lines, &LineConfiguration::line);
    ids_of(check, "halls", record.halls, &HallConfiguration::hall);
    ids_of(check, "rules", record.rules, &RuleConfiguration::rule);

    for (std::size_t i = 0; i < record.cameras.size(); ++i) {
        const Check::Inside inside(check, "cameras", i);
        if (const auto& calibration = record.cameras[i].calibration) {
            check_exists(check, "calibration.floor", floors, calibration->floor);
        }
    }
    for (std::size_t i = 0; i < record.zones.size(); ++i) {
        const Check::Inside inside(check, "zones", i);
        check_exists(check, "floor", floors, record.zones[i].floor);
        for (const auto& camera : record.zones[i].cameras) {
            check_exists(check, "cameras", cameras, camera);
        }
        for (const auto& line : record.zones[i].entry_lines) {
            check_exists(check, "entry_lines", lines, line);
        }
        for (const auto& line : record.zones[i].exit_lines) {
            check_exists(check, "exit_lines", lines, line);
        }
    }
    for (std::size_t i = 0; i < record.lines.size(); ++i) {
        const Check::Inside inside(check, "lines", i);
        check_exists(check, "floor", floors, record.lines[i].floor);
        check_exists(check, "camera", cameras, record.lines[i].camera);
    }
    std::set<ZoneId> in_halls;
    for (std::size_t i = 0; i < record.halls.size(); ++i) {
        const Check::Inside inside(check, "halls", i);
        for (const auto& zone : record.halls[i].zones) {
            check_exists(check, "zones", zones, zone);
            if (!in_halls.insert(zone).second) {
                check.fault("zones", "names '" + zone.text() + "', which belongs to another hall");
            }
        }
        for (const auto& exit : record.halls[i].exits) {
            check_exists(check, "exits", lines, exit);
        }
    }
    for (std::size_t i = 0; i < record.rules.size(); ++i) {
        const Check::Inside inside(check, "rules", i);
        for (const auto& zone : record.rules[i].zones) {
            check_exists(check, "zones", zones, zone);
        }
        for (const auto& camera : record.rules[i].cameras) {
            check_exists(check, "cameras", cameras, camera);
        }
    }
}

}  // namespace vigie::net
