// Places to pixels and back, by numbers worked out by hand.
#include "vision/rendering/projection.hpp"

#include <gtest/gtest.h>

#include "net/types/homography.hpp"

namespace vigie {
namespace {

using vision::CameraPose;
using vision::PinholeCamera;

/// Three metres up, looking east at a place four metres away: its axis falls by 3 in 4, and 90 degrees across
/// 640 pixels make a focal length of 320.
CameraPose eastward() {
    return {*net::FloorId::parse("hall"), {0.0, 0.0}, 3.0, {4.0, 0.0}, 90.0, 0.0};
}

PinholeCamera camera(const CameraPose& pose) {
    return PinholeCamera::create(pose, {640, 480}).value();
}

TEST(Projection, ThePlaceLookedAtIsInTheMiddle) {
    const auto pixel = camera(eastward()).pixel_of({4.0, 0.0, 0.0});
    ASSERT_TRUE(pixel);
    EXPECT_NEAR(pixel->x, 320.0, 1e-9);
    EXPECT_NEAR(pixel->y, 240.0, 1e-9);
}

TEST(Projection, SouthOfAnEastwardViewIsOnItsRight) {
    // y grows to the south as the plan is drawn. One metre aside, five metres away: 320 / 5 pixels.
    const auto pixel = camera(eastward()).pixel_of({4.0, 1.0, 0.0});
    ASSERT_TRUE(pixel);
    EXPECT_NEAR(pixel->x, 384.0, 1e-9);
    EXPECT_NEAR(pixel->y, 240.0, 1e-9);
}

TEST(Projection, UpIsUp) {
    // A metre above: 4.4 m along the axis, 0.8 m above it.
    const auto pixel = camera(eastward()).pixel_of({4.0, 0.0, 1.0});
    ASSERT_TRUE(pixel);
    EXPECT_NEAR(pixel->x, 320.0, 1e-9);
    EXPECT_NEAR(pixel->y, 240.0 - 320.0 * 0.8 / 4.4, 1e-9);
}

TEST(Projection, WhatIsBehindTheCameraHasNoPixelAndTheSkyNoFloor) {
    const auto east = camera(eastward());
    EXPECT_FALSE(east.pixel_of({-5.0, 0.0, 3.0}));
    EXPECT_FALSE(east.floor_at({320.0, -10.0})) << "the horizon is 240 pixels above the middle";
    EXPECT_TRUE(east.floor_at({320.0, 10.0}));
}

TEST(Projection, FloorAndPixelAreInversesOfEachOther) {
    const auto east = camera(eastward());
    for (const net::Point<net::Image> pixel : {net::Point<net::Image>{12.0, 100.0}, {600.0, 470.0}}) {
        const auto floor = east.floor_at(pixel);
        ASSERT_TRUE(floor);
        const auto back = east.pixel_of(vision::place_of(*floor, 0.0));
        ASSERT_TRUE(back);
        EXPECT_NEAR(back->x, pixel.x, 1e-6);
        EXPECT_NEAR(back->y, pixel.y, 1e-6);
    }
}

TEST(Projection, ACameraThatIsTurnedRightLooksSouth) {
    auto pose = eastward();
    pose.turned_deg = 90.0;
    const auto pixel = camera(pose).pixel_of({0.0, 4.0, 0.0});
    ASSERT_TRUE(pixel);
    EXPECT_NEAR(pixel->x, 320.0, 1e-9);
    EXPECT_NEAR(pixel->y, 240.0, 1e-9);
}

TEST(Projection, PosesThatSeeNoFloorAreRefused) {
    auto below = eastward();
    below.height_m = 0.0;
    EXPECT_FALSE(PinholeCamera::create(below, {640, 480}));
    auto straight_down = eastward();
    straight_down.look_at = straight_down.at;
    EXPECT_FALSE(PinholeCamera::create(straight_down, {640, 480}));
    auto wide = eastward();
    wide.field_of_view_deg = 170.0;
    EXPECT_FALSE(PinholeCamera::create(wide, {640, 480}));
}

TEST(Survey, ItsPairsAreTheCamera) {
    const CameraPose pose{*net::FloorId::parse("hall"), {12.0, 18.0}, 4.0, {11.0, 8.0}, 70.0, 0.0};
    const auto seen = camera(pose);
    const auto pairs = vision::surveyed_pairs(seen, 24.0, 18.0, {});
    ASSERT_TRUE(pairs) << pairs.error().message;
    const auto map = net::Homography::fit(*pairs);
    ASSERT_TRUE(map);
    EXPECT_LT(map->worst_error_m(*pairs), 1e-6);
}

TEST(Survey, ItsErrorsAreAsLargeAsAskedForAndTheSameEachTime) {
    const CameraPose pose{*net::FloorId::parse("hall"), {12.0, 18.0}, 4.0, {11.0, 8.0}, 70.0, 0.0};
    vision::SurveySettings settings;
    settings.error_px = 2.0;
    const auto pairs = vision::surveyed_pairs(camera(pose), 24.0, 18.0, settings).value();
    const auto exact = vision::surveyed_pairs(camera(pose), 24.0, 18.0, {}).value();
    ASSERT_EQ(pairs.size(), exact.size());
    double squares = 0.0;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const double off = net::distance(pairs[i].image, exact[i].image);
        squares += off * off;
    }
    const double deviation = std::sqrt(squares / (2.0 * static_cast<double>(pairs.size())));
    EXPECT_GT(deviation, 1.2);
    EXPECT_LT(deviation, 2.8);
    EXPECT_EQ(pairs, vision::surveyed_pairs(camera(pose), 24.0, 18.0, settings).value());
}

TEST(Survey, ACameraThatLooksBesideThePlanCannotBeSurveyed) {
    const CameraPose pose{*net::FloorId::parse("hall"), {12.0, 18.0}, 4.0, {12.0, 40.0}, 70.0, 0.0};
    const auto pairs = vision::surveyed_pairs(camera(pose), 24.0, 18.0, {});
    ASSERT_FALSE(pairs);
    EXPECT_NE(pairs.error().message.find("turn the camera"), std::string::npos);
}

}  // namespace
}  // namespace vigie
