// Fields that several sections of a script have in common.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "net/types/outline.hpp"
#include "vision/simulation/script_reading.hpp"

namespace vigie::vision {

namespace {

constexpr std::size_t kMostCorners = 64;
constexpr double kShortestM = 0.5;

bool is_outside(const ScriptFloor& floor, net::Point<net::Floor> at) {
    return at.x < 0.0 || at.y < 0.0 || at.x > floor.width_m || at.y > floor.height_m;
}

void check_inside(net::TomlReader& table, std::string_view key, const ScriptFloor* floor,
                  net::Point<net::Floor> at) {
    if (floor == nullptr || !is_outside(*floor, at)) return;
    table.refuse(key, fmt::format("[{}, {}] lies outside of floor '{}' ({} x {} m); move it inside", at.x,
                                  at.y, floor->floor.text(), floor->width_m, floor->height_m));
}

template <class Items>
bool has_id(const Items& items, std::string_view id) {
    return std::any_of(items.begin(), items.end(), [id](const auto& item) { return item.id == id; });
}

}  // namespace

const ScriptFloor* read_floor(net::TomlReader& table, const SimulationScript& script) {
    // With one floor there is nothing to choose.
    const std::string fallback = script.floors.size() == 1 ? script.floors.front().floor.text() : "";
    const std::string name = fallback.empty() ? table.text("floor") : table.text("floor", fallback);
    for (const auto& floor : script.floors) {
        if (floor.floor.text() == name) return &floor;
    }
    table.refuse("floor",
                 fmt::format("names '{}', which does not exist (known: {})", name,
                             list_names(script.floors, [](const auto& f) { return f.floor.text(); })));
    return nullptr;
}

net::Point<net::Floor> read_spot(net::TomlReader& table, std::string_view key, const ScriptFloor* floor) {
    const auto [x, y] = table.point(key);
    check_inside(table, key, floor, {x, y});
    return {x, y};
}

std::optional<net::Point<net::Floor>> read_spot_if_any(net::TomlReader& table, std::string_view key,
                                                       const ScriptFloor* floor) {
    if (!table.has(key)) {
        static_cast<void>(table.points(key, 1));  // so that the field is known
        return std::nullopt;
    }
    return read_spot(table, key, floor);
}

net::Polygon<net::Floor> read_outline(net::TomlReader& table, const ScriptFloor* floor) {
    net::Polygon<net::Floor> outline;
    for (const auto& [x, y] : table.points("outline", kMostCorners)) outline.corners.push_back({x, y});
    for (const auto& corner : outline.corners) check_inside(table, "outline", floor, corner);
    if (outline.corners.size() < 3) {
        table.refuse("outline", "must be a list of 3 to 64 corners in metres: [[x, y], [x, y], [x, y]]");
    } else if (const auto why = net::repeated_corner(outline); !why.empty()) {
        table.refuse("outline", why);
    } else if (!net::is_simple(outline)) {
        table.refuse("outline", "crosses itself; list the corners in order around it");
    } else if (net::area(outline) < 0.1) {
        table.refuse("outline", "has an area of less than 0.1 m2; list the corners around it");
    }
    return outline;
}

net::Segment read_segment(net::TomlReader& table, const ScriptFloor* floor) {
    const net::Segment line{read_spot(table, "from", floor), read_spot(table, "to", floor)};
    if (net::distance(line.from, line.to) < kShortestM) {
        table.refuse("to", "must be at least 0.5 m away from 'from'; nobody fits through");
    }
    return line;
}

double read_number(net::TomlReader& table, std::string_view key, double least, double most) {
    if (!table.has(key))
        table.refuse(key, fmt::format("is missing; add a number from {} to {}", least, most));
    return table.number(key, least, least, most);
}

std::vector<double> repeated(double first_s, std::optional<double> every_s, const SimulationScript& script) {
    std::vector<double> out{first_s};
    while (every_s && out.back() + *every_s < script.duration_s) out.push_back(out.back() + *every_s);
    return out;
}

void check_within_run(net::TomlReader& table, std::string_view key, double at_s,
                      const SimulationScript& script) {
    if (at_s < script.duration_s) return;
    table.refuse(key,
                 fmt::format("is {} and the run ends at {} ('duration_s' of [run]); bring it forward or let "
                             "the run last longer",
                             at_s, script.duration_s));
}

bool check_number(net::TomlReader& table, std::size_t number, std::string_view what) {
    constexpr std::size_t kMost = 10'000;
    if (number <= kMost) return false;
    table.refuse("every_s", fmt::format("makes more than {} {}; repeat them less often", kMost, what));
    return true;
}

std::string read_place_id(net::TomlReader& table, const SimulationScript& script) {
    std::string id = table.text("id");
    if (!net::is_valid_id(id)) {
        table.refuse("id", "must be 1 to 48 of a-z 0-9 . _ - and start with a letter or digit");
    } else if (has_id(script.passages, id) || has_id(script.stairs, id) || has_id(script.areas, id) ||
               has_id(script.queues, id) || has_id(script.objects, id)) {
        table.refuse("id", "'" + id + "' is used twice; ids are unique");
    }
    return id;
}

std::vector<std::string> read_route(net::TomlReader& table, const SimulationScript& script) {
    std::vector<std::string> route = table.texts("route");
    for (const auto& id : route) {
        if (has_id(script.passages, id) || has_id(script.areas, id) || has_id(script.queues, id)) continue;
        table.refuse("route", fmt::format("names '{}', which is no exit, gate, area or queue", id));
    }
    return route;
}

std::string read_exit(net::TomlReader& table, std::string_view key, const SimulationScript& script) {
    std::string id = table.text(key);
    const auto found = std::find_if(script.passages.begin(), script.passages.end(),
                                    [&](const ScriptPassage& passage) { return passage.id == id; });
    if (found == script.passages.end() || !found->exit) {
        table.refuse(key, fmt::format("names '{}', which is no exit", id));
    }
    return id;
}

}  // namespace vigie::vision
