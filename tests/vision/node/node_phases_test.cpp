// A whole node whose hall is switched over the wire, and which is started again.
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "tests/support/sample_messages.hpp"
#include "tests/support/simulated_hall.hpp"
#include "tests/vision/node/node_in_folder.hpp"

namespace vigie::vision {
namespace {

using net::SwitchVerdict;
using net::VenuePhase;
using test::id;

constexpr std::string_view kHall = R"([[camera]]
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
    void start() { node_.start(std::string(test::kHallNode) + std::string(kHall)); }
    static net::PhaseSwitch wanted(net::SwitchId switch_id, VenuePhase to) {
        return {switch_id, id<net::HallId>("main"), to, "Camille", test::at(1.0), std::nullopt};
    }
    static bool is(const test::HeardFromNode& heard, VenuePhase phase) {
        return heard.occupancy && heard.occupancy->halls.size() == 1 &&
               heard.occupancy->halls[0].phase == phase;
    }

    test::NodeInFolder node_;
};

TEST_F(NodePhases, ASwitchIsJudgedByAnsweredAndKeptOverARestart) {
    start();
    net::UtcTime since{};
    {
        test::ListeningConsole desk = node_.console();
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
        EXPECT_GE(node_.lines_with("hall main: 'Camille' switches it to evacuation: done"), 1);
    }
    start();
    test::ListeningConsole desk = node_.console();
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
    std::ofstream(node_.state() / "halls.phases") << "vigie phases 1\nmain evacuation 1\n";
    start();
    EXPECT_EQ(node_.lines_with("halls.phases' are damaged"), 1);
    test::ListeningConsole desk = node_.console();
    ASSERT_TRUE(desk.wait_until([](const auto& heard) { return heard.occupancy != nullptr; }));
    EXPECT_TRUE(is(desk.heard(), VenuePhase::doors));
}

}  // namespace
}  // namespace vigie::vision
