// Smoke, light, cameras, passages and phases as the script has them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/vision/simulation/scripts.hpp"

namespace vigie::test {
namespace {

using namespace vision;

TEST(Smoke, GrowsAndThickensAndFadesAfterItsTime) {
    const auto venue = venue_of(kHall, R"(
[[event]]
kind = "smoke"
at_s = 10
at = [20, 3]
duration_s = 30
)");
    EXPECT_TRUE(at_second(*venue, 9.9)->smoke.empty());
    const auto young = at_second(*venue, 12.0)->smoke;
    const auto grown = at_second(*venue, 30.0)->smoke;
    ASSERT_EQ(young.size(), 1U);
    ASSERT_EQ(grown.size(), 1U);
    EXPECT_EQ(grown[0].at, (Spot{20.0, 3.0}));
    EXPECT_FALSE(grown[0].flames);
    EXPECT_NEAR(young[0].age_s, 2.0, 0.06);
    EXPECT_LT(young[0].spread_m, grown[0].spread_m);
    EXPECT_LT(young[0].opacity, grown[0].opacity);
    EXPECT_LT(at_second(*venue, 45.0)->smoke.at(0).opacity, grown[0].opacity);
    EXPECT_TRUE(at_second(*venue, 51.0)->smoke.empty());
    const auto told = happened(*venue, EventKind::smoke, 60.0);
    ASSERT_EQ(told.size(), 1U);
    EXPECT_NEAR(told[0].start_s, 10.0, 0.06);
    EXPECT_NEAR(told[0].end_s.value_or(0.0), 40.0, 0.06);
}

TEST(Fire, HasFlamesWhichSteamHasNot) {
    const auto venue = venue_of(kHall, R"(
[[event]]
kind = "fire"
at_s = 10
at = [20, 3]
[[event]]
kind = "steam"
at_s = 12
at = [10, 3]
duration_s = 5
)");
    const auto both = at_second(*venue, 16.0)->smoke;
    ASSERT_EQ(both.size(), 2U);
    EXPECT_TRUE(both[0].flames);
    EXPECT_FALSE(both[1].flames);
    EXPECT_LT(both[1].opacity, both[0].opacity);
    EXPECT_GT(both[1].rise_m_per_s, both[0].rise_m_per_s);
    EXPECT_EQ(at_second(*venue, 119.0)->smoke.size(), 1U) << "fire burns to the end, steam is gone";
}

TEST(Light, ChangesSlowlyOrAtOnce) {
    const auto venue = venue_of(kHall, R"(
[[event]]
kind = "light"
at_s = 10
amount = 0.5
ramp_s = 20
[[event]]
kind = "light"
at_s = 50
amount = 1.2
)");
    EXPECT_DOUBLE_EQ(at_second(*venue, 9.9)->light, 1.0);
    EXPECT_NEAR(at_second(*venue, 20.0)->light, 0.75, 0.01);
    EXPECT_NEAR(at_second(*venue, 40.0)->light, 0.5, 1e-12);
    EXPECT_NEAR(at_second(*venue, 50.1)->light, 1.2, 1e-12);
    EXPECT_NEAR(at_second(*venue, 110.0)->light, 1.2, 1e-12);
}

TEST(CameraFaults, ComeGraduallyAndEndAtTheirTime) {
    const auto venue = venue_of(kHall, R"(
[[event]]
kind = "camera"
at_s = 10
camera = "cam-1"
fault = "turned"
amount = -30
ramp_s = 4
duration_s = 20
[[event]]
kind = "camera"
at_s = 15
camera = "cam-2"
fault = "silent"
)");
    EXPECT_TRUE(at_second(*venue, 9.9)->faults.empty());
    const auto turning = at_second(*venue, 12.0)->faults;
    ASSERT_EQ(turning.size(), 1U);
    EXPECT_EQ(turning[0].camera.text(), "cam-1");
    EXPECT_EQ(turning[0].fault, CameraFault::turned);
    EXPECT_NEAR(turning[0].progress, 0.5, 0.02);
    EXPECT_DOUBLE_EQ(turning[0].amount, -30.0);
    const auto both = at_second(*venue, 20.0)->faults;
    ASSERT_EQ(both.size(), 2U);
    EXPECT_DOUBLE_EQ(both[0].progress, 1.0);
    EXPECT_DOUBLE_EQ(both[1].progress, 1.0);
    const auto late = at_second(*venue, 100.0)->faults;
    ASSERT_EQ(late.size(), 1U);
    EXPECT_EQ(late[0].fault, CameraFault::silent);
    EXPECT_EQ(happened(*venue, EventKind::camera_fault, 100.0).at(0).about, "cam-1");
}

TEST(Phases, AreNotedWithTheirTime) {
    const auto venue = venue_of(kHall, "[[event]]\nkind = \"phase\"\nat_s = 20\nphase = \"egress\"\n");
    const auto phases = happened(*venue, EventKind::phase, 30.0);
    ASSERT_EQ(phases.size(), 1U);
    EXPECT_EQ(phases[0].about, "egress");
    EXPECT_NEAR(phases[0].start_s, 20.0, 0.06);
}

TEST(ClosedExit, IsWaitedAtUnlessItIsKnownToBeClosed) {
    constexpr std::string_view kClose = "[[event]]\nkind = \"close\"\nat_s = 30\npassage = \"east\"\n";
    auto script = read_script(kHall);
    for (auto& source : script.sources) source.route.clear();
    script.sources[0].at = "west";
    script.passages[0].closed = false;
    const auto waits = venue_of(kHall, kClose);
    EXPECT_GE(inside(*at_second(*waits, 80.0), 24.0, 0.0, 30.0, 12.0), 8U);
    const auto free = venue_of(kHall);
    EXPECT_LE(inside(*at_second(*free, 80.0), 24.0, 0.0, 30.0, 12.0), 5U);
}

TEST(AnnouncedClosing, SendsThoseWhoLeaveToAnotherExit) {
    constexpr std::string_view kTwoExits = R"(
[run]
duration_s = 60
[[floor]]
id = "hall"
width_m = 30
height_m = 12
[[exit]]
id = "west"
from = [0, 4]
to = [0, 8]
[[exit]]
id = "east"
from = [30, 4]
to = [30, 8]
[[group]]
outline = [[18, 3], [26, 3], [26, 9], [18, 9]]
people = 20
until_s = 5
)";
    const auto left_by_the_west = [&](std::string_view more) {
        const auto venue = venue_of(kTwoExits, more);
        std::size_t most = 0;
        for (double t = 5.0; t < 58.0; t += 1.0)
            most = std::max(most, inside(*at_second(*venue, t), 0.0, 0.0, 10.0, 12.0));
        EXPECT_EQ(at_second(*venue, 59.0)->people.size(), 0U) << more;
        return most;
    };
    EXPECT_EQ(left_by_the_west(""), 0U) << "the east exit is nearer";
    EXPECT_GE(
        left_by_the_west("[[event]]\nkind = \"close\"\nat_s = 6\npassage = \"east\"\nannounced = true\n"),
        5U);
}

}  // namespace
}  // namespace vigie::test
