// Ways around walls and over stairs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/vision/simulation/scripts.hpp"
#include "vision/simulation/routing.hpp"

namespace vigie::test {
namespace {

using namespace vision;

ScriptFloor a_floor(double width_m, double height_m) {
    ScriptFloor floor;
    floor.width_m = width_m;
    floor.height_m = height_m;
    return floor;
}

Goal spot(Spot at) {
    return {{{at, at}}, {}};
}

TEST(FlowField, MeasuresTheStraightWayOnAnOpenFloor) {
    const FloorMap map(a_floor(20.0, 20.0), {}, 1.5);
    const FlowField field(map, spot({10.0, 10.0}), {}, {});
    // Fast marching of first order takes diagonals some per cent too long.
    EXPECT_NEAR(field.distance_m({15.0, 10.0}), 5.0, 0.3);
    EXPECT_NEAR(field.distance_m({13.0, 14.0}), 5.0, 0.5);
    const Way way = field.direction({13.0, 14.0});
    EXPECT_NEAR(way.x, -0.6, 0.08);
    EXPECT_NEAR(way.y, -0.8, 0.08);
}

TEST(FlowField, LeadsAroundAWall) {
    auto floor = a_floor(20.0, 20.0);
    floor.walls = {{{10.0, 0.0}, {10.0, 16.0}}};
    const FloorMap map(floor, {}, 1.5);
    const FlowField field(map, spot({13.0, 4.0}), {}, {});
    // From (7, 4) to (13, 4) round the wall's end at (10, 16), 0.6 m off it: twice the hypotenuse of 3
    // and 12.6.
    EXPECT_NEAR(field.distance_m({7.0, 4.0}), 2.0 * std::hypot(3.0, 12.6), 1.3);
    Spot walker{9.6, 4.0};
    for (int i = 0; i < 1000 && net::distance(walker, {13.0, 4.0}) > 0.5; ++i) {
        const Spot next = walker + 0.05 * field.direction(walker);
        ASSERT_FALSE(map.blocks(walker, next, {})) << walker.x << ", " << walker.y;
        walker = next;
    }
    EXPECT_LE(net::distance(walker, {13.0, 4.0}), 0.5);
}

TEST(FlowField, KnowsNoWayIntoAClosedRoom) {
    auto floor = a_floor(20.0, 20.0);
    floor.obstacles = {{{{5.0, 5.0}, {9.0, 5.0}, {9.0, 9.0}, {5.0, 9.0}}}};
    floor.walls = {{{12.0, 0.0}, {12.0, 20.0}}};
    const FloorMap map(floor, {}, 1.5);
    const FlowField field(map, spot({15.0, 10.0}), {}, {});
    EXPECT_TRUE(std::isinf(field.distance_m({2.0, 2.0})));
    EXPECT_EQ(field.direction({2.0, 2.0}), (Way{0.0, 0.0}));
    EXPECT_FALSE(std::isinf(field.distance_m({15.0, 2.0})));
    EXPECT_FALSE(map.is_free({7.0, 7.0})) << "inside of an obstacle";
}

TEST(FlowField, TakesAPassageOnlyWhileItIsNotKnownToBeClosed) {
    auto floor = a_floor(20.0, 20.0);
    floor.walls = {{{10.0, 0.0}, {10.0, 9.0}}, {{10.0, 11.0}, {10.0, 18.0}}};
    ScriptPassage gate;
    gate.segment = {{10.0, 9.0}, {10.0, 11.0}};
    const FloorMap map(floor, {gate}, 1.5);
    const FlowField open(map, spot({15.0, 10.0}), {0}, {});
    const FlowField closed(map, spot({15.0, 10.0}), {1}, {});
    EXPECT_NEAR(open.distance_m({5.0, 10.0}), 10.0, 0.8);
    EXPECT_GT(closed.distance_m({5.0, 10.0}), 2.0 * std::hypot(5.0, 8.0)) << "round by the end of the wall";
}

TEST(Router, LeadsOverTheStairsToAnotherFloor) {
    const auto script = read_script(kFoyer);
    Router router(script);
    const std::size_t open = router.knowledge({0, 0});
    const std::size_t seats = *router.find("seats");
    const auto leg = router.leg(0, {10.0, 15.0}, seats, open);
    ASSERT_TRUE(leg);
    EXPECT_EQ(router.places()[leg->place].kind, PlaceKind::stairs_lower);
    EXPECT_EQ(router.places()[router.other_end(leg->place)].kind, PlaceKind::stairs_upper);
    // To the stairs' nearer end at (4, 18), 6 m of them at 0.55 of the speed, and from (4, 8) to the seats at
    // x = 10.
    EXPECT_NEAR(router.distance_m(0, {10.0, 15.0}, seats, open), std::hypot(6.0, 3.0) + 6.0 / 0.55 + 6.0,
                1.5);
    const auto there = router.leg(1, {8.0, 5.0}, seats, open);
    ASSERT_TRUE(there);
    EXPECT_EQ(there->place, seats) << "on its own floor it is walked to";
}

TEST(Router, ChoosesTheExitWithTheShortestWayThatIsNotKnownToBeClosed) {
    const auto script = read_script(kHall);
    Router router(script);
    const Spot near_west{8.0, 6.0};
    EXPECT_EQ(router.nearest_exit(0, near_west, router.knowledge({0, 0})), router.find("west"));
    EXPECT_EQ(router.nearest_exit(0, near_west, router.knowledge({1, 0})), router.find("east"));
    EXPECT_EQ(router.nearest_exit(0, near_west, router.knowledge({1, 1})), std::nullopt);
}

}  // namespace
}  // namespace vigie::test
