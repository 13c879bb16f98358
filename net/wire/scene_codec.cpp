#include "net/wire/scene_codec.hpp"

#include <cmath>

#include "net/wire/crowd_codec.hpp"
#include "net/wire/sign_codec.hpp"
#include "net/wire/space_codec.hpp"

namespace vigie::net {
namespace {

constexpr double kLargestCovariance = 1e12;  // m2
constexpr double kFastest = 1e4;             // m/s
constexpr double kDensest = 1e6;             // people per m2
constexpr double kLongestAnalysis = 3.6e6;   // ms
constexpr double kBusiestLine = 1e9;         // people a minute
constexpr std::size_t kMostSigns = 256;

void write_track(const Track& track, v1::Track& to) {
    to.set_number(track.number);
    to.set_state(static_cast<v1::TrackState>(static_cast<int>(track.state) + 1));
    write_box(track.box, *to.mutable_box());
    to.set_confidence(track.confidence);
    to.set_frames_seen(track.frames_seen);
    if (track.floor) {
        auto& floor = *to.mutable_floor();
        write_point(track.floor->at, *floor.mutable_at());
        auto& covariance = *floor.mutable_covariance();
        covariance.set_xx(track.floor->covariance.xx);
        covariance.set_xy(track.floor->covariance.xy);
        covariance.set_yy(track.floor->covariance.yy);
        floor.mutable_velocity_m_per_s()->set_x(track.floor->velocity_m_per_s.x);
        floor.mutable_velocity_m_per_s()->set_y(track.floor->velocity_m_per_s.y);
    }
}

FloorEstimate read_floor_estimate(Check& check, const v1::FloorEstimate& from) {
    const Check::Inside inside(check, "floor");
    FloorEstimate floor;
    floor.at = read_point<Floor>(check, "at", from.has_at(), from.at());
    if (check.present("covariance", from.has_covariance())) {
        const Check::Inside covariance(check, "covariance");
        floor.covariance.xx = check.number("xx", from.covariance().xx(), 0.0, kLargestCovariance);
        floor.covariance.xy =
            check.number("xy", from.covariance().xy(), -kLargestCovariance, kLargestCovariance);
        floor.covariance.yy = check.number("yy", from.covariance().yy(), 0.0, kLargestCovariance);
    }
    if (check.present("velocity_m_per_s", from.has_velocity_m_per_s())) {
        const Check::Inside velocity(check, "velocity_m_per_s");
        floor.velocity_m_per_s.x = check.number("x", from.velocity_m_per_s().x(), -kFastest, kFastest);
        floor.velocity_m_per_s.y = check.number("y", from.velocity_m_per_s().y(), -kFastest, kFastest);
    }
    return floor;
}

Track read_track(Check& check, const v1::Track& from) {
    Track track;
    track.number = from.number();
    track.state = check.known<TrackState>("state", from.state(), 3, 1);
    track.box = read_box(check, "box", from.has_box(), from.box());
    track.confidence = check.number("confidence", from.confidence(), 0.0, 1.0);
    track.frames_seen = from.frames_seen();
    if (from.has_floor()) {
        track.floor = read_floor_estimate(check, from.floor());
    }
    return track;
}

void write_zone_count(const ZoneCount& zone, v1::ZoneCount& to) {
    to.set_zone(zone.zone.text());
    write_count(zone.count, *to.mutable_count());
    if (zone.density_per_m2) {
        to.set_density_per_m2(*zone.density_per_m2);
    }
}

ZoneCount read_zone_count(Check& check, const v1::ZoneCount& from) {
    ZoneCount zone;
    zone.zone = check.id<ZoneId>("zone", from.zone());
    zone.count = read_count(check, "count", from.has_count(), from.count());
    if (from.has_density_per_m2()) {
        zone.density_per_m2 = check.number("density_per_m2", from.density_per_m2(), 0.0, kDensest);
    }
    return zone;
}

void write_line_count(const LineCount& line, v1::LineCount& to) {
    to.set_line(line.line.text());
    to.set_in(line.in);
    to.set_out(line.out);
    if (line.in_per_min) {
        to.set_in_per_min(*line.in_per_min);
    }
    if (line.out_per_min) {
        to.set_out_per_min(*line.out_per_min);
    }
}

LineCount read_line_count(Check& check, const v1::LineCount& from) {
    LineCount line{check.id<LineId>("line", from.line()), from.in(), from.out(), std::nullopt, std::nullopt};
    if (from.has_in_per_min()) {
        line.in_per_min = check.number("in_per_min", from.in_per_min(), 0.0, kBusiestLine);
    }
    if (from.has_out_per_min()) {
        line.out_per_min = check.number("out_per_min", from.out_per_min(), 0.0, kBusiestLine);
    }
    return line;
}

void write_shared(const SharedPerson& person, v1::SharedPerson& to) {
    for (const auto& track : person.tracks) {
        auto& row = *to.add_tracks();
        row.set_camera(track.camera.text());
        row.set_track(track.track);
    }
}

SharedPerson read_shared(Check& check, const v1::SharedPerson& from) {
    return {read_each<CameraTrack>(
        check, "tracks", from.tracks(), kMostPlaces, [](Check& each, const v1::CameraTrack& track) {
            return CameraTrack{each.id<CameraId>("camera", track.camera()), track.track()};
        })};
}

void write_grid(const DensityGrid& grid, v1::DensityGrid& to) {
    to.set_floor(grid.floor.text());
    write_point(grid.origin, *to.mutable_origin());
    to.set_cell_m(grid.cell_m);
    to.set_columns(grid.columns);
    to.set_rows(grid.rows);
    to.mutable_people_per_m2()->Add(grid.people_per_m2.begin(), grid.people_per_m2.end());
}

DensityGrid read_grid(Check& check, const v1::DensityGrid& from) {
    DensityGrid grid;
    grid.floor = check.id<FloorId>("floor", from.floor());
    grid.origin = read_point<Floor>(check, "origin", from.has_origin(), from.origin());
    grid.cell_m = check.number("cell_m", from.cell_m(), 0.01, 1000.0);
    grid.columns = check.whole32("columns", from.columns(), 1, kMostGridCells);
    grid.rows = check.whole32("rows", from.rows(), 1, kMostGridCells);
    if (!check.at_most("people_per_m2", from.people_per_m2_size(), kMostGridCells)) {
        return grid;
    }
    if (static_cast<std::uint64_t>(from.people_per_m2_size()) != std::uint64_t{grid.columns} * grid.rows) {
        check.fault("people_per_m2", "has " + std::to_string(from.people_per_m2_size()) + " cells, not " +
                                         std::to_string(grid.columns) + " x " + std::to_string(grid.rows));
        return grid;
    }
    grid.people_per_m2.assign(from.people_per_m2().begin(), from.people_per_m2().end());
    for (const float density : grid.people_per_m2) {
        if (!std::isnan(density)) {
            check.number("people_per_m2", static_cast<double>(density), 0.0, kDensest);
        }
    }
    return grid;
}

}  // namespace

void write_scene(const Scene& scene, v1::Scene& to) {
    to.set_camera(scene.camera.text());
    write_stamp(scene.stamp, *to.mutable_stamp());
    to.set_analysed_us(wire_time(scene.analysed));
    to.set_width(scene.width);
    to.set_height(scene.height);
    for (const auto& track : scene.tracks) {
        write_track(track, *to.add_tracks());
    }
    write_count(scene.in_view, *to.mutable_in_view());
    for (const auto& zone : scene.zones) {
        write_zone_count(zone, *to.add_zones());
    }
    for (const auto& line : scene.lines) {
        write_line_count(line, *to.add_lines());
    }
    if (scene.density) {
        write_grid(*scene.density, *to.mutable_density());
    }
    to.set_calibrated(scene.calibrated);
    to.set_mask(static_cast<v1::MaskReason>(static_cast<int>(scene.mask) + 1));
    to.set_mask_share(scene.mask_share);
    to.set_analysis_ms(scene.analysis_ms);
    for (const auto& sign : scene.signs) {
        write_sign(sign, *to.add_signs());
    }
    if (scene.view) {
        write_view(*scene.view, *to.mutable_view());
    }
}

Scene read_scene(Check& check, const v1::Scene& from) {
    Scene scene;
    scene.camera = check.id<CameraId>("camera", from.camera());
    scene.stamp = read_stamp(check, "stamp", from.has_stamp(), from.stamp());
    scene.analysed = check.utc("analysed_us", from.analysed_us());
    scene.width = check.whole32("width", from.width(), 1, kLargestPicture);
    scene.height = check.whole32("height", from.height(), 1, kLargestPicture);
    scene.tracks = read_each<Track>(check, "tracks", from.tracks(), kMostTracks, read_track);
    scene.in_view = read_count(check, "in_view", from.has_in_view(), from.in_view());
    scene.zones = read_each<ZoneCount>(check, "zones", from.zones(), kMostPlaces, read_zone_count);
    scene.lines = read_each<LineCount>(check, "lines", from.lines(), kMostPlaces, read_line_count);
    if (from.has_density()) {
        const Check::Inside inside(check, "density");
        scene.density = read_grid(check, from.density());
    }
    scene.calibrated = from.calibrated();
    scene.mask = check.known<MaskReason>("mask", from.mask(), 3, 1);
    scene.mask_share = check.number("mask_share", from.mask_share(), 0.0, 1.0);
    scene.analysis_ms = check.number("analysis_ms", from.analysis_ms(), 0.0, kLongestAnalysis);
    scene.signs = read_each<Sign>(check, "signs", from.signs(), kMostSigns, read_sign);
    if (from.has_view()) {
        const Check::Inside inside(check, "view");
        scene.view = read_view(check, from.view());
    }
    return scene;
}

void write_occupancy(const Occupancy& occupancy, v1::Occupancy& to) {
    to.set_node(occupancy.node.text());
    to.set_at_us(wire_time(occupancy.at));
    write_count(occupancy.venue, *to.mutable_venue());
    for (const auto& zone : occupancy.zones) {
        write_zone_count(zone, *to.add_zones());
    }
    for (const auto& line : occupancy.lines) {
        write_line_count(line, *to.add_lines());
    }
    for (const auto& floor : occupancy.floors) {
        write_grid(floor, *to.add_floors());
    }
    for (const auto& movement : occupancy.movements) {
        write_movement(movement, *to.add_movements());
    }
    if (occupancy.venue_by_lines) {
        write_balance(*occupancy.venue_by_lines, *to.mutable_venue_by_lines());
    }
    for (const auto& person : occupancy.shared) {
        write_shared(person, *to.add_shared());
    }
    for (const auto& hall : occupancy.halls) {
        write_hall_state(hall, *to.add_halls());
    }
    for (const auto& zone : occupancy.zones_by_lines) {
        write_zone_balance(zone, *to.add_zones_by_lines());
    }
}

Occupancy read_occupancy(Check& check, const v1::Occupancy& from) {
    Occupancy occupancy;
    occupancy.node = check.id<NodeId>("node", from.node());
    occupancy.at = check.utc("at_us", from.at_us());
    occupancy.venue = read_count(check, "venue", from.has_venue(), from.venue());
    occupancy.zones = read_each<ZoneCount>(check, "zones", from.zones(), kMostPlaces, read_zone_count);
    occupancy.lines = read_each<LineCount>(check, "lines", from.lines(), kMostPlaces, read_line_count);
    occupancy.floors = read_each<DensityGrid>(check, "floors", from.floors(), kMostFloors, read_grid);
    occupancy.movements =
        read_each<ZoneMovement>(check, "movements", from.movements(), kMostPlaces, read_movement);
    if (from.has_venue_by_lines()) {
        const Check::Inside inside(check, "venue_by_lines");
        occupancy.venue_by_lines = read_balance(check, from.venue_by_lines());
    }
    occupancy.halls = read_each<HallState>(check, "halls", from.halls(), kMostPlaces, read_hall_state);
    occupancy.shared = read_each<SharedPerson>(check, "shared", from.shared(), kMostTracks, read_shared);
    occupancy.zones_by_lines = read_each<ZoneBalance>(check, "zones_by_lines", from.zones_by_lines(),
                                                      kMostPlaces, read_zone_balance);
    return occupancy;
}

}  // namespace vigie::net
