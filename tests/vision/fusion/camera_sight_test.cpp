// Whom a camera is likely to count: where it hangs, who stands before whom, and how close people stand.
#include "vision/fusion/camera_sight.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/vision/fusion/hung_camera.hpp"

namespace vigie::vision {
namespace {

const net::Point<net::Floor> kFar{5.0, 10.0};

CameraSight sight(const SightSettings& settings = {}) {
    return *CameraSight::of(test::hung_camera(), 640, 480, settings);
}

/// A row of people across, `ahead` of a place on the way to the camera, besides the one at the place.
FloorDensity row_before(net::Point<net::Floor> at, double ahead, double apart_m) {
    std::vector<net::Point<net::Floor>> people{at};
    for (double x = at.x - 3.0; x <= at.x + 3.0; x += apart_m) people.push_back({x, at.y - ahead});
    return {people, 0.5};
}

TEST(CameraPlace, IsWhereTheCameraHangs) {
    const auto place = place_of(test::hung_camera(), 640, 480);
    ASSERT_TRUE(place);
    EXPECT_NEAR(place->below.x, 5.0, 1e-3);
    EXPECT_NEAR(place->below.y, -2.0, 1e-3);
    EXPECT_NEAR(place->height_m, 4.0, 1e-3);
}

TEST(CameraPlace, IsUnknownWithoutAProjection) {
    auto camera = test::hung_camera();
    camera.standing.reset();
    EXPECT_FALSE(place_of(camera, 640, 480));
    EXPECT_FALSE(CameraSight::of(camera, 640, 480, {}));
}

TEST(FloorDensity, AddsUpToThePeople) {
    const FloorDensity density({{2.0, 3.0}, {2.4, 3.0}, {7.0, 3.5}}, 0.5);
    double sum = 0.0;
    for (double x = 0.05; x < 10.0; x += 0.1) {
        for (double y = 0.05; y < 7.0; y += 0.1) sum += density.at({x, y}) * 0.01;
    }
    EXPECT_NEAR(sum, 3.0, 0.1);
    EXPECT_NEAR(density.at({7.0, 3.5}), density.hill(0.0), 0.1 * density.hill(0.0));
    EXPECT_EQ(density.at({40.0, 3.0}), 0.0);
    EXPECT_EQ(FloorDensity({}, 0.5).at({2.0, 3.0}), 0.0);
}

TEST(CameraSight, WhoStandsAloneIsFoundAsOftenAsWhoIsFree) {
    EXPECT_NEAR(sight().chance(kFar, FloorDensity({kFar}, 0.5)), SightSettings{}.clear_found, 0.01);
}

TEST(CameraSight, NobodyIsFoundBesideThePictureOrBehindTheCamera) {
    const FloorDensity nobody({}, 0.5);
    EXPECT_EQ(sight().chance({60.0, 6.0}, nobody), 0.0);
    EXPECT_EQ(sight().chance({5.0, -30.0}, nobody), 0.0);
}

TEST(CameraSight, WhoStandsRightBehindOthersIsFoundLess) {
    // The ray over a head 1 m before them meets a body 12 m away at 1.52 m: an eighth of them can be seen. A
    // row of 2 people a metre leaves gaps of bodies of 0.45 m: exp(-0.9) a half of a body.
    const double behind = sight().chance(kFar, row_before(kFar, 1.0, 0.5));
    EXPECT_LT(behind, 0.6);
    EXPECT_LT(behind, sight().chance(kFar, row_before(kFar, 1.0, 1.0))) << "through wider gaps more is seen";
    EXPECT_LT(behind, sight().chance(kFar, row_before(kFar, 4.0, 0.5))) << "over heads further off, too";
}

TEST(CameraSight, WhoStandsBehindHidesNobody) {
    EXPECT_NEAR(sight().chance(kFar, row_before(kFar, -2.0, 0.5)), SightSettings{}.clear_found, 0.02);
}

}  // namespace
}  // namespace vigie::vision
