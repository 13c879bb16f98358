// Bodies under forces: what single ones do, and that a crowd stays sane.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "vision/simulation/crowd.hpp"

namespace vigie {
namespace {

using namespace vision;
using ::testing::DoubleNear;

constexpr double kStep = 0.05;

FloorMap open_floor(std::vector<std::vector<Spot>> walls = {}) {
    ScriptFloor floor;
    floor.width_m = 30.0;
    floor.height_m = 30.0;
    floor.walls = std::move(walls);
    return {floor, {}, 1.5};
}

SocialForceSettings quiet() {
    SocialForceSettings settings;
    settings.fluctuation_m_per_s2 = 0.0;
    return settings;
}

Body walker(Spot at, Way wish) {
    Body body;
    body.at = at;
    body.wish = wish;
    return body;
}

void run(std::vector<Body>& bodies, const FloorMap& map, double seconds,
         SocialForceSettings settings = quiet()) {
    Crowd crowd(settings);
    Random random(1);
    for (double t = 0.0; t < seconds - 1e-9; t += kStep) crowd.step(bodies, map, {}, kStep, random);
}

TEST(Crowd, BringsSomebodyAloneToTheSpeedThatTheyWantWithinTheRelaxationTime) {
    std::vector<Body> bodies{walker({5.0, 15.0}, {1.34, 0.0})};
    run(bodies, open_floor(), 0.5);
    // 1 - (1 - 0.05 / 0.5)^10 of it: explicit steps of the exponential.
    EXPECT_THAT(bodies[0].velocity.x, DoubleNear(1.34 * (1.0 - std::pow(0.9, 10)), 1e-9));
    run(bodies, open_floor(), 5.0);
    EXPECT_THAT(bodies[0].velocity.x, DoubleNear(1.34, 0.01));
    EXPECT_THAT(bodies[0].velocity.y, DoubleNear(0.0, 1e-9));
}

TEST(Crowd, LetsTwoWhoMeetHeadOnPassEachOther) {
    std::vector<Body> bodies{walker({10.0, 15.1}, {1.3, 0.0}), walker({20.0, 15.0}, {-1.3, 0.0})};
    double nearest = 100.0;
    for (int i = 0; i < 200; ++i) {
        run(bodies, open_floor(), kStep);
        nearest = std::min(nearest, net::distance(bodies[0].at, bodies[1].at));
    }
    EXPECT_GT(bodies[0].at.x, 20.0);
    EXPECT_LT(bodies[1].at.x, 10.0);
    EXPECT_GT(nearest, 0.36) << "their shoulders hardly brush";
}

TEST(Crowd, MakesWhoWalksGiveWayToWhoIsAheadMoreThanToWhoIsBehind) {
    std::vector<Body> bodies{walker({10.0, 15.0}, {1.0, 0.0}), walker({11.0, 15.0}, {1.0, 0.0})};
    for (Body& body : bodies) body.velocity = body.wish;
    run(bodies, open_floor(), kStep);
    const double slower = 1.0 - bodies[0].velocity.x;
    const double faster = bodies[1].velocity.x - 1.0;
    EXPECT_GT(slower, 0.0);
    EXPECT_GT(faster, 0.0);
    EXPECT_GT(slower, 4.0 * faster) << "`behind` is a fifth";
}

TEST(Crowd, LeavesWhoStandsOnTheirSpotWhenOthersStandBesideThem) {
    std::vector<Body> bodies{walker({15.0, 15.0}, {}), walker({15.5, 15.0}, {})};
    for (Body& body : bodies) body.stance = Stance::settled;
    run(bodies, open_floor(), 10.0);
    EXPECT_EQ(bodies[0].at, (Spot{15.0, 15.0}));
    bodies[1] = walker({14.0, 15.05}, {1.3, 0.0});
    run(bodies, open_floor(), 2.0);
    EXPECT_GT(net::distance(bodies[0].at, {15.0, 15.0}), 0.05) << "gives way to who walks by";
}

TEST(Crowd, NeverMovesWhoLiesThere) {
    std::vector<Body> bodies{walker({15.0, 15.0}, {}), walker({14.0, 15.0}, {2.0, 0.0}),
                             walker({15.2, 15.1}, {})};
    bodies[0].stance = Stance::fixed;
    run(bodies, open_floor(), 5.0);
    EXPECT_EQ(bodies[0].at, (Spot{15.0, 15.0}));
    EXPECT_GT(net::distance(bodies[2].at, bodies[0].at), 0.4) << "who overlapped it was pushed off";
}

TEST(Crowd, PartsTwoAtTheVerySameSpotWithoutFlingingThemAway) {
    std::vector<Body> bodies{walker({15.0, 15.0}, {}), walker({15.0, 15.0}, {})};
    run(bodies, open_floor(), 3.0);
    const double apart = net::distance(bodies[0].at, bodies[1].at);
    EXPECT_GT(apart, 0.4);
    EXPECT_LT(apart, 3.0);
}

TEST(Crowd, HoldsWhoRunsAgainstAWallOnTheirSide) {
    const FloorMap map = open_floor({{{20.0, 0.0}, {20.0, 30.0}}});
    std::vector<Body> bodies{walker({17.0, 15.0}, {8.0, 0.0}), walker({17.0, 20.0}, {8.0, 3.0})};
    run(bodies, map, 20.0);
    for (const Body& body : bodies) {
        EXPECT_LT(body.at.x, 20.0 - 0.1);
        EXPECT_GT(body.at.x, 19.0);
    }
    bodies[0].through_walls = true;
    run(bodies, map, 1.0);
    EXPECT_GT(bodies[0].at.x, 20.5) << "who climbs comes over";
}

TEST(Crowd, LetsNobodyThroughAClosedPassage) {
    ScriptFloor floor;
    floor.width_m = 30.0;
    floor.height_m = 30.0;
    floor.walls = {{{20.0, 0.0}, {20.0, 14.0}}, {{20.0, 16.0}, {20.0, 30.0}}};
    ScriptPassage gate;
    gate.segment = {{20.0, 14.0}, {20.0, 16.0}};
    const FloorMap map(floor, {gate}, 1.5);
    std::vector<Body> bodies{walker({17.0, 15.0}, {1.3, 0.0})};
    Crowd crowd(quiet());
    Random random(1);
    for (int i = 0; i < 200; ++i) crowd.step(bodies, map, {1}, kStep, random);
    EXPECT_LT(bodies[0].at.x, 20.0);
    for (int i = 0; i < 200; ++i) crowd.step(bodies, map, {0}, kStep, random);
    EXPECT_GT(bodies[0].at.x, 20.0);
}

TEST(Crowd, StaysFiniteAndInsideWhenFarTooManyAreSqueezedIntoACorner) {
    const FloorMap map = open_floor({{{4.0, 0.0}, {4.0, 4.0}, {0.0, 4.0}}});
    std::vector<Body> bodies;
    bodies.reserve(200);
    for (int i = 0; i < 200; ++i) {
        const int row = i / 14;
        bodies.push_back(walker({0.3 + 0.25 * (i % 14), 0.3 + 0.24 * row}, {-2.0, -2.0}));
    }
    run(bodies, map, 10.0, SocialForceSettings{});
    for (const Body& body : bodies) {
        EXPECT_TRUE(body.at.x > 0.0 && body.at.x < 4.0 && body.at.y > 0.0 && body.at.y < 4.0)
            << body.at.x << ", " << body.at.y;
        EXPECT_LT(length(body.velocity), 4.0);
    }
}

TEST(SpaceForDensity, FallsWithTheDensityAndIsUsualWhereAPressingCrowdComesToRest) {
    const SocialForceSettings settings;
    EXPECT_GT(space_for_density(settings, 2.0, 1.34), space_for_density(settings, 3.0, 1.34));
    EXPECT_GT(space_for_density(settings, 5.0, 1.34), space_for_density(settings, 6.0, 1.34));
    EXPECT_THAT(space_for_density(settings, 5.0, 1.34), DoubleNear(1.0, 0.3));
}

}  // namespace
}  // namespace vigie
