// People stand on the floor, are as tall as they are, and walk with legs of their length.
#include "vision/rendering/body.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>
#include <vector>

namespace vigie {
namespace {

using vision::Covering;
using vision::Posture;

vision::SimulatedPerson person(Posture posture, double progress = 1.0) {
    vision::SimulatedPerson out;
    out.id = 7;
    out.floor = *net::FloorId::parse("hall");
    out.at = {5.0, 3.0};
    out.height_m = 1.8;
    out.posture = posture;
    out.posture_progress = progress;
    return out;
}

struct Extent {
    double lowest = 1e9;
    double highest = -1e9;
    double longest = 0.0;  ///< on the floor, from the place
};

Extent extent_of(const vision::Skeleton& body, net::Point<net::Floor> at) {
    Extent out;
    for (const auto& limb : body.limbs) {
        for (const auto& [end, radius] :
             {std::pair{limb.from, limb.from_radius_m}, std::pair{limb.to, limb.to_radius_m}}) {
            const double thick = radius * std::min(limb.flatness, limb.cap);
            out.lowest = std::min(out.lowest, end[2] - thick);
            out.highest = std::max(out.highest, end[2] + radius * limb.cap);
            out.longest = std::max(out.longest, std::hypot(end[0] - at.x, end[1] - at.y));
        }
    }
    return out;
}

/// Left and right foot: how far ahead along x.
std::pair<double, double> feet_of(const vision::Skeleton& body) {
    std::vector<double> ahead;
    for (const auto& limb : body.limbs) {
        if (limb.covering == Covering::shoes && limb.colour == vision::Clothes{}.shoes)
            ahead.push_back(0.5 * (limb.from[0] + limb.to[0]));
    }
    return {ahead.at(0), ahead.at(1)};
}

TEST(Skeleton, EveryPostureRestsOnTheFloor) {
    for (int posture = 0; posture <= static_cast<int>(Posture::rising); ++posture) {
        for (const double progress : {0.0, 0.3, 0.6, 1.0}) {
            const auto extent = extent_of(
                vision::body_of(person(static_cast<Posture>(posture), progress), 3.0, 0.0), {5.0, 3.0});
            EXPECT_NEAR(extent.lowest, 0.0, 0.07) << "posture " << posture << " at " << progress;
        }
    }
}

TEST(Skeleton, WhoStandsIsAsTallAsTheyAre) {
    const auto extent = extent_of(vision::body_of(person(Posture::standing), 3.0, 0.0), {5.0, 3.0});
    EXPECT_NEAR(extent.highest, 1.8, 0.06);
}

TEST(Skeleton, WhoLiesIsFlatAndLong) {
    const auto extent = extent_of(vision::body_of(person(Posture::lying), 3.0, 0.0), {5.0, 3.0});
    EXPECT_LT(extent.highest, 0.6);
    EXPECT_GT(extent.longest, 0.75) << "from the hips to head or feet";
}

TEST(Skeleton, AFallGoesDownWithoutAStop) {
    double before = 2.0;
    for (double progress = 0.0; progress <= 1.0; progress += 0.1) {
        const auto extent =
            extent_of(vision::body_of(person(Posture::falling, progress), 3.0, 0.0), {5.0, 3.0});
        EXPECT_LT(extent.highest, before + 0.03) << progress;
        before = extent.highest;
    }
    EXPECT_LT(before, 0.6);
}

TEST(Skeleton, CrouchingAndSittingOnTheFloorAreLow) {
    const auto crouched = extent_of(vision::body_of(person(Posture::crouching), 3.0, 0.0), {5.0, 3.0});
    EXPECT_GT(crouched.highest, 0.7);
    EXPECT_LT(crouched.highest, 1.25);
    const auto seated = extent_of(vision::body_of(person(Posture::sitting), 3.0, 0.0), {5.0, 3.0});
    EXPECT_LT(seated.highest, 1.15);
}

TEST(Skeleton, WhoSitsOnAChairHasTheHipsAboveItsSeat) {
    const auto body = vision::body_of(person(Posture::sitting), 3.0, 0.45);
    EXPECT_NEAR(body.middle[2], 0.54, 0.01);
    EXPECT_NEAR(extent_of(body, {5.0, 3.0}).lowest, 0.0, 0.12) << "feet near the floor";
}

TEST(Skeleton, TheFaceLooksWhereThePersonIsHeaded) {
    auto walker = person(Posture::walking);
    walker.heading_rad = std::numbers::pi / 2.0;  // south, as the plan is drawn
    const auto body = vision::body_of(walker, 3.0, 0.0);
    EXPECT_GT(body.facing[1], 0.9);
}

TEST(Skeleton, LegsSwingAlternatelyByTheLengthOfAStep) {
    auto walker = person(Posture::walking);
    walker.gait_rad = std::numbers::pi / 2.0;
    const auto [left, right] = feet_of(vision::body_of(walker, 3.0, 0.0));
    EXPECT_GT(left, right);
    EXPECT_NEAR(left - right, 0.41 * 1.8, 0.15) << "what the crowd says a step is";
    walker.gait_rad = 1.5 * std::numbers::pi;
    const auto [later_left, later_right] = feet_of(vision::body_of(walker, 3.0, 0.0));
    EXPECT_NEAR(later_right - later_left, left - right, 0.02);
}

TEST(Skeleton, RightIsRight) {
    // Headed east, the right hand side is south: larger y.
    const auto body = vision::body_of(person(Posture::standing), 3.0, 0.0);
    std::vector<double> feet;
    for (const auto& limb : body.limbs) {
        if (limb.covering == Covering::shoes && limb.colour == vision::Clothes{}.shoes)
            feet.push_back(limb.from[1]);
    }
    EXPECT_LT(feet.at(0), 3.0) << "the left foot";
    EXPECT_GT(feet.at(1), 3.0) << "the right foot";
}

}  // namespace
}  // namespace vigie
