// What a good node.toml becomes.
#include "vision/configuration/node_configuration.hpp"
#include "tests/support/places.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "tests/support/mistake.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/vision/configuration/good_node.hpp"

namespace vigie {
namespace {

using namespace std::chrono_literals;

vision::NodeConfiguration read(std::string_view content) {
    const test::TemporaryFolder folder;
    const auto read =
        vision::load_node_configuration(folder.write("node.toml", content), "/var/lib/vigie/north");
    EXPECT_TRUE(read) << read.error().message;
    return read.value_or(vision::NodeConfiguration{});
}

std::string with(std::string_view from, std::string_view to) {
    return test::replaced(std::string(test::kGoodNode), from, to);
}

TEST(NodeConfiguration, ReadsTheLeastThatANodeNeeds) {
    const auto least =
        vision::load_node_configuration(VIGIE_SOURCE_DIR "/config/minimal/node.toml", "/srv/site/node");
    ASSERT_TRUE(least) << least.error().message;
    EXPECT_EQ(least->key, "/srv/site/keys/node.key");
    EXPECT_EQ(least->record.cameras.size(), 1U);
    EXPECT_EQ(least->record.rules.size(), 1U);
    EXPECT_TRUE(least->record.floors.empty());
}

TEST(NodeConfiguration, TakesPathsFromTheStateFolder) {
    const auto node = read(test::kGoodNode);
    EXPECT_EQ(node.key, "/var/lib/vigie/keys/node.key");
    EXPECT_EQ(node.authorized_keys, "/var/lib/vigie/north/authorized_keys");
    EXPECT_EQ(std::get<vision::FileSource>(node.cameras[0].capture.source).file,
              "/var/lib/vigie/north/east.avi");
    EXPECT_EQ(read(with("\"../keys/node.key\"", "\"/etc/vigie/node.key\"")).key, "/etc/vigie/node.key");
}

TEST(NodeConfiguration, ReadsNodeVenueAndSources) {
    const auto node = read(test::kGoodNode);
    EXPECT_EQ(node.record.node.text(), "edge-1");
    EXPECT_EQ(node.record.node_name, "North wing");
    EXPECT_EQ(node.host, "0.0.0.0");
    EXPECT_EQ(node.port, 7500);
    EXPECT_EQ(node.record.time_zone, "Europe/Paris");
    EXPECT_EQ(node.record.licensed_capacity, 800U);
    const auto& file = std::get<vision::FileSource>(node.cameras[0].capture.source);
    EXPECT_EQ(file.fps, 7.0);
    EXPECT_TRUE(file.loop);
    EXPECT_TRUE(file.real_time);
    const auto& rtsp = std::get<vision::RtspSource>(node.cameras[1].capture.source);
    EXPECT_EQ(rtsp.url, "rtsp://user:word@10.0.0.7/stream");
    EXPECT_EQ(rtsp.open_timeout, 3000ms);
    EXPECT_EQ(rtsp.read_timeout, 4500ms);
    EXPECT_EQ(node.cameras[0].analysis.tracker.coast_s, 3.0);
    EXPECT_EQ(node.cameras[0].mask.widen, 0.2);
    EXPECT_EQ(node.cameras[0].jpeg_quality, 80);
    EXPECT_EQ(node.record.version, 0U) << "the node's to set";
}

TEST(NodeConfiguration, AVenueChoosesHowLongTheWholePictureStaysMasked) {
    EXPECT_EQ(read(test::kGoodNode).cameras[0].analysis.background.warm_up_s, 1.5);
    const auto node = read(with("coast_s = 3.0", "coast_s = 3.0\nwarm_up_s = 45.0"));
    const auto east = vision::analyser_configuration(node, *net::CameraId::parse("east"));
    ASSERT_TRUE(east) << east.error().message;
    EXPECT_EQ(east->settings.background.warm_up_s, 45.0);
}

TEST(NodeConfiguration, WithoutARateAFileIsPlayedAsItSays) {
    const auto node = read(with("fps = 7.0\n", ""));
    EXPECT_EQ(node.record.cameras[0].fps, 0.0) << "not known beforehand";
    EXPECT_FALSE(std::get<vision::FileSource>(node.cameras[0].capture.source).fps);
}

TEST(NodeConfiguration, KnowsWhatACalibratedCameraSeesOfItsFloor) {
    const auto node = read(test::kGoodNode);
    ASSERT_TRUE(node.record.cameras[0].calibration);
    const auto& view = node.record.cameras[0].calibration->field_of_view;
    EXPECT_TRUE(net::contains(view, {10.0, 5.0}));
    EXPECT_FALSE(net::contains(view, {0.5, 9.5}));
    for (const auto& corner : view.corners) {
        EXPECT_GE(corner.x, -1e-9);
        EXPECT_LE(corner.x, 20.0 + 1e-9);
        EXPECT_GE(corner.y, -1e-9);
        EXPECT_LE(corner.y, 10.0 + 1e-9);
    }
}

TEST(NodeConfiguration, ReadsZonesLinesAndRules) {
    const auto record = read(test::kGoodNode).record;
    ASSERT_EQ(record.zones.size(), 2U);
    EXPECT_EQ(record.zones[0].use, net::ZoneUse::queue);
    EXPECT_EQ(record.zones[0].capacity, 25U);
    EXPECT_EQ(record.zones[0].bands, (net::DensityBands{1.0, 2.0, 4.0})) << "the use's own, unless given";
    EXPECT_TRUE(record.zones[0].counts_towards_venue);
    EXPECT_EQ(record.zones[1].use, net::ZoneUse::standing);
    EXPECT_FALSE(record.zones[1].capacity);
    ASSERT_EQ(record.lines.size(), 1U);
    EXPECT_EQ(record.lines[0].segment.to, (net::Point<net::Floor>{8.0, 8.0}));
    ASSERT_EQ(record.rules.size(), 2U);
    EXPECT_EQ(record.rules[0].kind, net::RuleKind::over_capacity);
    EXPECT_EQ(record.rules[0].priority, net::Priority::high);
    EXPECT_EQ(record.rules[0].threshold, 1.2);
    EXPECT_EQ(record.rules[0].clear_below, 0.9);
    EXPECT_EQ(record.rules[0].purpose.from,
              net::UtcTime(std::chrono::sys_days(std::chrono::year(2026) / 1 / 1)));
    EXPECT_EQ(record.rules[0].purpose.until,
              net::UtcTime(std::chrono::sys_days(std::chrono::year(2026) / 12 / 31)) + 17h);
    EXPECT_EQ(record.rules[1].priority, net::Priority::medium);
    EXPECT_EQ(record.rules[1].cameras.size(), 2U);
    EXPECT_FALSE(record.rules[1].purpose.until);
}

TEST(NodeConfiguration, AnExpiredPurposeIsReadForTheNodeToSaySo) {
    const auto node = read(with("until = 2026-12-31T18:00:00+01:00", "until = 2026-01-02"));
    EXPECT_EQ(node.record.rules[0].purpose.until,
              net::UtcTime(std::chrono::sys_days(std::chrono::year(2026) / 1 / 2)));
}

TEST(NodeConfiguration, GivesEachCameraWhatItAnalyses) {
    const auto node = read(test::kGoodNode);
    const auto east = vision::analyser_configuration(node, *net::CameraId::parse("east"));
    ASSERT_TRUE(east) << east.error().message;
    ASSERT_TRUE(east->plan);
    EXPECT_EQ(east->plan->width_m, 20.0);
    EXPECT_EQ(east->zones.size(), 2U) << "each calibrated camera that a zone names counts it";
    EXPECT_EQ(east->lines.size(), 1U);
    EXPECT_EQ(east->settings.tracker.coast_s, 3.0);
    const auto west = vision::analyser_configuration(node, *net::CameraId::parse("west"));
    ASSERT_TRUE(west);
    EXPECT_FALSE(west->plan);
    EXPECT_TRUE(west->zones.empty());
    const auto none = vision::analyser_configuration(node, *net::CameraId::parse("south"));
    ASSERT_FALSE(none);
    EXPECT_THAT(none.error().message, ::testing::HasSubstr("node.toml has no camera 'south'"));
}

TEST(NodeConfiguration, ReadsACamerasModel) {
    const auto node = read(with("[camera.mask]\nwiden = 0.2", R"([camera.model]
file = "nets/people.onnx"
every = 3
confidence = 0.5
nms = 0.6
input_px = 320
most_load = 0.25
threads = 2
layout = "yolov8"
classes = ["person", "knife", "bag"]
[camera.model.alerts]
knife = "weapon")"));
    const auto& model = node.cameras[0].analysis.model;
    ASSERT_TRUE(model);
    EXPECT_EQ(model->file, "/var/lib/vigie/north/nets/people.onnx");
    EXPECT_EQ(model->every, 3);
    EXPECT_EQ(model->confidence, 0.5);
    EXPECT_EQ(model->nms, 0.6);
    EXPECT_EQ(model->input_px, 320);
    EXPECT_EQ(model->most_load, 0.25);
    EXPECT_EQ(model->threads, 2);
    EXPECT_EQ(model->layout, vision::ModelLayout::yolov8);
    EXPECT_EQ(model->classes, (std::vector<std::string>{"person", "knife", "bag"}));
    EXPECT_EQ(model->alerts, (std::map<std::string, std::string>{{"knife", "weapon"}}));
    EXPECT_FALSE(node.cameras[1].analysis.model) << "none is the default";
    const auto analysis = vision::analyser_configuration(node, node.cameras[0].camera);
    ASSERT_TRUE(analysis);
    EXPECT_TRUE(analysis->settings.model);
}

}  // namespace
}  // namespace vigie
