// What a camera can and cannot tell of the place of somebody's feet, and whom it ought to see.
#include <gtest/gtest.h>

#include "tests/vision/fusion/hung_camera.hpp"
#include "vision/fusion/foot_error.hpp"
#include "vision/fusion/free_misses.hpp"

namespace vigie::vision {
namespace {

net::Scene scene_with(const std::vector<net::Box>& boxes) {
    net::Scene out;
    out.width = 640;
    out.height = 480;
    for (const auto& box : boxes) {
        net::Track track;
        track.box = box;
        track.state = net::TrackState::tentative;
        out.tracks.push_back(track);
    }
    return out;
}

TEST(FootError, LiesAlongTheRayAndGrowsWithDistance) {
    const auto camera = test::hung_camera();
    const auto near = foot_error(camera.map, test::hung_camera_box({5.0, 2.0}), 0.12);
    const auto far = foot_error(camera.map, test::hung_camera_box({5.0, 10.0}), 0.12);
    // Of similar triangles: a body of 1.73 m hides some 1.73 x distance / height of the floor behind it.
    EXPECT_NEAR(std::sqrt(near.yy), 0.12 * 1.73 * 4.0 / 4.0, 0.08);
    EXPECT_NEAR(std::sqrt(far.yy), 0.12 * 1.73 * 12.0 / 4.0, 0.25);
    EXPECT_NEAR(near.xx, 0.0, 1e-6) << "across the ray feet are where they are seen";
    const auto aside = foot_error(camera.map, test::hung_camera_box({8.0, 10.0}), 0.12);
    EXPECT_GT(aside.xy, 0.0) << "the ray goes away to the right";
}

TEST(FootError, OfABoxThatIsNoneIsNone) {
    const auto camera = test::hung_camera();
    EXPECT_EQ(foot_error(camera.map, {300.0, 200.0, 0.0, 0.0}, 0.12), net::Covariance<net::Floor>{});
}

TEST(FreeToSee, WhoStandsInTheOpenWithinThePicture) {
    const auto camera = test::hung_camera();
    EXPECT_TRUE(is_free_to_see(camera, scene_with({}), {5.0, 6.0}, {}));
    EXPECT_FALSE(is_free_to_see(camera, scene_with({}), {60.0, 6.0}, {})) << "beside the picture";
    EXPECT_FALSE(is_free_to_see(camera, scene_with({}), {5.0, -30.0}, {})) << "behind the camera";
}

TEST(FreeToSee, NotWhoIsHiddenOrWhoseTrackIsThere) {
    const auto camera = test::hung_camera();
    const net::Point<net::Floor> at{5.0, 6.0};
    EXPECT_FALSE(is_free_to_see(camera, scene_with({test::hung_camera_box({5.05, 5.6})}), at, {}));
    EXPECT_TRUE(is_free_to_see(camera, scene_with({test::hung_camera_box({7.0, 5.0})}), at, {}));
}

TEST(FreeToSee, NotWhoIsOutsideOfTheSurveyedFieldOfView) {
    auto camera = test::hung_camera();
    camera.field_of_view = {{{0.0, 0.0}, {10.0, 0.0}, {10.0, 4.0}, {0.0, 4.0}}};
    EXPECT_TRUE(is_free_to_see(camera, scene_with({}), {5.0, 3.0}, {}));
    EXPECT_FALSE(is_free_to_see(camera, scene_with({}), {5.0, 6.0}, {})) << "a wall may stand there";
}

TEST(FreeToSee, NobodyBelowACameraThatLooksStraightDown) {
    auto camera = test::hung_camera();
    camera.standing.reset();
    EXPECT_FALSE(is_free_to_see(camera, scene_with({}), {5.0, 3.0}, {}));
}

}  // namespace
}  // namespace vigie::vision
