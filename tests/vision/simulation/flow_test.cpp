// The crowd as a whole against measurements: speed by density, flow through doors, density at a closed gate.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "tests/vision/simulation/scripts.hpp"
#include "vision/simulation/crowd.hpp"

namespace vigie::test {
namespace {

using namespace vision;

/// Mean speed along a corridor bent to a ring, 2.5 m wide and 10 m in radius, so that it never ends, when
/// everybody wants to walk at 1.34 m/s.
double speed_at(double people_per_m2) {
    constexpr double kInner = 8.75;
    constexpr double kOuter = 11.25;
    const Spot centre{15.0, 15.0};
    ScriptFloor floor;
    floor.width_m = 30.0;
    floor.height_m = 30.0;
    for (const double radius : {kInner, kOuter}) {
        auto& wall = floor.walls.emplace_back();
        for (int i = 0; i <= 48; ++i)
            wall.push_back(centre + radius * from_angle(std::numbers::pi * i / 24.0));
    }
    const FloorMap map(floor, {}, 1.5);
    const auto people =
        static_cast<int>(std::lround(people_per_m2 * std::numbers::pi * (kOuter * kOuter - kInner * kInner)));
    const int rows = std::max(1, static_cast<int>(std::lround(2.1 * std::sqrt(people_per_m2))));
    const int in_row = (people + rows - 1) / rows;
    std::vector<Body> bodies(static_cast<std::size_t>(people));
    for (int i = 0; i < people; ++i) {
        const double radius = kInner + 0.25 + (rows > 1 ? 2.0 * (i % rows) / (rows - 1) : 1.0);
        const int place = i / rows;
        const double angle = 2.0 * std::numbers::pi * (place + 0.5 * (i % rows % 2)) / in_row;
        bodies[static_cast<std::size_t>(i)].at = centre + radius * from_angle(angle);
    }
    Crowd crowd(SocialForceSettings{});
    Random random(11);
    double sum = 0.0;
    int measured = 0;
    for (int step = 0; step < 500; ++step) {
        for (Body& body : bodies) body.wish = -1.34 * across(unit(body.at - centre));
        crowd.step(bodies, map, {}, 0.05, random);
        if (step < 300) continue;
        for (const Body& body : bodies) sum += dot(body.velocity, unit(body.wish));
        measured += people;
    }
    return sum / measured;
}

/// Weidmann, "Transporttechnik der Fussgaenger" (1993), m/s.
double weidmann(double people_per_m2) {
    return 1.34 * (1.0 - std::exp(-1.913 * (1.0 / people_per_m2 - 1.0 / 5.4)));
}

TEST(CrowdFlow, FallsInSpeedWithDensityAsMeasuredOnPeople) {
    for (const double density : {0.2, 1.0, 2.0, 3.0, 4.0}) {
        EXPECT_NEAR(speed_at(density), weidmann(density), 0.12) << density << " people/m2";
    }
}

/// People a second and metre of width, through a door with 200 people before it.
double flow_through(double width_m) {
    SimulationScript script;
    script.seed = 5;
    const net::FloorId hall = *net::FloorId::parse("hall");
    ScriptFloor floor;
    floor.floor = hall;
    floor.width_m = 22.0;
    floor.height_m = 12.0;
    floor.walls = {{{12.0, 0.0}, {12.0, 6.0 - width_m / 2}}, {{12.0, 6.0 + width_m / 2}, {12.0, 12.0}}};
    script.floors.push_back(floor);
    script.passages.push_back({"out", hall, {{22.0, 1.0}, {22.0, 11.0}}, true, false});
    ScriptGroup group;
    group.floor = hall;
    group.outline = {{{2.0, 1.0}, {11.0, 1.0}, {11.0, 11.0}, {2.0, 11.0}}};
    group.people = 200;
    group.activity = GroupActivity::walking;
    group.route = {"out"};
    script.groups.push_back(group);
    const auto venue = SimulatedVenue::from(script);
    const auto waiting = [&](std::uint64_t step) { return inside(*venue->at(step), 0.0, 0.0, 12.0, 12.0); };
    EXPECT_EQ(waiting(0), 200U);
    std::uint64_t step = 0;
    while (waiting(step) > 180 && step < 4000) ++step;
    const std::uint64_t from = step;
    while (waiting(step) > 60 && step < 4000) ++step;
    return 120.0 / (static_cast<double>(step - from) / venue->steps_per_second()) / width_m;
}

TEST(CrowdFlow, PassesADoorOfOneMetreAsPeopleDo) {
    const double flow = flow_through(1.0);  // measured by many: 1.0 to 1.9
    EXPECT_GT(flow, 1.0);
    EXPECT_LT(flow, 1.95);
}

TEST(CrowdFlow, PassesADoorOfTwoMetresAsPeopleDo) {
    const double flow = flow_through(2.0);
    EXPECT_GT(flow, 1.0);
    EXPECT_LT(flow, 1.95);
}

constexpr std::string_view kClosedGate = R"(
[run]
seed = 6
duration_s = 60
[[floor]]
id = "hall"
width_m = 30
height_m = 10
[[floor.wall]]
points = [[20, 0], [20, 3]]
[[floor.wall]]
points = [[20, 7], [20, 10]]
[[gate]]
id = "gate"
from = [20, 3]
to = [20, 7]
[[exit]]
id = "out"
from = [30, 1]
to = [30, 9]
[[group]]
outline = [[2, 1], [18, 1], [18, 9], [2, 9]]
people = 200
activity = "walking"
route = ["out"]
[[event]]
kind = "open"
at_s = 40
passage = "gate"
)";

double density_before_the_gate(double wanted) {
    const auto venue =
        venue_of(kClosedGate, "[[event]]\nkind = \"close\"\nat_s = 0\npassage = \"gate\"\ndensity_per_m2 = " +
                                  std::to_string(wanted) + "\n");
    const auto state = at_second(*venue, 35.0);
    EXPECT_EQ(inside(*state, 20.0, 0.0, 30.0, 10.0), 0U) << "nobody gets through";
    EXPECT_GT(inside(*at_second(*venue, 50.0), 20.0, 0.0, 30.0, 10.0), 20U) << "until it opens";
    return static_cast<double>(inside(*state, 16.0, 3.0, 20.0, 7.0)) / 16.0;
}

TEST(CrowdFlow, BuildsUpToTheWantedDensityAtAClosedGate) {
    EXPECT_NEAR(density_before_the_gate(3.0), 3.0, 0.6);
    EXPECT_NEAR(density_before_the_gate(5.0), 5.0, 0.5);
}

}  // namespace
}  // namespace vigie::test
