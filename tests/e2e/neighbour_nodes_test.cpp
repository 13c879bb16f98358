// Two nodes on the loopback, each with a camera of one simulated hall: one zone, one count.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <variant>

#include <fmt/format.h>

#include "tests/support/free_ports.hpp"
#include "tests/support/listening_console.hpp"
#include "tests/support/sample_messages.hpp"
#include "tests/support/temporary_folder.hpp"
#include "vision/node/node.hpp"

namespace vigie::test {
namespace {

const auto kA = id<net::NodeId>("edge-a");
const auto kB = id<net::NodeId>("edge-b");
const auto kWest = id<net::CameraId>("west");
const auto kEast = id<net::CameraId>("east");

// One person comes in after three seconds, stands in the middle for a while and leaves.
constexpr std::string_view kScript = R"(
[run]
seed = 5
steps_per_second = 10
duration_s = 600
loop = false
[[floor]]
id = "hall"
width_m = 12
height_m = 8
[[exit]]
id = "door"
from = [0, 3]
to = [0, 5]
[[area]]
id = "middle"
floor = "hall"
outline = [[5.5, 3.5], [6.5, 3.5], [6.5, 4.5], [5.5, 4.5]]
stay_least_s = 15
stay_most_s = 15
[[source]]
at = "door"
people_per_s = 10
start_s = 2.95
end_s = 3.05
route = ["middle"]
)";

std::string configuration(std::string_view node, std::uint16_t port, std::string_view camera,
                          std::string_view pose) {
    return fmt::format(R"(
[node]
id = "{0}"
port = {1}
key = "{0}.key"
authorized_keys = "{0}.authorized"
[venue]
name = "Hall"
profile = "unrestricted"
[[floor]]
id = "hall"
name = "Hall"
width_m = 12.0
height_m = 8.0
[[camera]]
id = "{2}"
name = "{2}"
fps = 10.0
[camera.source]
simulation = "hall.toml"
loop = false
size = [320, 180]
[camera.source.pose]
floor = "hall"
{3}
[camera.calibration]
floor = "hall"
from_pose = true
)",
                       node, port, camera, pose);
}

constexpr std::string_view kZoneOfA = R"(
[[neighbour]]
id = "edge-b"
host = "127.0.0.1"
port = {}
public_key = "edge-b.pub"
[[neighbour.camera]]
id = "east"
floor = "hall"
[[zone]]
id = "hall"
name = "Hall"
floor = "hall"
outline = [[2.5, 1.0], [11.0, 1.0], [11.0, 7.0], [2.5, 7.0]]
cameras = ["west", "east"]
[[rule]]
id = "somebody"
name = "Somebody is there"
kind = "intrusion"
zones = ["hall"]
min_duration_s = 0.3
clear_after_s = 1.0
[rule.purpose]
legal_basis = "a test"
authority = "a test"
)";

class NeighbourNodes : public ::testing::Test {
protected:
    NeighbourNodes() {
        folder_.write("hall.toml", kScript);
        make_keys("edge-a");
        make_keys("edge-b");
        console_keys_ = net::generate_keys().value();
        allow("edge-a", console_keys_.public_key);
        allow("edge-b", console_keys_.public_key);
        const auto ports = free_ports(6);
        folder_.write("a.toml",
                      configuration("edge-a", ports, "west", "at = [0.3, 0.3]\nlook_at = [6.0, 4.0]") +
                          fmt::format(fmt::runtime(kZoneOfA), ports + 3));
        folder_.write("b.toml", configuration("edge-b", static_cast<std::uint16_t>(ports + 3), "east",
                                              "at = [11.7, 0.3]\nlook_at = [6.0, 4.0]"));
        first_ = load("a.toml");
        second_ = load("b.toml");
        // Both cameras hang in one venue, which starts once.
        auto& shared = std::get<vision::SimulatedSource>(first_.cameras[0].capture.source);
        auto& other = std::get<vision::SimulatedSource>(second_.cameras[0].capture.source);
        other.venue = shared.venue;
        other.start = shared.start;
    }

    void make_keys(const std::string& name) {
        const auto keys = net::generate_keys().value();
        keys_[name] = keys.public_key;
        if (const auto saved = net::save_keys(keys, folder_.path() / "keys", name); !saved) {
            throw std::runtime_error(saved.error().message);
        }
        for (const auto* end : {".key", ".pub"}) {
            std::filesystem::rename(folder_.path() / "keys" / (name + end), folder_.path() / (name + end));
        }
        allow(name, {});
    }
    void allow(const std::string& node, const net::PublicKey& key) {
        std::ofstream file(folder_.path() / (node + ".authorized"), std::ios::app);
        if (!key.empty()) file << key.z85() << " somebody\n";
    }
    vision::NodeConfiguration load(const std::string& file) {
        auto read = vision::load_node_configuration(folder_.path() / file, folder_.path());
        if (!read) throw std::runtime_error(read.error().message);
        return *std::move(read);
    }
    std::unique_ptr<vision::Node> start(const vision::NodeConfiguration& configuration) {
        const auto log = [](vision::LogLevel, std::string_view) {};
        const auto state = folder_.path() / ("state-" + configuration.record.node.text());
        std::filesystem::create_directories(state);
        auto node = vision::Node::start(configuration, state, log, clock_);
        if (!node) throw std::runtime_error(node.error().message);
        return *std::move(node);
    }
    std::unique_ptr<ListeningConsole> listen(const vision::Node& node) {
        return std::make_unique<ListeningConsole>(net::NodeAddress{kA, node.endpoints(), keys_.at("edge-a")},
                                                  console_keys_);
    }
    static std::optional<net::Sentence> problem(const HeardFromNode& heard) {
        if (heard.healths.empty() || heard.healths.back().neighbours.empty()) return std::nullopt;
        return heard.healths.back().neighbours[0].problem;
    }
    static bool zone(const HeardFromNode& heard, double people, bool blind) {
        if (heard.occupancy == nullptr || heard.occupancy->zones.empty()) return false;
        const auto& count = heard.occupancy->zones[0].count;
        return count.people == people && count.partly_blind == blind && count.at_least == blind;
    }
    static std::size_t of(const HeardFromNode& heard, net::Transition transition) {
        return static_cast<std::size_t>(
            std::count_if(heard.alerts.begin(), heard.alerts.end(),
                          [&](const net::Alert& alert) { return alert.transition == transition; }));
    }

    TemporaryFolder folder_;
    net::SystemClock clock_;
    std::map<std::string, net::PublicKey> keys_;
    net::KeyPair console_keys_;
    vision::NodeConfiguration first_;
    vision::NodeConfiguration second_;
};

TEST_F(NeighbourNodes, APersonSeenByBothIsOneAndALostNodeLeavesTheZonePartlyBlind) {
    allow("edge-b", keys_.at("edge-a"));
    auto b = start(second_);
    const auto a = start(first_);
    const auto console = listen(*a);
    ASSERT_TRUE(console->wait_until([](const HeardFromNode& heard) {
        return zone(heard, 1.0, false) && heard.occupancy->shared.size() == 1 &&
               of(heard, net::Transition::raised) == 1;
    })) << "one person, seen by two nodes, and an alert of the zone's owner";
    EXPECT_THAT(console->heard().occupancy->shared[0].tracks,
                ::testing::UnorderedElementsAre(::testing::Field(&net::CameraTrack::camera, kWest),
                                                ::testing::Field(&net::CameraTrack::camera, kEast)));
    EXPECT_EQ(console->heard().alerts.front().node, kA);
    EXPECT_TRUE(console->wait_until([](const HeardFromNode& heard) {
        const auto said = problem(heard);
        return said && said->empty();
    }));

    b.reset();
    ASSERT_TRUE(console->wait_until([](const HeardFromNode& heard) { return zone(heard, 1.0, true); }));
    ASSERT_TRUE(console->wait_until([](const HeardFromNode& heard) {
        const auto said = problem(heard);
        return said &&
               (said->reason == net::Reason::link_lost || said->reason == net::Reason::link_unreachable);
    })) << problem(console->heard()).value_or(net::Sentence{}).english;
    // The own camera sees them leave, and goes on to see nobody: that says nothing of what the other sees.
    const auto scenes = console->heard().scenes.size();
    ASSERT_TRUE(console->wait_until([scenes](const HeardFromNode& heard) {
        return heard.scenes.size() > scenes + 30 &&
               std::all_of(heard.scenes.end() - 30, heard.scenes.end(),
                           [](const auto& scene) { return scene->tracks.empty(); });
    }));
    EXPECT_TRUE(zone(console->heard(), 1.0, true)) << "held";
    EXPECT_EQ(of(console->heard(), net::Transition::cleared), 0U);

    b = start(second_);
    ASSERT_TRUE(console->wait_until([](const HeardFromNode& heard) { return zone(heard, 0.0, false); }));
    ASSERT_TRUE(console->wait_until(
        [](const HeardFromNode& heard) { return of(heard, net::Transition::cleared) == 1; }));
    EXPECT_THAT(console->heard().faults, ::testing::IsEmpty());
}

TEST_F(NeighbourNodes, ARefusedKeyIsToldByNameUntilItIsLetIn) {
    const auto b = start(second_);
    const auto a = start(first_);
    const auto console = listen(*a);
    ASSERT_TRUE(console->wait_until([](const HeardFromNode& heard) {
        const auto said = problem(heard);
        return said && said->english.find("does not accept this node's key") != std::string::npos;
    }));
    const auto heard = console->heard();
    EXPECT_EQ(heard.healths.back().neighbours[0].node, kB);
    EXPECT_THAT(problem(heard)->about, ::testing::ElementsAre(keys_.at("edge-a").z85()));
    EXPECT_TRUE(heard.occupancy->zones[0].count.partly_blind);
    allow("edge-b", keys_.at("edge-a"));
    EXPECT_TRUE(console->wait_until([](const HeardFromNode& now) {
        const auto said = problem(now);
        return said && said->empty() && !now.occupancy->zones[0].count.partly_blind;
    }));
}

}  // namespace
}  // namespace vigie::test
