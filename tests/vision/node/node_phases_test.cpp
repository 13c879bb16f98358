// A whole node whose hall is switched over the wire, and which is started again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <mutex>
#include <string>

#include "tests/support/free_ports.hpp"
#include "tests/support/listening_console.hpp"
#include "tests/support/sample_messages.hpp"
#include "tests/support/temporary_folder.hpp"
#include "vision/node/node.hpp"

namespace vigie::vision {
namespace {

using net::SwitchVerdict;
using net::VenuePhase;
using test::id;
using ::testing::HasSubstr;

constexpr std::string_view kNodeFile = R"([node]
id = "edge-1"
name = "Edge"
host = "127.0.0.1"
port = PORT
key = "../node.key"

[venue]
name = "Palais"
time_zone = "Europe/Paris"

[[floor]]
id = "hall"
name = "Hall"
width_m = 20.0
height_m = 10.0

[[camera]]
id = "east"
name = "East"
fps = 10.0
[camera.source]
file = "not-there.avi"
[camera.calibration]
floor = "hall"
width = 640
height = 480
pairs = [
  { image = [100, 100], floor = [5, 2] },
  { image = [500, 100], floor = [15, 2] },
  { image = [600, 400], floor = [13, 8] },
  { image = [50, 400], floor = [7, 8] },
]

[[zone]]
id = "stalls"
name = "Stalls"
floor = "hall"
outline = [[6.0, 3.0], [12.0, 3.0], [12.0, 7.0], [6.0, 7.0]]
cameras = ["east"]

[[hall]]
id = "main"
name = "Main hall"
zones = ["stalls"]
phase = "doors"
)";

class NodePhases : public ::testing::Test {
protected:
    NodePhases() {
        std::string text(kNodeFile);
        text.replace(text.find("PORT"), 4, std::to_string(port_));
        file_ = folder_.write("node.toml", text);
        EXPECT_TRUE(net::save_keys(node_keys_, folder_.path(), "node"));
        std::filesystem::create_directories(state());
        std::ofstream(state() / "authorized_keys") << console_keys_.public_key.z85() << " desk\n";
    }

    void start() {
        node_.reset();
        auto configuration = load_node_configuration(file_, state());
        ASSERT_TRUE(configuration) << configuration.error().message;
        auto started = Node::start(
            *std::move(configuration), state(),
            [this](LogLevel, std::string_view line) {
                const std::lock_guard lock(mutex_);
                log_ += std::string(line) + "\n";
            },
            clock_);
        ASSERT_TRUE(started) << started.error().message;
        node_ = *std::move(started);
    }
    [[nodiscard]] std::string log() {
        const std::lock_guard lock(mutex_);
        return log_;
    }
    [[nodiscard]] std::filesystem::path state() const { return folder_.path() / "state"; }
    [[nodiscard]] test::ListeningConsole console() const {
        return {{id<net::NodeId>("edge-1"), net::Endpoints::at("127.0.0.1", port_).value(),
                 node_keys_.public_key},
                console_keys_};
    }
    static net::PhaseSwitch wanted(net::SwitchId switch_id, VenuePhase to) {
        return {switch_id, id<net::HallId>("main"), to, "Camille", test::at(1.0), std::nullopt};
    }
    static bool is(const test::HeardFromNode& heard, VenuePhase phase) {
        return heard.occupancy && heard.occupancy->halls.size() == 1 &&
               heard.occupancy->halls[0].phase == phase;
    }

    net::SystemClock clock_;
    test::TemporaryFolder folder_;
    std::uint16_t port_ = test::free_ports(3);
    net::KeyPair node_keys_ = net::generate_keys().value();
    net::KeyPair console_keys_ = net::generate_keys().value();
    std::filesystem::path file_;
    std::mutex mutex_;
    std::string log_;
    std::unique_ptr<Node> node_;
};

TEST_F(NodePhases, ASwitchIsJudgedByAnsweredAndKeptOverARestart) {
    start();
    net::UtcTime since{};
    {
        test::ListeningConsole desk = console();
        ASSERT_TRUE(desk.wait_until([](const auto& heard) { return is(heard, VenuePhase::doors); }));
        desk.switch_phases({wanted(7, VenuePhase::evacuation)});
        ASSERT_TRUE(desk.wait_until([](const auto& heard) { return !heard.phases.empty(); }));
        ASSERT_TRUE(desk.wait_until([](const auto& heard) { return is(heard, VenuePhase::evacuation); }));
        const auto heard = desk.heard();
        EXPECT_EQ(heard.phases[0].verdict, SwitchVerdict::done);
        EXPECT_EQ(heard.phases[0].phase, VenuePhase::evacuation);
        since = heard.phases[0].since;
        EXPECT_EQ(heard.occupancy->halls[0].since, since)
            << "what the answer says and what is published are one";
        EXPECT_THAT(log(), HasSubstr("hall main: 'Camille' switches it to evacuation: done"));
    }
    start();
    test::ListeningConsole desk = console();
    ASSERT_TRUE(desk.wait_until([](const auto& heard) { return heard.occupancy != nullptr; }));
    EXPECT_TRUE(is(desk.heard(), VenuePhase::evacuation)) << "from its first word on";
    EXPECT_EQ(desk.heard().occupancy->halls[0].since, since);
    desk.switch_phases(
        {wanted(7, VenuePhase::evacuation), {8, id<net::HallId>("attic"), VenuePhase::show, "Camille"}});
    ASSERT_TRUE(desk.wait_until([](const auto& heard) { return heard.phases.size() >= 2; }));
    EXPECT_EQ(desk.heard().phases[0].verdict, SwitchVerdict::done) << "asked again, nothing new";
    EXPECT_EQ(desk.heard().phases[0].since, since);
    EXPECT_EQ(desk.heard().phases[1].verdict, SwitchVerdict::unknown_hall);
}

TEST_F(NodePhases, ADamagedFileIsToldAndTheConfiguredPhaseStands) {
    std::ofstream(state() / "halls.phases") << "vigie phases 1\nmain evacuation 1\n";
    start();
    EXPECT_THAT(log(), HasSubstr("halls.phases' are damaged"));
    test::ListeningConsole desk = console();
    ASSERT_TRUE(desk.wait_until([](const auto& heard) { return heard.occupancy != nullptr; }));
    EXPECT_TRUE(is(desk.heard(), VenuePhase::doors));
}

}  // namespace
}  // namespace vigie::vision
