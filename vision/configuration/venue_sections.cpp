// Floors, zones and counting lines.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "net/types/outline.hpp"
#include "net/types/seen_share.hpp"
#include "vision/configuration/sections.hpp"

namespace vigie::vision {

namespace {

constexpr std::size_t kMostFloors = 32;
constexpr double kLargestFloorM = 10000.0;
constexpr std::size_t kMostCorners = 64;
constexpr std::size_t kMostWallPoints = 1000;
constexpr std::int64_t kMostPeople = 1000000;

struct UseRow {
    std::string_view key;
    net::ZoneUse use;
    net::DensityBands bands;  ///< unless the zone says otherwise, people per m2
};

// Walkways and stairs after Fruin's levels of service C, E and F (Pedestrian Planning and Design, 1971);
// standing areas up to 3.6 (involuntary contact) and 5 (dangerous).
constexpr std::array<UseRow, 6> kUses{{
    {"walkway", net::ZoneUse::walkway, {0.72, 1.08, 2.15}},
    {"stairs", net::ZoneUse::stairs, {0.54, 0.90, 1.80}},
    {"queue", net::ZoneUse::queue, {1.0, 2.0, 3.6}},
    {"standing", net::ZoneUse::standing, {2.0, 3.6, 5.0}},
    {"seated", net::ZoneUse::seated, {1.5, 2.5, 3.6}},
    {"restricted", net::ZoneUse::restricted, {0.1, 0.5, 2.0}},
}};

bool is_outside(const net::FloorPlan* floor, net::Point<net::Floor> at) {
    return floor != nullptr && (at.x < 0.0 || at.y < 0.0 || at.x > floor->width_m || at.y > floor->height_m);
}

std::string outside_of(const net::FloorPlan& floor, net::Point<net::Floor> at) {
    return fmt::format("[{}, {}] lies outside of floor '{}' ({} x {} m); move it inside", at.x, at.y,
                       floor.floor.text(), floor.width_m, floor.height_m);
}

net::Polygon<net::Floor> read_outline(net::TomlReader& table, const net::FloorPlan* floor) {
    net::Polygon<net::Floor> outline;
    for (const auto& [x, y] : table.points("outline", kMostCorners)) outline.corners.push_back({x, y});
    if (outline.corners.size() < 3) {
        table.refuse("outline", "must be a list of 3 to 64 corners in metres: [[x, y], [x, y], [x, y]]");
        return outline;
    }
    if (const auto why = net::repeated_corner(outline); !why.empty()) {
        table.refuse("outline", why);
    } else if (!net::is_simple(outline)) {
        table.refuse("outline", "crosses itself; list the corners in order around the zone");
    } else if (net::area(outline) < 0.01) {
        table.refuse("outline", "has no area, its corners lie on one line; list the corners around the zone");
    }
    for (const auto& corner : outline.corners) {
        if (is_outside(floor, corner)) {
            table.refuse("outline", "corner " + outside_of(*floor, corner));
            break;
        }
    }
    return outline;
}

net::DensityBands read_bands(net::TomlReader& zone, const net::DensityBands& usual) {
    auto table = zone.table("bands");
    net::DensityBands bands;
    bands.busy = table.number("busy", usual.busy, 0.0, 20.0);
    bands.dense = table.number("dense", usual.dense, 0.0, 20.0);
    bands.dangerous = table.number("dangerous", usual.dangerous, 0.0, 20.0);
    if (!(bands.busy < bands.dense && bands.dense < bands.dangerous)) {
        zone.refuse("bands", "must grow: busy < dense < dangerous (people per m2)");
    }
    table.finish();
    return bands;
}

net::CrowdSettings read_crowd(net::TomlReader& zone) {
    auto table = zone.table("crowd");
    const net::CrowdSettings usual;
    net::CrowdSettings crowd;
    crowd.window_s = table.number("window_s", usual.window_s, 1.0, 3600.0);
    crowd.area_m2 = table.number("area_m2", usual.area_m2, 0.5, 1e6);
    table.finish();
    return crowd;
}

/// As a unit vector.
std::optional<net::Vector<net::Floor>> read_direction(net::TomlReader& zone) {
    if (!zone.has("direction")) return std::nullopt;
    const auto [x, y] = zone.point("direction");
    const double length = std::hypot(x, y);
    if (length < 1e-6 || length > 1e6) {
        zone.refuse("direction", "must be a direction on the plan, [x, y], such as [1, 0] for to the right");
        return std::nullopt;
    }
    return net::Vector<net::Floor>{x / length, y / length};
}

double distance_to(const net::Segment& side, net::Point<net::Floor> at) {
    const net::Vector<net::Floor> along = side.to - side.from;
    const net::Vector<net::Floor> to = at - side.from;
    const double squared = along.x * along.x + along.y * along.y;
    const double share =
        squared > 0.0 ? std::clamp((to.x * along.x + to.y * along.y) / squared, 0.0, 1.0) : 0.0;
    return net::distance(at, side.from + net::Vector<net::Floor>{along.x * share, along.y * share});
}

bool is_in_or_beside(const net::Polygon<net::Floor>& outline, net::Point<net::Floor> at, double beside_m) {
    if (net::contains(outline, at)) return true;
    const auto& corners = outline.corners;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        if (distance_to({corners[i], corners[(i + 1) % corners.size()]}, at) <= beside_m) return true;
    }
    return false;
}

/// A counter stands beside the zone in which people wait for it; further away nobody would be its first.
std::optional<net::Point<net::Floor>> read_queue_head(net::TomlReader& table,
                                                      const net::Polygon<net::Floor>& outline) {
    constexpr double kBesideM = 2.0;
    if (!table.has("queue_head")) return std::nullopt;
    const auto [x, y] = table.point("queue_head");
    if (!outline.corners.empty() && !is_in_or_beside(outline, {x, y}, kBesideM)) {
        table.refuse("queue_head", fmt::format("[{}, {}] lies more than {} m outside of the zone; move it", x,
                                               y, kBesideM));
    }
    return net::Point<net::Floor>{x, y};
}

const UseRow& read_use(net::TomlReader& table) {
    const std::string text = table.text("use", "standing");
    const auto found =
        std::find_if(kUses.begin(), kUses.end(), [&text](const UseRow& row) { return row.key == text; });
    if (found != kUses.end()) return *found;
    table.refuse("use", "must be walkway, stairs, queue, standing, seated or restricted");
    return kUses.front();
}

bool is_calibrated(const NodeConfiguration& out, const net::CameraId& id) {
    return std::any_of(out.record.cameras.begin(), out.record.cameras.end(),
                       [&id](const auto& camera) { return camera.camera == id && camera.calibration; });
}

bool sees_floor(const net::CameraConfiguration& camera, const net::FloorId& floor) {
    return !camera.calibration || camera.calibration->floor == floor;
}

}  // namespace

void read_floors(net::TomlReader& top, NodeConfiguration& out) {
    for (auto& table : read_tables(top, "floor", kMostFloors)) {
        net::FloorPlan plan;
        plan.floor = read_new_id<net::FloorId>(table, out.record.floors, &net::FloorPlan::floor);
        plan.name = read_text(table, "name");
        plan.width_m = table.number("width_m", 0.0, 1.0, kLargestFloorM);
        plan.height_m = table.number("height_m", 0.0, 1.0, kLargestFloorM);
        if (!table.has("width_m")) table.refuse("width_m", "is missing; add the floor's width in metres");
        if (!table.has("height_m")) table.refuse("height_m", "is missing; add the floor's height in metres");
        for (auto& wall : table.tables("wall")) {
            std::vector<net::Point<net::Floor>> line;
            for (const auto& point : wall.points("points", kMostWallPoints)) {
                if (!is_on_earth(point)) wall.refuse("points", "lie more than 100 km away; they are metres");
                line.push_back({point.first, point.second});
            }
            if (line.size() < 2) wall.refuse("points", "must list two points or more");
            wall.finish();
            plan.walls.push_back(std::move(line));
        }
        table.finish();
        out.record.floors.push_back(std::move(plan));
    }
}

void read_zones(net::TomlReader& top, NodeConfiguration& out) {
    for (auto& table : read_tables(top, "zone")) {
        net::ZoneConfiguration zone;
        zone.zone = read_new_id<net::ZoneId>(table, out.record.zones, &net::ZoneConfiguration::zone);
        zone.name = read_text(table, "name");
        const auto* floor =
            find_named(table, "floor", table.text("floor"), out.record.floors, &net::FloorPlan::floor);
        if (floor != nullptr) zone.floor = floor->floor;
        const UseRow& use = read_use(table);
        zone.use = use.use;
        zone.bands = read_bands(table, use.bands);
        zone.outline = read_outline(table, floor);
        if (const auto capacity = table.integer_if_any("capacity", 1, kMostPeople)) {
            zone.capacity = static_cast<std::uint32_t>(*capacity);
        }
        zone.counts_towards_venue = table.flag("counts_towards_venue", true);
        zone.crowd = read_crowd(table);
        zone.direction = read_direction(table);
        zone.queue_head = read_queue_head(table, zone.outline);
        read_zone_lines(table, out, zone);
        bool neighbours_see = false;
        for (const auto& name : read_names(table, "cameras")) {
            if (auto* foreign = find_neighbour_camera(out, name)) {
                if (floor != nullptr && foreign->floor != floor->floor) {
                    table.refuse(
                        "cameras",
                        fmt::format("names '{}', a neighbour's camera of another floor; leave it out", name));
                }
                foreign->zones.push_back(zone.zone);
                neighbours_see = true;
                continue;
            }
            const auto* camera =
                find_named(table, "cameras", name, out.record.cameras, &net::CameraConfiguration::camera);
            if (camera == nullptr) continue;
            if (floor != nullptr && !sees_floor(*camera, floor->floor)) {
                table.refuse(
                    "cameras",
                    fmt::format("names '{}', which is calibrated for another floor; leave it out", name));
            }
            zone.cameras.push_back(camera->camera);
        }
        if (zone.cameras.empty() && !neighbours_see) {
            table.refuse("cameras", "must name the cameras that see the zone");
        }
        if (!neighbours_see &&
            std::none_of(zone.cameras.begin(), zone.cameras.end(),
                         [&out](const net::CameraId& id) { return is_calibrated(out, id); })) {
            table.refuse("cameras",
                         "names no camera with a calibration, so that nobody could be counted in the zone; "
                         "calibrate one of them or name another");
        } else if (!neighbours_see && net::seen_share(zone, out.record.cameras) <= 0.0) {
            table.refuse("cameras",
                         "see nothing of the zone by their calibrations; check its outline and theirs, "
                         "or name another");
        }
        table.finish();
        out.record.zones.push_back(std::move(zone));
    }
}

void read_lines(net::TomlReader& top, NodeConfiguration& out) {
    for (auto& table : read_tables(top, "line")) {
        net::LineConfiguration line;
        line.line = read_new_id<net::LineId>(table, out.record.lines, &net::LineConfiguration::line);
        line.name = read_text(table, "name");
        const auto* floor =
            find_named(table, "floor", table.text("floor"), out.record.floors, &net::FloorPlan::floor);
        if (floor != nullptr) line.floor = floor->floor;
        const auto from = table.point("from");
        const auto to = table.point("to");
        line.segment = {{from.first, from.second}, {to.first, to.second}};
        if (net::distance(line.segment.from, line.segment.to) < 0.1) {
            table.refuse("to", "must be at least 0.1 m away from 'from'; move one of them");
        }
        for (const auto& [key, end] :
             {std::pair("from", line.segment.from), std::pair("to", line.segment.to)}) {
            if (is_outside(floor, end)) table.refuse(key, outside_of(*floor, end));
        }
        const auto* camera = find_named(table, "camera", table.text("camera"), out.record.cameras,
                                        &net::CameraConfiguration::camera);
        if (camera != nullptr) {
            line.camera = camera->camera;
            if (!camera->calibration) {
                table.refuse("camera", "has no calibration; a line is counted in floor metres");
            } else if (floor != nullptr && !sees_floor(*camera, floor->floor)) {
                table.refuse("camera", "is calibrated for another floor; name a camera of this one");
            }
        }
        line.venue_boundary = table.flag("venue_boundary", false);
        table.finish();
        out.record.lines.push_back(std::move(line));
    }
}

}  // namespace vigie::vision
