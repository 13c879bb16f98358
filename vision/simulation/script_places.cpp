// Floors, passages, stairs, areas and queues of a script.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "vision/simulation/queueing.hpp"
#include "vision/simulation/script_reading.hpp"

namespace vigie::vision {

namespace {

constexpr std::size_t kMostFloors = 16;
constexpr std::size_t kMostOfAKind = 256;
constexpr std::size_t kMostWallPoints = 1000;
constexpr double kLargestFloorM = 500.0;

std::vector<net::TomlReader> limited(net::TomlReader& top, std::string_view key, std::size_t most) {
    auto tables = top.tables(key);
    if (tables.size() > most) top.refuse(key, fmt::format("are more than {}; leave some out", most));
    return tables;
}

void read_floor_plan(net::TomlReader& table, SimulationScript& script) {
    ScriptFloor floor;
    const std::string id = table.text("id");
    if (const auto parsed = net::FloorId::parse(id)) {
        floor.floor = *parsed;
    } else {
        table.refuse("id", "is wrong: " + parsed.error().message);
    }
    for (const auto& other : script.floors) {
        if (other.floor == floor.floor) table.refuse("id", "'" + id + "' is used twice; ids are unique");
    }
    floor.width_m = read_number(table, "width_m", 2.0, kLargestFloorM);
    floor.height_m = read_number(table, "height_m", 2.0, kLargestFloorM);
    for (auto& wall : limited(table, "wall", kMostOfAKind)) {
        std::vector<net::Point<net::Floor>> line;
        for (const auto& [x, y] : wall.points("points", kMostWallPoints)) {
            if (x < -1.0 || y < -1.0 || x > floor.width_m + 1.0 || y > floor.height_m + 1.0) {
                wall.refuse("points",
                            fmt::format("[{}, {}] lies outside of the floor; move it inside", x, y));
            }
            line.push_back({x, y});
        }
        if (line.size() < 2) wall.refuse("points", "must list two points or more");
        floor.look.wall_heights_m.push_back(wall.number("height_m", kUsualWallM, 0.1, 50.0));
        wall.finish();
        floor.walls.push_back(std::move(line));
    }
    for (auto& obstacle : limited(table, "obstacle", kMostOfAKind)) {
        floor.obstacles.push_back(read_outline(obstacle, &floor));
        floor.look.obstacle_heights_m.push_back(obstacle.number("height_m", kUsualObstacleM, 0.1, 50.0));
        obstacle.finish();
    }
    read_look(table, floor);
    table.finish();
    script.floors.push_back(std::move(floor));
}

void read_passages(net::TomlReader& top, std::string_view key, SimulationScript& script) {
    for (auto& table : limited(top, key, kMostOfAKind)) {
        ScriptPassage passage;
        passage.id = read_place_id(table, script);
        const ScriptFloor* floor = read_floor(table, script);
        if (floor != nullptr) passage.floor = floor->floor;
        passage.segment = read_segment(table, floor);
        passage.exit = key == "exit";
        passage.closed = table.flag("closed", false);
        table.finish();
        script.passages.push_back(std::move(passage));
    }
}

std::pair<net::FloorId, net::Segment> read_stairs_end(net::TomlReader& stairs, std::string_view key,
                                                      const SimulationScript& script) {
    auto table = stairs.table(key);
    if (!stairs.has(key))
        stairs.refuse(key, "is missing; add { floor = \"...\", from = [x, y], to = [x, y] }");
    const ScriptFloor* floor = read_floor(table, script);
    const net::Segment line = read_segment(table, floor);
    table.finish();
    return {floor != nullptr ? floor->floor : net::FloorId{}, line};
}

void read_stairs(net::TomlReader& top, SimulationScript& script) {
    for (auto& table : limited(top, "stairs", kMostOfAKind)) {
        ScriptStairs stairs;
        stairs.id = read_place_id(table, script);
        std::tie(stairs.lower, stairs.lower_end) = read_stairs_end(table, "lower", script);
        std::tie(stairs.upper, stairs.upper_end) = read_stairs_end(table, "upper", script);
        if (stairs.lower == stairs.upper) table.refuse("upper", "must be on another floor than 'lower'");
        stairs.length_m = table.number("length_m", stairs.length_m, 1.0, 200.0);
        stairs.speed_share = table.number("speed_share", stairs.speed_share, 0.1, 2.0);
        stairs.up = table.flag("up", true);
        stairs.down = table.flag("down", true);
        table.finish();
        script.stairs.push_back(std::move(stairs));
    }
}

void read_areas(net::TomlReader& top, SimulationScript& script) {
    for (auto& table : limited(top, "area", kMostOfAKind)) {
        ScriptArea area;
        area.id = read_place_id(table, script);
        const ScriptFloor* floor = read_floor(table, script);
        if (floor != nullptr) area.floor = floor->floor;
        area.outline = read_outline(table, floor);
        area.stay_least_s = table.number("stay_least_s", area.stay_least_s, 0.0, 86400.0);
        area.stay_most_s =
            table.number("stay_most_s", std::max(area.stay_most_s, area.stay_least_s), 0.0, 86400.0);
        if (area.stay_most_s < area.stay_least_s)
            table.refuse("stay_most_s", "must not be below 'stay_least_s'");
        area.facing = read_spot_if_any(table, "facing", floor);
        table.finish();
        script.areas.push_back(std::move(area));
    }
}

/// Nobody stands outside of the floor or in an obstacle at the start.
void check_queue_end(net::TomlReader& table, const ScriptQueue& queue, const ScriptFloor& floor) {
    for (std::size_t i = 0; i < queue.people && queue.line.size() >= 2; ++i) {
        const Spot at = place_in_queue(queue, static_cast<double>(i) * queue.spacing_m);
        const bool covered = std::any_of(floor.obstacles.begin(), floor.obstacles.end(),
                                         [&at](const auto& obstacle) { return net::contains(obstacle, at); });
        if (!covered && at.x >= 0.0 && at.y >= 0.0 && at.x <= floor.width_m && at.y <= floor.height_m)
            continue;
        table.refuse("people",
                     fmt::format("is {}, of whom number {} would stand at [{:.1f}, {:.1f}], {}; ask for "
                                 "fewer, or lead 'line' another way",
                                 queue.people, i + 1, at.x, at.y,
                                 covered ? "in an obstacle" : "outside of the floor"));
        return;
    }
}

/// A queue's route may name areas and queues further down, so it is only read when all are known.
void read_queue_places(std::vector<net::TomlReader>& tables, SimulationScript& script) {
    std::size_t present = 0;
    for (auto& table : tables) {
        ScriptQueue queue;
        queue.id = read_place_id(table, script);
        const ScriptFloor* floor = read_floor(table, script);
        if (floor != nullptr) queue.floor = floor->floor;
        for (const auto& [x, y] : table.points("line", 64)) {
            if (floor != nullptr && (x < 0.0 || y < 0.0 || x > floor->width_m || y > floor->height_m)) {
                table.refuse("line", fmt::format("[{}, {}] lies outside of the floor; move it inside", x, y));
            }
            if (!queue.line.empty() && net::distance(queue.line.back(), {x, y}) < 0.01) {
                table.refuse("line", "has the same point twice in a row");
            }
            queue.line.push_back({x, y});
        }
        if (queue.line.size() < 2)
            table.refuse("line", "must list two points or more, from the service point on");
        queue.spacing_m = table.number("spacing_m", queue.spacing_m, 0.4, 5.0);
        queue.service_s = table.number("service_s", queue.service_s, 0.1, 3600.0);
        queue.people = static_cast<std::size_t>(table.integer("people", 0, 0, 500));
        present += queue.people;
        if (present > script.most_people) {
            table.refuse("people",
                         fmt::format("makes {} people at the start, and 'most_people' of [run] is {}; "
                                     "ask for fewer or raise it",
                                     present, script.most_people));
        }
        if (floor != nullptr) check_queue_end(table, queue, *floor);
        script.queues.push_back(std::move(queue));
    }
}

}  // namespace

void read_places(net::TomlReader& top, SimulationScript& script) {
    auto floors = limited(top, "floor", kMostFloors);
    if (floors.empty()) top.refuse("floor", "is missing; add one [[floor]] at least");
    for (auto& table : floors) read_floor_plan(table, script);
    read_passages(top, "exit", script);
    read_passages(top, "gate", script);
    read_stairs(top, script);
    read_areas(top, script);
    auto queues = limited(top, "queue", kMostOfAKind);
    read_queue_places(queues, script);
    for (std::size_t i = 0; i < queues.size(); ++i) {
        script.queues[i].route = read_route(queues[i], script);
        queues[i].finish();
    }
}

}  // namespace vigie::vision
