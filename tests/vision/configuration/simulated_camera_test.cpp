// Cameras of a simulated venue in a node.toml.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <variant>

#include "tests/support/mistake.hpp"
#include "tests/support/simulated_hall.hpp"
#include "tests/support/temporary_folder.hpp"
#include "vision/configuration/node_configuration.hpp"
#include "vision/simulation/simulated_venue.hpp"

namespace vigie {
namespace {

using ::testing::HasSubstr;

const std::string kNode = std::string(test::kHallNode) + R"([[camera]]
id = "south"
name = "South"
fps = 8.0
[camera.source]
simulation = "show.toml"
size = [640, 360]
noise = 2.5
[camera.source.pose]
floor = "hall"
at = [10.0, 9.8]
height_m = 3.5
look_at = [10.0, 4.0]
field_of_view_deg = 80.0
[camera.calibration]
floor = "hall"
from_pose = true
[[camera]]
id = "north"
name = "North"
[camera.source]
simulation = "show.toml"
real_time = false
[camera.source.pose]
floor = "hall"
at = [10.0, 0.2]
look_at = [10.0, 6.0]
)";

class SimulatedCameraConfiguration : public ::testing::Test {
protected:
    net::Result<vision::NodeConfiguration> load(std::string_view from = "", std::string_view to = "") {
        static_cast<void>(folder_.write("show.toml", test::kHallScript));
        return vision::load_node_configuration(folder_.write("node.toml", test::replaced(kNode, from, to)),
                                               folder_.path());
    }
    std::string error_of(std::string_view from, std::string_view to) {
        const auto read = load(from, to);
        return read ? "accepted" : read.error().message;
    }
    test::TemporaryFolder folder_;
};

TEST_F(SimulatedCameraConfiguration, IsReadAndSharesItsVenueWithTheOthersOfTheScript) {
    const auto node = load();
    ASSERT_TRUE(node) << node.error().message;
    const auto& south = std::get<vision::SimulatedSource>(node->cameras[0].capture.source);
    const auto& north = std::get<vision::SimulatedSource>(node->cameras[1].capture.source);
    EXPECT_EQ(south.venue, north.venue);
    EXPECT_EQ(south.start, north.start);
    EXPECT_EQ(south.venue->script().duration_s, 30.0);
    EXPECT_EQ(south.script, folder_.path() / "show.toml");
    EXPECT_EQ(south.fps, 8.0);
    EXPECT_TRUE(south.real_time);
    EXPECT_EQ(south.camera.camera.text(), "south");
    EXPECT_EQ(south.camera.size, cv::Size(640, 360));
    EXPECT_EQ(south.camera.noise, 2.5);
    EXPECT_EQ(south.camera.pose.at, (net::Point<net::Floor>{10.0, 9.8}));
    EXPECT_EQ(south.camera.pose.height_m, 3.5);
    EXPECT_EQ(south.camera.pose.field_of_view_deg, 80.0);
    EXPECT_FALSE(north.real_time);
    EXPECT_NE(south.camera.seed, north.camera.seed) << "each camera has noise of its own";
    EXPECT_EQ(vision::describe(node->cameras[0].capture.source), (folder_.path() / "show.toml").string());
}

TEST_F(SimulatedCameraConfiguration, AScriptIsLookedForBesideItsConfigurationFirst) {
    const test::TemporaryFolder state;
    static_cast<void>(folder_.write("show.toml", test::kHallScript));
    const auto file = folder_.write("node.toml", kNode);
    const auto beside = vision::load_node_configuration(file, state.path());
    ASSERT_TRUE(beside) << beside.error().message;
    EXPECT_EQ(std::get<vision::SimulatedSource>(beside->cameras[0].capture.source).script,
              folder_.path() / "show.toml");
    std::filesystem::rename(folder_.path() / "show.toml", state.path() / "show.toml");
    const auto in_state = vision::load_node_configuration(file, state.path());
    ASSERT_TRUE(in_state) << in_state.error().message;
    EXPECT_EQ(std::get<vision::SimulatedSource>(in_state->cameras[0].capture.source).script,
              state.path() / "show.toml");
}

TEST_F(SimulatedCameraConfiguration, ACalibrationFromThePosePutsPixelsWhereTheCameraDoes) {
    const auto node = load();
    ASSERT_TRUE(node) << node.error().message;
    const auto& calibration = node->record.cameras[0].calibration;
    ASSERT_TRUE(calibration);
    EXPECT_EQ(calibration->width, 640U);
    EXPECT_EQ(calibration->height, 360U);
    EXPECT_GE(calibration->field_of_view.corners.size(), 3U);
    const auto map = net::Homography::fit(calibration->pairs);
    ASSERT_TRUE(map);
    const auto middle = map->floor_from_image({320.0, 180.0});
    ASSERT_TRUE(middle);
    EXPECT_NEAR(middle->x, 10.0, 1e-6);
    EXPECT_NEAR(middle->y, 4.0, 1e-6);
}

TEST_F(SimulatedCameraConfiguration, ASurveyErrorMovesThePairsAndNotTheCamera) {
    const auto exact = load();
    const auto erring = load("from_pose = true", "from_pose = true\nsurvey_error_px = 1.5");
    ASSERT_TRUE(exact && erring) << erring.error().message;
    EXPECT_NE(exact->record.cameras[0].calibration->pairs, erring->record.cameras[0].calibration->pairs);
    const auto map = net::Homography::fit(erring->record.cameras[0].calibration->pairs);
    const auto middle = map->floor_from_image({320.0, 180.0});
    EXPECT_NEAR(middle->x, 10.0, 0.2);
    EXPECT_NEAR(middle->y, 4.0, 0.2);
}

TEST_F(SimulatedCameraConfiguration, AScriptMayNotNameACameraThatThereIsNot) {
    const auto error = [&](const std::string& camera) {
        static_cast<void>(
            folder_.write("fault.toml", std::string(test::kHallScript) +
                                            "[[event]]\nat_s = 12\nkind = \"camera\"\nfault = \"covered\"\n" +
                                            "camera = \"" + camera + "\"\n"));
        return error_of("simulation = \"show.toml\"\nsize", "simulation = \"fault.toml\"\nsize");
    };
    EXPECT_EQ(error("south"), "accepted");
    EXPECT_EQ(error("north"), "accepted") << "it may be used with another camera's script";
    EXPECT_THAT(
        error("soth"),
        HasSubstr("camera 'south' plays " + (folder_.path() / "fault.toml").string() +
                  ", which names camera 'soth' in its event at 12 s, which is no simulated camera of "));
    EXPECT_THAT(error("soth"), HasSubstr("(known: south, north); correct one of them"));
}

TEST_F(SimulatedCameraConfiguration, MistakesAreToldWithLineAndField) {
    EXPECT_THAT(error_of("simulation = \"show.toml\"\nsize", "simulation = \"lost.toml\"\nsize"),
                HasSubstr("node.toml:17: camera[1].source.simulation names a script that cannot be played"));
    EXPECT_THAT(error_of("size = [640, 360]", "size = [64000, 360]"),
                HasSubstr("node.toml:18: camera[1].source.size must be width and height in pixels"));
    EXPECT_THAT(error_of("floor = \"hall\"\nat = [10.0, 9.8]", "floor = \"roof\"\nat = [10.0, 9.8]"),
                HasSubstr("camera[1].source.pose.floor names 'roof', which does not exist"));
    EXPECT_THAT(error_of("width_m = 20.0", "width_m = 21.0"),
                HasSubstr("which is 21 x 10 m here and 20 x 10 m in the script"));
    EXPECT_THAT(error_of("look_at = [10.0, 4.0]", "look_at = [10.0, 9.8]"),
                HasSubstr("camera[1].source.pose.look_at must be a place of the floor"));
    EXPECT_THAT(error_of("at = [10.0, 9.8]\n", ""), HasSubstr("camera[1].source.pose.at"));
    EXPECT_THAT(error_of("size = [640, 360]", "sise = [640, 360]"), HasSubstr("camera[1].source.sise"));
    EXPECT_THAT(
        error_of("simulation = \"show.toml\"\nsize", "simulation = \"show.toml\"\nfile = \"a.avi\"\nsize"),
        HasSubstr("must have one of"));
}

TEST_F(SimulatedCameraConfiguration, ACalibrationFromThePoseNeedsASimulatedCameraOfThatFloor) {
    EXPECT_THAT(
        error_of(
            "simulation = \"show.toml\"\nsize = [640, 360]\nnoise = 2.5\n[camera.source.pose]\nfloor = "
            "\"hall\"\nat = [10.0, 9.8]\nheight_m = 3.5\nlook_at = [10.0, 4.0]\nfield_of_view_deg = 80.0",
            "file = \"a.avi\""),
        HasSubstr("camera[1].calibration.from_pose is for a camera whose source is a simulation"));
    EXPECT_THAT(error_of("look_at = [10.0, 4.0]", "look_at = [10.0, 40.0]"),
                HasSubstr("camera[1].calibration.from_pose is not possible"));
    EXPECT_THAT(error_of("from_pose = true", "from_pose = true\npairs = []"),
                HasSubstr("camera[1].calibration.pairs cannot stand beside 'from_pose'"));
}

}  // namespace
}  // namespace vigie
