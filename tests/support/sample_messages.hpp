// Messages with every field set to something that is not its default.
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <memory>
#include <vector>

#include "net/types/alert.hpp"
#include "net/types/health.hpp"
#include "net/types/picture.hpp"
#include "net/types/scene.hpp"
#include "net/types/venue.hpp"

namespace vigie::test {

/// An id that the test knows to be valid.
template <class AnyId>
AnyId id(std::string_view text) {
    return AnyId::parse(text).value();
}

/// `seconds` after 2026-01-01 12:00:00 UTC.
inline net::UtcTime at(double seconds) {
    return net::UtcTime(net::Microseconds(1'767'268'800'000'000 + static_cast<std::int64_t>(seconds * 1e6)));
}

inline net::FrameStamp sample_stamp(std::uint64_t number = 7) {
    return {at(1.5), net::MonoTime(std::chrono::seconds(90)), std::chrono::milliseconds(400), 2, number};
}

inline net::DensityGrid sample_grid() {
    return {id<net::FloorId>("hall"), {1.0, -2.0}, 0.5, 3, 2, {0.0F, 0.5F, NAN, 1.25F, 4.0F, NAN}};
}

inline net::Scene sample_scene(std::string_view camera = "cam-1", std::uint64_t frame = 7) {
    net::Scene scene;
    scene.camera = id<net::CameraId>(camera);
    scene.stamp = sample_stamp(frame);
    scene.analysed = at(1.52);
    scene.width = 768;
    scene.height = 576;
    scene.tracks = {{11,
                     net::TrackState::confirmed,
                     {10.5, 20.25, 30.0, 90.0},
                     0.9,
                     40,
                     net::FloorEstimate{{4.5, 6.25}, {0.04, -0.01, 0.09}, {0.5, -1.25}}},
                    {12, net::TrackState::coasting, {-4.0, 0.0, 12.0, 30.0}, 0.25, 3, std::nullopt},
                    {13, net::TrackState::tentative, {100.0, 50.0, 20.0, 60.0}, 0.5, 1, std::nullopt}};
    scene.in_view = {2.0, 1.0, 4.0, true, true};
    scene.zones = {{id<net::ZoneId>("bar"), {2.0, 1.5, 3.0, false, true}, 0.75},
                   {id<net::ZoneId>("exit"), {0.0, 0.0, 0.5, false, false}, std::nullopt}};
    scene.lines = {{id<net::LineId>("door"), 120, 98}};
    scene.density = sample_grid();
    scene.calibrated = true;
    scene.mask = net::MaskReason::in_doubt;
    scene.mask_share = 0.125;
    scene.analysis_ms = 9.5;
    scene.signs = {{3,
                    net::SignKind::left_object,
                    {40.0, 60.0, 20.0, 15.0},
                    0.75,
                    31.5,
                    net::Point<net::Floor>{2.5, 3.5},
                    ""},
                   {4, net::SignKind::model_class, {5.0, 6.0, 7.0, 8.0}, 0.5, 0.0, std::nullopt, "weapon"}};
    scene.view = {0.125, 0.25, 0.0625, 0.5};
    return scene;
}

inline net::Occupancy sample_occupancy(std::string_view node = "north") {
    net::Occupancy occupancy;
    occupancy.node = id<net::NodeId>(node);
    occupancy.at = at(2.0);
    occupancy.venue = {12.0, 10.0, 15.0, true, false};
    occupancy.zones = {{id<net::ZoneId>("bar"), {12.0, 10.0, 15.0, false, false}, 0.25}};
    occupancy.lines = {{id<net::LineId>("door"), 121, 99, 12.0, 3.5}};
    occupancy.floors = {sample_grid()};
    occupancy.movements = {
        {id<net::ZoneId>("bar"), {2.5, 0.75, 0.25, 0.625, 0.375, -0.5, 0.125, 2.0, 7.0, 240.0}}};
    occupancy.venue_by_lines = {22.0, -3.0};
    occupancy.zones_by_lines = {{id<net::ZoneId>("bar"), {14.0, 2.0}}};
    occupancy.shared = {{{{id<net::CameraId>("cam-1"), 11}, {id<net::CameraId>("cam-2"), 5}}}};
    occupancy.halls = {{id<net::HallId>("main"),
                        net::VenuePhase::evacuation,
                        at(1.0),
                        {12.0, 10.0, 15.0, true, false},
                        40.0,
                        18.0}};
    return occupancy;
}

inline net::NodeHealth sample_health(std::string_view node = "north", std::uint64_t version = 3) {
    net::NodeHealth health;
    health.node = id<net::NodeId>(node);
    health.at = at(3.0);
    health.started = at(-100.0);
    health.configuration_version = version;
    health.cameras = {{id<net::CameraId>("cam-1"),
                       net::SourceState::failed,
                       at(2.5),
                       6.9,
                       6.8,
                       8.25,
                       4,
                       {"the file cannot be opened", net::Reason::source_broken, {"/videos/gate.avi"}},
                       {{"frames_dropped", 17}}}};
    health.rules = {{id<net::RuleId>("crowd"),
                     false,
                     {"zones 'bar', 'hall' are not watched", net::Reason::rule_uncalibrated, {"bar", "hall"}},
                     {{"it is outside of the rule's hours", net::Reason::rule_off_schedule, {}}}}};
    health.counters = {{"clients_refused", 2}, {"messages_malformed", 5}};
    health.storage_problem = {"the disk is full", net::Reason::database_full, {"/state/alerts.db"}};
    health.disk_free_bytes = 123'456'789;
    health.neighbours = {
        {id<net::NodeId>("south"), {"the connection was lost", net::Reason::link_lost, {"tcp://10.0.0.2"}}},
        {id<net::NodeId>("east"), {}}};
    return health;
}

inline net::ArchiveId sample_archive() {
    return net::ArchiveId::from_random(0x0123456789abcdefULL, 0xfedcba9876543210ULL);
}

inline net::Alert sample_alert(net::AlertNumber number = 42) {
    net::Alert alert;
    alert.archive = sample_archive();
    alert.number = number;
    alert.node = id<net::NodeId>("north");
    alert.condition = "crowd/bar#40";
    alert.rule = id<net::RuleId>("crowd");
    alert.kind = net::RuleKind::over_capacity;
    alert.priority = net::Priority::critical;
    alert.transition = net::Transition::updated;
    alert.zone = id<net::ZoneId>("bar");
    alert.camera = id<net::CameraId>("cam-1");
    alert.at = at(4.0);
    alert.frame = sample_stamp();
    alert.evidence = {{"people", 31.0, 2.5, 25.0, "people"},
                      {"duration", 12.0, std::nullopt, std::nullopt, "s"}};
    alert.note = "la foule gr\u00e0ndit";
    return alert;
}

inline net::ConfigurationRecord sample_configuration(std::string_view node = "north",
                                                     std::uint64_t version = 3) {
    using namespace net;
    ConfigurationRecord record;
    record.version = version;
    record.content_hash = "00aa";
    record.node = id<NodeId>(node);
    record.node_name = "North wing";
    record.venue_name = "Palais des congr\u00e8s";
    record.time_zone = "Europe/Paris";
    record.licensed_capacity = 800;
    const auto hall = id<FloorId>("hall");
    const auto camera = id<CameraId>("cam-1");
    const auto bar = id<ZoneId>("bar");
    record.floors = {{hall, "Hall", 40.0, 25.5, {{{0.0, 0.0}, {10.0, 0.0}, {10.0, 5.0}}}}};
    record.cameras = {{camera, "Bar", 7.0,
                       Calibration{hall,
                                   768,
                                   576,
                                   {{{10.0, 20.0}, {1.0, 2.0}},
                                    {{700.0, 30.0}, {20.0, 2.0}},
                                    {{690.0, 500.0}, {15.0, 12.0}},
                                    {{15.0, 510.0}, {3.0, 12.0}}},
                                   {{{1.0, 2.0}, {20.0, 2.0}, {15.0, 12.0}}}}}};
    record.zones = {{bar,
                     "Bar",
                     hall,
                     ZoneUse::queue,
                     {{{1.0, 1.0}, {6.0, 1.0}, {6.0, 4.0}, {1.0, 4.0}}},
                     25,
                     {1.0, 2.0, 4.5},
                     true,
                     {camera},
                     {20.0, 12.0},
                     Vector<Floor>{0.0, 1.0},
                     Point<Floor>{2.0, 2.0},
                     {id<LineId>("door")},
                     {}}};
    record.lines = {{id<LineId>("door"), "Door", hall, {{2.0, 2.0}, {4.0, 2.0}}, camera, true}};
    record.halls = {{id<HallId>("main"), "Main hall", {bar}, {id<LineId>("door")}, VenuePhase::doors}};
    record.profile = LegalProfile::unrestricted;
    record.rules = {{id<RuleId>("crowd"),
                     RuleKind::over_capacity,
                     "Too many at the bar",
                     Priority::high,
                     {bar},
                     {camera},
                     1.0,
                     0.9,
                     5.0,
                     10.0,
                     {"contract", "the venue", "order 12", at(-1000.0), at(100000.0)},
                     {VenuePhase::show, VenuePhase::egress},
                     {{VenuePhase::egress, 1.25, 1.0, Priority::medium}},
                     {{0x1F, 480, 1200}},
                     "weapon"}};
    return record;
}

/// Bytes that begin and end as a JPEG does, `size` (4 or more) in all. Nothing decodes them.
inline net::SharedBytes sample_jpeg(std::size_t size) {
    auto bytes = std::make_shared<std::vector<std::uint8_t>>(size, std::uint8_t{0x5A});
    (*bytes)[0] = 0xFF;
    (*bytes)[1] = 0xD8;
    (*bytes)[size - 2] = 0xFF;
    (*bytes)[size - 1] = 0xD9;
    return bytes;
}

inline net::Picture sample_picture(std::string_view camera = "cam-1", std::uint64_t frame = 7,
                                   net::PictureSize size = net::PictureSize::tile, std::size_t bytes = 2000) {
    net::Picture picture;
    picture.feed = {id<net::CameraId>(camera), size};
    picture.width = 480;
    picture.height = 360;
    picture.scene = std::make_shared<const net::Scene>(sample_scene(camera, frame));
    picture.encoded = at(1.53);
    picture.jpeg = sample_jpeg(bytes);
    return picture;
}

}  // namespace vigie::test
