#include "net/wire/configuration_codec.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "net/wire/configuration_message.hpp"
#include "net/wire/envelope_codec.hpp"
#include "net/wire/rule_codec.hpp"
#include "net/wire/space_codec.hpp"

namespace vigie::net {
namespace {

constexpr int kLastProfile = static_cast<int>(LegalProfile::unrestricted);
constexpr std::size_t kMostWalls = 1024;
constexpr std::size_t kFewestPairs = 4;
constexpr std::size_t kMostPairs = 64;
constexpr double kLargestFloor = 1e5;      // m
constexpr double kFastestCamera = 1e3;     // frames per second
constexpr double kDensest = 1e3;           // people per m2
constexpr double kShortestWindow = 0.1;    // s
constexpr double kLongestWindow = 3600.0;  // s
constexpr double kSmallestWindow = 0.1;    // m2
constexpr double kLargestWindow = 1e6;     // m2

FloorPlan read_floor(Check& check, const v1::FloorPlan& from) {
    FloorPlan plan;
    plan.floor = check.id<FloorId>("floor", from.floor());
    plan.name = check.text("name", from.name(), 0, kLongestName);
    plan.width_m = check.number("width_m", from.width_m(), 0.01, kLargestFloor);
    plan.height_m = check.number("height_m", from.height_m(), 0.01, kLargestFloor);
    if (check.at_most("walls", from.walls_size(), kMostWalls)) {
        for (int i = 0; i < from.walls_size(); ++i) {
            const Check::Inside inside(check, "walls", static_cast<std::size_t>(i));
            plan.walls.push_back(read_outline(check, "points", 2, from.walls(i)));
        }
    }
    return plan;
}

Calibration read_calibration(Check& check, const v1::Calibration& from) {
    const Check::Inside inside(check, "calibration");
    Calibration calibration;
    calibration.floor = check.id<FloorId>("floor", from.floor());
    calibration.width = check.whole32("width", from.width(), 1, kLargestPicture);
    calibration.height = check.whole32("height", from.height(), 1, kLargestPicture);
    if (from.pairs_size() < static_cast<int>(kFewestPairs)) {
        check.fault("pairs",
                    fmt::format("has {} elements, at least {} are needed", from.pairs_size(), kFewestPairs));
    }
    calibration.pairs = read_each<CalibrationPair>(
        check, "pairs", from.pairs(), kMostPairs, [](Check& c, const v1::CalibrationPair& pair) {
            return CalibrationPair{read_point<Image>(c, "image", pair.has_image(), pair.image()),
                                   read_point<Floor>(c, "floor", pair.has_floor(), pair.floor())};
        });
    // A camera that looks past the plan sees none of it.
    const std::size_t least = from.field_of_view().corners_size() == 0 ? 0 : 3;
    calibration.field_of_view.corners = read_outline(check, "field_of_view", least, from.field_of_view());
    return calibration;
}

CameraConfiguration read_camera(Check& check, const v1::CameraConfiguration& from) {
    CameraConfiguration camera;
    camera.camera = check.id<CameraId>("camera", from.camera());
    camera.name = check.text("name", from.name(), 0, kLongestName);
    camera.fps = check.number("fps", from.fps(), 0.0, kFastestCamera);
    if (from.has_calibration()) {
        camera.calibration = read_calibration(check, from.calibration());
    }
    return camera;
}

ZoneConfiguration read_zone(Check& check, const v1::ZoneConfiguration& from) {
    ZoneConfiguration zone;
    zone.zone = check.id<ZoneId>("zone", from.zone());
    zone.name = check.text("name", from.name(), 0, kLongestName);
    zone.floor = check.id<FloorId>("floor", from.floor());
    zone.use = check.known<ZoneUse>("use", from.use(), 6);
    zone.outline.corners = read_outline(check, "outline", 3, from.outline());
    if (from.has_capacity()) {
        zone.capacity = from.capacity();
    }
    {
        const Check::Inside inside(check, "bands");
        zone.bands.busy = check.number("busy", from.bands().busy(), 0.0, kDensest);
        zone.bands.dense = check.number("dense", from.bands().dense(), zone.bands.busy, kDensest);
        zone.bands.dangerous =
            check.number("dangerous", from.bands().dangerous(), zone.bands.dense, kDensest);
    }
    zone.counts_towards_venue = from.counts_towards_venue();
    zone.cameras = read_ids<CameraId>(check, "cameras", from.cameras(), kMostPlaces);
    if (from.has_crowd_window_s()) {
        zone.crowd.window_s =
            check.number("crowd_window_s", from.crowd_window_s(), kShortestWindow, kLongestWindow);
    }
    if (from.has_crowd_area_m2()) {
        zone.crowd.area_m2 =
            check.number("crowd_area_m2", from.crowd_area_m2(), kSmallestWindow, kLargestWindow);
    }
    if (from.has_direction()) {
        const auto along = read_point<Floor>(check, "direction", true, from.direction());
        zone.direction = Vector<Floor>{along.x, along.y};
    }
    if (from.has_queue_head()) {
        zone.queue_head = read_point<Floor>(check, "queue_head", true, from.queue_head());
    }
    zone.entry_lines = read_ids<LineId>(check, "entry_lines", from.entry_lines(), kMostPlaces);
    zone.exit_lines = read_ids<LineId>(check, "exit_lines", from.exit_lines(), kMostPlaces);
    return zone;
}

LineConfiguration read_line(Check& check, const v1::LineConfiguration& from) {
    LineConfiguration line;
    line.line = check.id<LineId>("line", from.line());
    line.name = check.text("name", from.name(), 0, kLongestName);
    line.floor = check.id<FloorId>("floor", from.floor());
    line.segment.from = read_point<Floor>(check, "from", from.has_from(), from.from());
    line.segment.to = read_point<Floor>(check, "to", from.has_to(), from.to());
    line.camera = check.id<CameraId>("camera", from.camera());
    line.venue_boundary = from.venue_boundary();
    return line;
}

void write_camera(const CameraConfiguration& camera, v1::CameraConfiguration& to) {
    to.set_camera(camera.camera.text());
    to.set_name(camera.name);
    to.set_fps(camera.fps);
    if (!camera.calibration) {
        return;
    }
    auto& calibration = *to.mutable_calibration();
    calibration.set_floor(camera.calibration->floor.text());
    calibration.set_width(camera.calibration->width);
    calibration.set_height(camera.calibration->height);
    for (const auto& pair : camera.calibration->pairs) {
        auto& row = *calibration.add_pairs();
        write_point(pair.image, *row.mutable_image());
        write_point(pair.floor, *row.mutable_floor());
    }
    write_outline(camera.calibration->field_of_view.corners, *calibration.mutable_field_of_view());
}

void write_zone(const ZoneConfiguration& zone, v1::ZoneConfiguration& to) {
    to.set_zone(zone.zone.text());
    to.set_name(zone.name);
    to.set_floor(zone.floor.text());
    to.set_use(static_cast<v1::ZoneUse>(zone.use));
    write_outline(zone.outline.corners, *to.mutable_outline());
    if (zone.capacity) {
        to.set_capacity(*zone.capacity);
    }
    to.mutable_bands()->set_busy(zone.bands.busy);
    to.mutable_bands()->set_dense(zone.bands.dense);
    to.mutable_bands()->set_dangerous(zone.bands.dangerous);
    to.set_counts_towards_venue(zone.counts_towards_venue);
    to.set_crowd_window_s(zone.crowd.window_s);
    to.set_crowd_area_m2(zone.crowd.area_m2);
    if (zone.direction) {
        to.mutable_direction()->set_x(zone.direction->x);
        to.mutable_direction()->set_y(zone.direction->y);
    }
    if (zone.queue_head) {
        write_point(*zone.queue_head, *to.mutable_queue_head());
    }
    for (const auto& camera : zone.cameras) {
        to.add_cameras(camera.text());
    }
    for (const auto& line : zone.entry_lines) {
        to.add_entry_lines(line.text());
    }
    for (const auto& line : zone.exit_lines) {
        to.add_exit_lines(line.text());
    }
}

void write_line(const LineConfiguration& line, v1::LineConfiguration& to) {
    to.set_line(line.line.text());
    to.set_name(line.name);
    to.set_floor(line.floor.text());
    write_point(line.segment.from, *to.mutable_from());
    write_point(line.segment.to, *to.mutable_to());
    to.set_camera(line.camera.text());
    to.set_venue_boundary(line.venue_boundary);
}

void write_hall(const HallConfiguration& hall, v1::HallConfiguration& to) {
    to.set_hall(hall.hall.text());
    to.set_name(hall.name);
    for (const auto& zone : hall.zones) {
        to.add_zones(zone.text());
    }
    for (const auto& exit : hall.exits) {
        to.add_exits(exit.text());
    }
    to.set_phase(static_cast<v1::VenuePhase>(hall.phase));
}

HallConfiguration read_hall(Check& check, const v1::HallConfiguration& from) {
    HallConfiguration hall;
    hall.hall = check.id<HallId>("hall", from.hall());
    hall.name = check.text("name", from.name(), 0, kLongestName);
    hall.zones = read_ids<ZoneId>(check, "zones", from.zones(), kMostPlaces);
    hall.exits = read_ids<LineId>(check, "exits", from.exits(), kMostPlaces);
    hall.phase = check.known<VenuePhase>("phase", from.phase(), kLastPhase);
    return hall;
}

}  // namespace

void write_configuration(const ConfigurationRecord& record, v1::ConfigurationRecord& to) {
    write_version(*to.mutable_version());
    to.set_record_version(record.version);
    to.set_content_hash(record.content_hash);
    to.set_node(record.node.text());
    to.set_node_name(record.node_name);
    to.set_venue_name(record.venue_name);
    to.set_time_zone(record.time_zone);
    if (record.licensed_capacity) {
        to.set_licensed_capacity(*record.licensed_capacity);
    }
    for (const auto& floor : record.floors) {
        auto& plan = *to.add_floors();
        plan.set_floor(floor.floor.text());
        plan.set_name(floor.name);
        plan.set_width_m(floor.width_m);
        plan.set_height_m(floor.height_m);
        for (const auto& wall : floor.walls) {
            write_outline(wall, *plan.add_walls());
        }
    }
    for (const auto& camera : record.cameras) {
        write_camera(camera, *to.add_cameras());
    }
    for (const auto& zone : record.zones) {
        write_zone(zone, *to.add_zones());
    }
    for (const auto& line : record.lines) {
        write_line(line, *to.add_lines());
    }
    for (const auto& rule : record.rules) {
        write_rule(rule, *to.add_rules());
    }
    for (const auto& hall : record.halls) {
        write_hall(hall, *to.add_halls());
    }
    if (record.profile != LegalProfile::french_private_venue) {
        to.set_profile(static_cast<v1::LegalProfile>(record.profile));
    }
}

ConfigurationRecord read_configuration(Check& check, const v1::ConfigurationRecord& from) {
    ConfigurationRecord record;
    record.version = from.record_version();
    record.content_hash = check.text("content_hash", from.content_hash(), 0, 128);
    record.node = check.id<NodeId>("node", from.node());
    record.node_name = check.text("node_name", from.node_name(), 0, kLongestName);
    record.venue_name = check.text("venue_name", from.venue_name(), 0, kLongestName);
    record.time_zone = check.text("time_zone", from.time_zone(), 1, kLongestName);
    if (from.has_licensed_capacity()) {
        record.licensed_capacity = from.licensed_capacity();
    }
    record.floors = read_each<FloorPlan>(check, "floors", from.floors(), kMostFloors, read_floor);
    record.cameras =
        read_each<CameraConfiguration>(check, "cameras", from.cameras(), kMostPlaces, read_camera);
    record.zones = read_each<ZoneConfiguration>(check, "zones", from.zones(), kMostPlaces, read_zone);
    record.lines = read_each<LineConfiguration>(check, "lines", from.lines(), kMostPlaces, read_line);
    record.halls = read_each<HallConfiguration>(check, "halls", from.halls(), kMostPlaces, read_hall);
    record.rules = read_each<RuleConfiguration>(check, "rules", from.rules(), kMostPlaces, read_rule);
    if (from.profile() != v1::LEGAL_PROFILE_UNSPECIFIED) {
        record.profile = check.known<LegalProfile>("profile", from.profile(), kLastProfile);
    }
    if (check.ok()) {
        check_references(check, record);
    }
    return record;
}

Result<std::string> encode_configuration(const ConfigurationRecord& record) {
    v1::ConfigurationRecord message;
    write_configuration(record, message);
    std::string bytes = message.SerializeAsString();
    if (const auto back = decode_configuration(bytes); !back) {
        return fail("the configuration of node '" + record.node.text() + "' cannot be served", back.error());
    }
    return bytes;
}

Result<ConfigurationRecord> decode_configuration(std::string_view bytes) {
    const auto message =
        parse_message<v1::ConfigurationRecord>("a configuration record", bytes, kConfigurationSizeLimit);
    if (!message) {
        return tl::unexpected(message.error());
    }
    if (const auto version = check_record_version("a configuration record", message->version()); !version) {
        return tl::unexpected(version.error());
    }
    Check check("configuration");
    auto record = read_configuration(check, *message);
    return check.result(std::move(record));
}

Result<std::string> content_hash_of(const ConfigurationRecord& record) {
    ConfigurationRecord content = record;
    content.version = 0;
    content.content_hash.clear();
    return encode_configuration(content).map([](const std::string& bytes) {
        return fmt::format("{:016x}", XXH3_64bits(bytes.data(), bytes.size()));
    });
}

}  // namespace vigie::net
