// What pictures show: people where they are, before or behind each other and walls, shadows, smoke and
// faults.
#include "vision/rendering/painter.hpp"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "tests/vision/rendering/hall.hpp"
#include "vision/rendering/truth.hpp"

namespace vigie {
namespace {

using vision::CameraFault;

class PainterTest : public ::testing::Test {
protected:
    cv::Mat draw(const vision::WorldState& state, const vision::Scenery& scenery = test::hall(),
                 const vision::SimulatedCameraSettings& settings = test::eye(), std::uint64_t frame = 1) {
        auto camera = vision::SimulatedCamera::create(settings, scenery);
        EXPECT_TRUE(camera);
        vision::Painter painter(*camera);
        return painter.picture(state, frame);
    }
    static bool same(const cv::Mat& a, const cv::Mat& b) { return cv::norm(a, b, cv::NORM_INF) == 0.0; }
    static double brightness(const cv::Mat& picture) {
        const auto mean = cv::mean(picture);
        return (mean[0] + mean[1] + mean[2]) / 3.0;
    }
    static double sharpness(const cv::Mat& picture) {
        cv::Mat edges;
        cv::Laplacian(picture, edges, CV_32F);
        return cv::norm(edges, cv::NORM_L1);
    }
    /// Where two pictures differ by more than a few grey values.
    static cv::Rect change(const cv::Mat& a, const cv::Mat& b) {
        cv::Mat difference;
        cv::absdiff(a, b, difference);
        cv::cvtColor(difference, difference, cv::COLOR_BGR2GRAY);
        return cv::boundingRect(difference > 8);
    }
    /// Red minus blue at a pixel: tops are red, floors and walls grey.
    static int red(const cv::Mat& picture, net::Point<net::Image> at) {
        const auto& pixel = picture.at<cv::Vec3b>(cvFloor(at.y), cvFloor(at.x));
        return pixel[2] - pixel[0];
    }
    static net::Point<net::Image> chest(net::Point<net::Floor> at) {
        const auto camera = vision::PinholeCamera::create(test::eye().pose, test::eye().size);
        return camera->pixel_of(vision::place_of(at, 1.3)).value();
    }
};

TEST_F(PainterTest, TheSameMomentAndFrameGiveTheSamePictureAndAnotherFrameOtherNoise) {
    auto settings = test::eye();
    settings.noise = 2.0;
    const auto state = test::with({test::standing(1, {9.0, 9.0}), test::standing(2, {11.0, 12.0})});
    const auto picture = draw(state, test::hall(), settings, 5);
    EXPECT_TRUE(same(picture, draw(state, test::hall(), settings, 5)));
    const auto other = draw(state, test::hall(), settings, 6);
    EXPECT_FALSE(same(picture, other));
    EXPECT_LT(cv::norm(picture, other, cv::NORM_INF), 25.0) << "nothing but noise";
}

TEST_F(PainterTest, TheOrderOfPeopleInTheListDoesNotShow) {
    const auto one = test::standing(1, {10.0, 9.0});
    const auto other = test::standing(2, {10.1, 10.0});
    EXPECT_TRUE(same(draw(test::with({one, other})), draw(test::with({other, one}))));
}

TEST_F(PainterTest, APersonIsDrawnInTheirTrueBox) {
    auto settings = test::eye();
    settings.shadow = 0.0;
    auto camera = vision::SimulatedCamera::create(settings, test::hall());
    const auto state = test::with({test::standing(1, {9.0, 9.0})});
    const auto truth = vision::truth_of(state, *camera);
    ASSERT_EQ(truth.size(), 1U);
    const auto drawn =
        change(draw(test::with({}), test::hall(), settings), draw(state, test::hall(), settings));
    EXPECT_NEAR(drawn.x, truth[0].box.x, 2.0);
    EXPECT_NEAR(drawn.y, truth[0].box.y, 2.0);
    EXPECT_NEAR(drawn.width, truth[0].box.width, 3.0);
    EXPECT_NEAR(drawn.height, truth[0].box.height, 3.0);
}

TEST_F(PainterTest, TheNearerPersonHidesTheFarther) {
    auto far = test::standing(1, {10.0, 8.0});
    far.clothes.top = {30, 30, 150};
    const auto near = test::standing(2, {10.0, 9.0});
    EXPECT_LT(red(draw(test::with({far})), chest({10.0, 8.0})), -20) << "blue alone";
    EXPECT_GT(red(draw(test::with({far, near})), chest({10.0, 9.0})), 20) << "red before blue";
}

TEST_F(PainterTest, AWallBetweenHidesAPersonAndOneBehindThemDoesNot) {
    auto scenery = test::hall();
    scenery.walls.push_back({{{6.0, 12.0}, {14.0, 12.0}}, 3.0, {190, 190, 190}});
    const auto empty = draw(test::with({}), scenery);
    auto shadowless = test::eye();
    shadowless.shadow = 0.0;
    EXPECT_TRUE(same(empty, draw(test::with({test::standing(1, {10.0, 10.5})}), scenery, shadowless)));
    EXPECT_GT(red(draw(test::with({test::standing(1, {10.0, 13.0})}), scenery), chest({10.0, 13.0})), 20);
}

TEST_F(PainterTest, ACounterHidesTheLegsOfWhoStandsBehindIt) {
    auto scenery = test::hall();
    scenery.blocks.push_back(
        {{{{8.0, 10.0}, {12.0, 10.0}, {12.0, 10.6}, {8.0, 10.6}}}, 1.0, {160, 160, 160}});
    auto settings = test::eye();
    settings.shadow = 0.0;
    const auto drawn = change(draw(test::with({}), scenery, settings),
                              draw(test::with({test::standing(1, {10.0, 9.5})}), scenery, settings));
    const auto free = change(draw(test::with({}), test::hall(), settings),
                             draw(test::with({test::standing(1, {10.0, 9.5})}), test::hall(), settings));
    EXPECT_EQ(drawn.y, free.y) << "the head shows";
    EXPECT_LT(drawn.height, 0.75 * free.height) << "the legs do not";
    EXPECT_GT(drawn.height, 0.3 * free.height);
}

TEST_F(PainterTest, AShadowFallsWhereTheSunSaysAndTakesNoMoreLightThanItMay) {
    auto state = test::with({test::standing(1, {10.0, 10.0})});
    state.sun = {2.0, 0.0};  // to the east: to the right in this view
    const auto empty = draw(test::with({}));
    const auto picture = draw(state);
    const auto camera = vision::PinholeCamera::create(test::eye().pose, test::eye().size);
    // The chest, 1.3 m up, throws its shadow 2.6 m aside.
    const auto dark = camera->pixel_of({12.6, 10.0, 0.0}).value();
    const auto lit = camera->pixel_of({7.4, 10.0, 0.0}).value();
    const auto at = [](const cv::Mat& from, net::Point<net::Image> pixel) {
        return static_cast<double>(from.at<cv::Vec3b>(cvFloor(pixel.y), cvFloor(pixel.x))[1]);
    };
    EXPECT_LT(at(picture, dark), 0.85 * at(empty, dark));
    EXPECT_GE(at(picture, dark), (1.0 - test::eye().shadow) * at(empty, dark) - 2.0);
    EXPECT_EQ(at(picture, lit), at(empty, lit));
}

TEST_F(PainterTest, LightDarknessAndGlareChangeTheBrightness) {
    const double usual = brightness(draw(test::with({})));
    auto dim = test::with({});
    dim.light = 0.5;
    EXPECT_NEAR(brightness(draw(dim)), 0.5 * usual, 2.0);
    EXPECT_LT(brightness(draw(test::with_fault(CameraFault::dark, 1.0, 1.0))), 0.12 * usual);
    EXPECT_GT(brightness(draw(test::with_fault(CameraFault::glared, 1.0, 1.0))), 1.3 * usual);
}

TEST_F(PainterTest, ACoverMovesInUntilNothingIsSeen) {
    double before = brightness(draw(test::with({})));
    for (const double progress : {0.3, 0.6, 1.0}) {
        const double now = brightness(draw(test::with_fault(CameraFault::covered, progress, 1.0)));
        EXPECT_LT(now, before - 10.0) << progress;
        before = now;
    }
    EXPECT_LT(before, 40.0);
}

TEST_F(PainterTest, DefocusGrows) {
    double before = sharpness(draw(test::with({})));
    for (const double progress : {0.3, 1.0}) {
        const double now = sharpness(draw(test::with_fault(CameraFault::blurred, progress, 1.0)));
        EXPECT_LT(now, 0.7 * before) << progress;
        before = now;
    }
}

TEST_F(PainterTest, ATurnedCameraSeesWhatACameraHungThatWaySees) {
    auto settings = test::eye();
    settings.pose.turned_deg = 15.0;
    EXPECT_TRUE(same(draw(test::with_fault(CameraFault::turned, 1.0, 15.0)),
                     draw(test::with({}), test::hall(), settings)));
    EXPECT_FALSE(same(draw(test::with_fault(CameraFault::turned, 1.0, 15.0)), draw(test::with({}))));
}

TEST_F(PainterTest, SmokeRisesAndFlamesShine) {
    const auto empty = draw(test::with({}));
    auto state = test::with({});
    vision::SimulatedSmoke smoke;
    smoke.floor = test::kHallFloor;
    smoke.at = {10.0, 10.0};
    smoke.age_s = 2.0;
    state.smoke = {smoke};
    const auto young = change(empty, draw(state));
    state.smoke[0].age_s = 5.0;
    const auto old = change(empty, draw(state));
    EXPECT_GT(young.area(), 0);
    EXPECT_GT(old.height, young.height) << "it has risen";
    state.smoke[0].flames = true;
    const auto burning = draw(state);
    state.smoke[0].flames = false;
    const auto smoking = draw(state);
    const auto base = vision::PinholeCamera::create(test::eye().pose, test::eye().size)
                          ->pixel_of({10.0, 10.0, 0.3})
                          .value();
    EXPECT_GT(red(burning, base), red(smoking, base) + 40);
}

TEST_F(PainterTest, OtherFloorsAndOtherCamerasFaultsDoNotShow) {
    auto upstairs = test::standing(1, {10.0, 10.0});
    upstairs.floor = *net::FloorId::parse("balcony");
    auto state = test::with({upstairs});
    state.faults.push_back({*net::CameraId::parse("other"), CameraFault::covered, 1.0, 1.0});
    EXPECT_TRUE(same(draw(state), draw(test::with({}))));
}

}  // namespace
}  // namespace vigie
