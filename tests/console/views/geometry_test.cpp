// Plan, picture and polygon geometry of the views.
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "console/views/picture_place.hpp"
#include "console/views/plan_transform.hpp"
#include "console/views/polygon_fill.hpp"
#include "tests/support/sample_messages.hpp"

namespace vigie::test {
namespace {

using console::MarkRect;

TEST(PlanTransform, KeepsProportionsAndCentres) {
    const console::PlanTransform plan(40.0, 20.0, {100.0F, 50.0F, 400.0F, 400.0F});
    EXPECT_DOUBLE_EQ(plan.pixels_per_m(), 10.0);
    EXPECT_FLOAT_EQ(plan.plan().x, 100.0F);
    EXPECT_FLOAT_EQ(plan.plan().y, 150.0F);
    EXPECT_FLOAT_EQ(plan.plan().height, 200.0F);
}

TEST(PlanTransform, DrawsYDownThePlan) {
    const console::PlanTransform plan(40.0, 20.0, {0.0F, 0.0F, 400.0F, 200.0F});
    const ImVec2 corner = plan.screen_from_floor({0.0, 0.0});
    const ImVec2 inside = plan.screen_from_floor({3.0, 7.0});
    EXPECT_FLOAT_EQ(corner.x, 0.0F);
    EXPECT_FLOAT_EQ(corner.y, 0.0F);
    EXPECT_FLOAT_EQ(inside.x, 30.0F);
    EXPECT_FLOAT_EQ(inside.y, 70.0F);
}

TEST(PlanTransform, ComesBackToTheSamePlace) {
    const console::PlanTransform plan(25.0, 24.0, {17.0F, 90.0F, 260.0F, 301.0F});
    const net::Point<net::Floor> back = plan.floor_from_screen(plan.screen_from_floor({13.25, 9.5}));
    EXPECT_NEAR(back.x, 13.25, 1e-3);
    EXPECT_NEAR(back.y, 9.5, 1e-3);
}

TEST(PlanTransform, OfAPlaceWithoutAreaIsAPoint) {
    const console::PlanTransform plan(25.0, 24.0, {10.0F, 20.0F, 0.0F, 100.0F});
    EXPECT_DOUBLE_EQ(plan.pixels_per_m(), 0.0);
    EXPECT_FLOAT_EQ(plan.screen_from_floor({5.0, 5.0}).x, 10.0F);
    EXPECT_DOUBLE_EQ(plan.floor_from_screen({50.0F, 50.0F}).x, 0.0);
}

TEST(ScaleBar, IsFiveMetresOnUsualPlans) {
    const console::PlanTransform plan(40.0, 20.0, {0.0F, 0.0F, 400.0F, 200.0F});
    EXPECT_DOUBLE_EQ(scale_bar_m(plan, 24.0F, 140.0F), 5.0);
}

TEST(ScaleBar, GrowsWithTheVenueAndNeverExceedsItsRoom) {
    const console::PlanTransform city(4000.0, 2000.0, {0.0F, 0.0F, 400.0F, 200.0F});
    EXPECT_DOUBLE_EQ(scale_bar_m(city, 24.0F, 140.0F), 1000.0);
    const console::PlanTransform room(4.0, 4.0, {0.0F, 0.0F, 200.0F, 200.0F});
    EXPECT_DOUBLE_EQ(scale_bar_m(room, 24.0F, 70.0F), 1.0);
}

TEST(Letterbox, PutsBarsBesideANarrowPicture) {
    const MarkRect rect = console::letterbox({10.0F, 20.0F, 320.0F, 180.0F}, 768.0F, 576.0F);
    EXPECT_FLOAT_EQ(rect.width, 240.0F);
    EXPECT_FLOAT_EQ(rect.height, 180.0F);
    EXPECT_FLOAT_EQ(rect.x, 50.0F);
    EXPECT_FLOAT_EQ(rect.y, 20.0F);
}

TEST(Letterbox, PutsBarsAboveAndBelowAWidePicture) {
    const MarkRect rect = console::letterbox({0.0F, 0.0F, 320.0F, 180.0F}, 2000.0F, 500.0F);
    EXPECT_FLOAT_EQ(rect.width, 320.0F);
    EXPECT_FLOAT_EQ(rect.height, 80.0F);
    EXPECT_FLOAT_EQ(rect.y, 50.0F);
}

TEST(Letterbox, OfUnknownProportionsIsTheWholePlace) {
    EXPECT_FLOAT_EQ(console::letterbox({0.0F, 0.0F, 320.0F, 180.0F}, 0.0F, 0.0F).width, 320.0F);
}

TEST(ImageTransform, PlacesBoxesOfAnAnalysedPictureOnALetterboxedOne) {
    const MarkRect rect = console::letterbox({10.0F, 20.0F, 320.0F, 180.0F}, 384.0F, 288.0F);
    const console::ImageTransform place(rect, 768.0, 576.0);
    const MarkRect box = place.screen_from_image(net::Box{384.0, 288.0, 64.0, 128.0});
    EXPECT_FLOAT_EQ(box.x, 170.0F);
    EXPECT_FLOAT_EQ(box.y, 110.0F);
    EXPECT_FLOAT_EQ(box.width, 20.0F);
    EXPECT_FLOAT_EQ(box.height, 40.0F);
}

/// Looks along +y from (5, 0), 3 m above the floor, 45 degrees down, with a focal length of 400 pixels.
net::Calibration camera_at_the_gate() {
    net::Calibration calibration;
    calibration.floor = id<net::FloorId>("hall");
    calibration.width = 640;
    calibration.height = 480;
    for (const double x : {2.0, 5.0, 8.0}) {
        for (const double y : {2.0, 4.0, 10.0}) {
            const double depth = (y + 3.0) / std::numbers::sqrt2;
            const double below = (y - 3.0) / std::numbers::sqrt2;
            calibration.pairs.push_back(
                {{320.0 + 400.0 * (x - 5.0) / depth, 240.0 - 400.0 * below / depth}, {x, y}});
        }
    }
    return calibration;
}

TEST(SceneHomography, FollowsTheSizeOfTheScene) {
    const auto homography = console::scene_homography(camera_at_the_gate(), 320.0, 240.0);
    ASSERT_TRUE(homography.has_value());
    const auto pixel = homography->image_from_floor({5.0, 3.0});
    ASSERT_TRUE(pixel.has_value());
    EXPECT_NEAR(pixel->x, 160.0, 1e-3);
    EXPECT_NEAR(pixel->y, 120.0, 1e-3);
}

TEST(SceneHomography, IsAbsentWhenTheSurveyIsDegenerate) {
    net::Calibration calibration = camera_at_the_gate();
    for (net::CalibrationPair& pair : calibration.pairs) {
        pair.floor.x = 5.0;
    }
    EXPECT_EQ(console::scene_homography(calibration, 640.0, 480.0), std::nullopt);
    calibration.width = 0;
    EXPECT_EQ(console::scene_homography(calibration, 640.0, 480.0), std::nullopt);
}

TEST(Projection, OfAZoneInFrontIsItsCornersInOrder) {
    const auto homography = console::scene_homography(camera_at_the_gate(), 640.0, 480.0);
    ASSERT_TRUE(homography.has_value());
    const auto seen = console::project_to_picture(*homography, {{4.0, 3.0}, {6.0, 3.0}, {6.0, 9.0}});
    ASSERT_EQ(seen.corners.size(), 3U);
    EXPECT_NEAR(seen.corners[0].y, 240.0, 1e-3);
    EXPECT_LT(seen.corners[0].x, 320.0);
    EXPECT_GT(seen.corners[1].x, 320.0);
    EXPECT_LT(seen.corners[2].y, 240.0);
}

TEST(Projection, CutsAwayWhatIsBehindTheCamera) {
    const auto homography = console::scene_homography(camera_at_the_gate(), 640.0, 480.0);
    ASSERT_TRUE(homography.has_value());
    // The camera's plane crosses the floor at y = -3.
    const auto seen =
        console::project_to_picture(*homography, {{4.0, -20.0}, {6.0, -20.0}, {6.0, 9.0}, {4.0, 9.0}});
    ASSERT_EQ(seen.corners.size(), 4U);
    for (const net::Point<net::Image>& corner : seen.corners) {
        EXPECT_TRUE(std::isfinite(corner.x) && std::isfinite(corner.y));
        EXPECT_GT(corner.y, -160.0);  // the horizon
    }
}

TEST(Projection, OfAZoneBehindTheCameraIsEmpty) {
    const auto homography = console::scene_homography(camera_at_the_gate(), 640.0, 480.0);
    ASSERT_TRUE(homography.has_value());
    EXPECT_TRUE(
        console::project_to_picture(*homography, {{4.0, -20.0}, {6.0, -20.0}, {5.0, -9.0}}).corners.empty());
}

float area_of(const std::vector<ImVec2>& corners) {
    float area = 0.0F;
    for (const auto& triangle : console::triangulate(corners)) {
        const ImVec2 a = corners[triangle[0]];
        const ImVec2 b = corners[triangle[1]];
        const ImVec2 c = corners[triangle[2]];
        area += std::abs((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)) / 2.0F;
    }
    return area;
}

TEST(Triangulation, CoversAConcaveOutlineExactly) {
    const std::vector<ImVec2> corner{{0.0F, 0.0F}, {4.0F, 0.0F}, {4.0F, 1.0F},
                                     {1.0F, 1.0F}, {1.0F, 4.0F}, {0.0F, 4.0F}};
    EXPECT_EQ(console::triangulate(corner).size(), 4U);
    EXPECT_FLOAT_EQ(area_of(corner), 7.0F);
    EXPECT_FLOAT_EQ(area_of({corner.rbegin(), corner.rend()}), 7.0F);
}

TEST(Triangulation, EndsOnOutlinesThatCrossThemselves) {
    const std::vector<ImVec2> bow{{0.0F, 0.0F}, {2.0F, 2.0F}, {2.0F, 0.0F}, {0.0F, 2.0F}};
    EXPECT_LE(console::triangulate(bow).size(), 2U);
    EXPECT_TRUE(console::triangulate({{0.0F, 0.0F}, {1.0F, 1.0F}}).empty());
}

}  // namespace
}  // namespace vigie::test
