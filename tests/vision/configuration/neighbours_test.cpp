// Neighbours in a node.toml: zones that other nodes' cameras see.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/support/mistake.hpp"
#include "tests/support/sample_messages.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/vision/configuration/good_node.hpp"
#include "vision/configuration/node_configuration.hpp"

namespace vigie {
namespace {

using test::id;
using test::replaced;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::string_view kNeighbours = R"(
[[neighbour]]
id = "edge-2"
host = "192.0.2.7"
port = 7600
public_key = "edge-2.pub"
[[neighbour.camera]]
id = "gate"
floor = "hall"
[[neighbour.camera]]
id = "stage"
floor = "hall"

[[neighbour]]
id = "edge-3"
host = "192.0.2.8"
public_key = "../keys/edge-3.pub"
[[neighbour.camera]]
id = "roof"
floor = "balcony"
)";

/// The good node with neighbours, whose zone "lawn" own and other cameras see, and "bar" others alone.
std::string good() {
    std::string text(test::kGoodNode);
    text = replaced(text, "cameras = [\"east\", \"west\"]", "cameras = [\"east\", \"gate\"]");
    text =
        replaced(text, "cameras = [\"east\"]\n[zone.bands]", "cameras = [\"gate\", \"stage\"]\n[zone.bands]");
    text = replaced(text, "[[camera]]",
                    "[[floor]]\nid = \"balcony\"\nname = \"Balcony\"\nwidth_m = 5.0\n"
                    "height_m = 5.0\n\n[[camera]]");
    return text + std::string(kNeighbours);
}

net::Result<vision::NodeConfiguration> load(const std::string& text) {
    const test::TemporaryFolder folder;
    return vision::load_node_configuration(folder.write("node.toml", text), "/state");
}

TEST(NeighbourSections, AreReadWithTheirCameras) {
    const auto node = load(good());
    ASSERT_TRUE(node) << node.error().message;
    ASSERT_EQ(node->neighbours.size(), 2U);
    const auto& first = node->neighbours[0];
    EXPECT_EQ(first.node, id<net::NodeId>("edge-2"));
    EXPECT_EQ(first.host, "192.0.2.7");
    EXPECT_EQ(first.port, 7600);
    EXPECT_EQ(first.public_key, "/state/edge-2.pub");
    ASSERT_EQ(first.cameras.size(), 2U);
    EXPECT_EQ(first.cameras[1].camera, id<net::CameraId>("stage"));
    EXPECT_EQ(first.cameras[1].floor, id<net::FloorId>("hall"));
    EXPECT_EQ(node->neighbours[1].port, 7401);
    EXPECT_EQ(node->neighbours[1].public_key, "/keys/edge-3.pub");
}

TEST(NeighbourSections, ZonesTellTheirOwnCamerasFromOthers) {
    const auto node = load(good());
    ASSERT_TRUE(node) << node.error().message;
    const auto& bar = node->record.zones[0];
    EXPECT_THAT(bar.cameras, IsEmpty());
    const auto& lawn = node->record.zones[1];
    EXPECT_THAT(lawn.cameras, ElementsAre(id<net::CameraId>("east")));
    const auto& cameras = node->neighbours[0].cameras;
    EXPECT_THAT(cameras[0].zones, ElementsAre(bar.zone, lawn.zone));
    EXPECT_THAT(cameras[1].zones, ElementsAre(bar.zone));
    EXPECT_EQ(node->record.cameras.size(), 2U) << "only its own are served";
}

TEST(NeighbourSections, AreJudgedAsIfTheyWereTheNodesOwn) {
    const auto node = load(good());
    ASSERT_TRUE(node) << node.error().message;
    const auto record = vision::judged_record(*node);
    ASSERT_EQ(record.cameras.size(), 5U);
    EXPECT_EQ(record.cameras[2].camera, id<net::CameraId>("gate"));
    ASSERT_TRUE(record.cameras[2].calibration);
    EXPECT_EQ(record.cameras[2].calibration->floor, id<net::FloorId>("hall"));
    EXPECT_NEAR(net::area(record.cameras[2].calibration->field_of_view), 200.0, 1e-9);
    EXPECT_THAT(record.zones[1].cameras, ElementsAre(id<net::CameraId>("east"), id<net::CameraId>("gate")));
}

struct Mistake {
    const char* name;
    std::string_view from;
    std::string_view to;
    std::string_view message;  ///< a part of it
};

class NeighbourMistakes : public ::testing::TestWithParam<Mistake> {};

TEST_P(NeighbourMistakes, AreToldWithFieldAndAdvice) {
    const auto& mistake = GetParam();
    const auto node = load(replaced(good(), mistake.from, mistake.to));
    ASSERT_FALSE(node);
    EXPECT_THAT(node.error().message, HasSubstr(mistake.message));
}

INSTANTIATE_TEST_SUITE_P(
    Each, NeighbourMistakes,
    ::testing::Values(
        Mistake{"NoHost", "host = \"192.0.2.7\"\n", "", "neighbour[1].host is missing"},
        Mistake{"NoKey", "public_key = \"edge-2.pub\"\n", "", "neighbour[1].public_key is missing"},
        Mistake{"Itself", "id = \"edge-2\"", "id = \"edge-1\"", "neighbour[1].id is this node itself"},
        Mistake{"Twice", "id = \"edge-3\"", "id = \"edge-2\"", "'edge-2' is used twice"},
        Mistake{"NoCamera", "[[neighbour.camera]]\nid = \"roof\"\nfloor = \"balcony\"\n", "",
                "neighbour[2].camera is missing; add a [[neighbour.camera]]"},
        Mistake{"OwnCamera", "id = \"gate\"", "id = \"west\"",
                "'west' is a camera of this node; ids are unique in the venue"},
        Mistake{"CameraOfTwo", "id = \"roof\"", "id = \"stage\"",
                "'stage' is a camera of neighbour 'edge-2' too"},
        Mistake{"CameraTwice", "id = \"stage\"", "id = \"gate\"", "'gate' is used twice"},
        Mistake{"UnknownFloor", "floor = \"balcony\"", "floor = \"cellar\"",
                "names 'cellar', which does not exist (known: hall, balcony)"},
        Mistake{"OtherFloor", "cameras = [\"east\", \"gate\"]", "cameras = [\"east\", \"roof\"]",
                "names 'roof', a neighbour's camera of another floor"},
        Mistake{"UnknownCamera", "cameras = [\"east\", \"gate\"]", "cameras = [\"east\", \"attic\"]",
                "names 'attic', which does not exist"},
        Mistake{"LineOfAnother", "camera = \"east\"", "camera = \"gate\"",
                "names 'gate', which does not exist"},
        Mistake{"Port", "port = 7600", "port = 0", "neighbour[1].port"},
        Mistake{"Unknown", "port = 7600", "ports = 7600", "ports"}),
    [](const auto& chosen) { return chosen.param.name; });

}  // namespace
}  // namespace vigie
