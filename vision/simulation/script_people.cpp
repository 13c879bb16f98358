// Sources, groups and objects of a script.
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <numbers>
#include <string>
#include <utility>

#include "vision/simulation/objects.hpp"
#include "vision/simulation/script_reading.hpp"

namespace vigie::vision {

namespace {

constexpr std::int64_t kMostPeople = 5000;
constexpr double kLongestS = 86400.0;
constexpr double kDensestPerM2 = 7.0;
constexpr double kDegree = std::numbers::pi / 180.0;

GroupActivity read_activity(net::TomlReader& table) {
    constexpr std::array<std::pair<std::string_view, GroupActivity>, 3> kActivities{
        {{"standing", GroupActivity::standing},
         {"sitting", GroupActivity::sitting},
         {"walking", GroupActivity::walking}}};
    const std::string text = table.text("activity", "standing");
    for (const auto& [name, activity] : kActivities) {
        if (text == name) return activity;
    }
    table.refuse("activity", "must be standing, sitting or walking");
    return GroupActivity::standing;
}

void read_sources(net::TomlReader& top, SimulationScript& script) {
    for (auto& table : top.tables("source")) {
        ScriptSource source;
        source.at = read_exit(table, "at", script);
        source.people_per_s = read_number(table, "people_per_s", 0.0, 10.0);
        source.start_s = table.number("start_s", 0.0, 0.0, kLongestS);
        check_within_run(table, "start_s", source.start_s, script);
        source.end_s = table.number("end_s", source.end_s, 0.0, 1e9);
        if (source.end_s < source.start_s) table.refuse("end_s", "must not be before 'start_s'");
        const auto every_s = table.number_if_any("every_s", kOftenestS, kLongestS);
        if (every_s && source.end_s > source.start_s + *every_s) {
            table.refuse("every_s", "must not be shorter than from 'start_s' to 'end_s'");
        }
        source.companions = table.number("companions", 0.0, 0.0, 1.0);
        source.route = read_route(table, script);
        table.finish();
        const double lasts_s = source.end_s - source.start_s;
        const auto starts_s = repeated(source.start_s, every_s, script);
        if (check_number(table, script.sources.size() + starts_s.size(), "sources")) return;
        for (const double start_s : starts_s) {
            script.sources.push_back(source);
            script.sources.back().start_s = start_s;
            script.sources.back().end_s = start_s + lasts_s;
        }
    }
}

/// Of a group with 'people' or 'density_per_m2'. Refuses more than the venue takes, and more than find room.
std::size_t check_people(net::TomlReader& table, const ScriptGroup& group, std::size_t before,
                         const SimulationScript& script) {
    const double area_m2 = net::area(group.outline);
    const bool by_density = group.people == 0;
    const auto people =
        by_density ? static_cast<std::size_t>(std::lround(group.density_per_m2 * area_m2)) : group.people;
    const char* key = by_density ? "density_per_m2" : "people";
    if (!by_density && static_cast<double>(people) > kDensestPerM2 * area_m2) {
        table.refuse(key,
                     fmt::format("is {} on the {:.1f} m2 of 'outline', at most {} people per m2 find room; "
                                 "ask for fewer or draw it larger",
                                 people, area_m2, kDensestPerM2));
    } else if (people == 0) {
        table.refuse(
            key,
            fmt::format("is nobody on the {:.1f} m2 of 'outline'; ask for more or draw it larger", area_m2));
    } else if (before + people > script.most_people) {
        table.refuse(key,
                     fmt::format("makes {} people at the start, and 'most_people' of [run] is {}; ask for "
                                 "fewer or raise it, up to {}",
                                 before + people, script.most_people, kMostPeople));
    }
    return people;
}

void read_groups(net::TomlReader& top, SimulationScript& script) {
    std::size_t present = 0;
    for (const auto& queue : script.queues) present += queue.people;
    for (auto& table : top.tables("group")) {
        ScriptGroup group;
        const ScriptFloor* floor = read_floor(table, script);
        if (floor != nullptr) group.floor = floor->floor;
        group.outline = read_outline(table, floor);
        group.people = static_cast<std::size_t>(table.integer("people", 0, 1, kMostPeople));
        group.density_per_m2 = table.number("density_per_m2", 0.0, 0.01, kDensestPerM2);
        if (table.has("people") == table.has("density_per_m2")) {
            table.refuse("people", "or 'density_per_m2' must be given, and not both");
        }
        present += check_people(table, group, present, script);
        group.activity = read_activity(table);
        group.facing = read_spot_if_any(table, "facing", floor);
        group.until_s = table.number_if_any("until_s", 0.0, kLongestS);
        group.route = read_route(table, script);
        table.finish();
        script.groups.push_back(std::move(group));
    }
}

}  // namespace

void read_people(net::TomlReader& top, SimulationScript& script) {
    read_sources(top, script);
    read_groups(top, script);
}

void read_objects(net::TomlReader& top, SimulationScript& script) {
    for (auto& table : top.tables("object")) {
        ScriptObject object;
        object.id = read_place_id(table, script);
        object.kind = table.text("kind", "bag");
        if (!is_object_kind(object.kind)) table.refuse("kind", "must be bag, suitcase, box or chair");
        const ScriptFloor* floor = read_floor(table, script);
        if (floor != nullptr) object.floor = floor->floor;
        object.at = read_spot(table, "at", floor);
        object.heading_rad = kDegree * table.number("heading_deg", 0.0, -360.0, 360.0);
        table.finish();
        script.objects.push_back(std::move(object));
    }
}

}  // namespace vigie::vision
