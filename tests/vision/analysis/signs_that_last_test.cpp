// What was noticed lasts until it is seen to have ended: smoke that fills the hall, a crowd before somebody
// who lies on the ground.
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "tests/vision/analysis/lasting_signs.hpp"

namespace vigie::test {
namespace {

/// Some hundred people who come in from both sides within a quarter of a minute, fill most of the picture,
/// and do not stand quite still.
void crowd(Brush& brush, double t) {
    for (int row = 0; row < 8; ++row) {
        for (int i = 0; i < 12; ++i) {
            const double y = 180 + 40 * row + (i * 11 + row * 5) % 17 - 8;
            const double place = 20 + 52 * i + row % 2 * 26 + (i * i * 7 + row * 13) % 19 - 9;
            const double way = 60 * (t - 0.5 * ((i * 7 + row * 3) % 12));
            const double x = place < 320 ? std::min(place, way - 60) : std::max(place, 700 - way);
            brush.person({x + 6 * std::sin(1.3 * t + i + row), y},
                         cv::Scalar(30 + (i * 53 + row * 17) % 140, 30 + (i * 31 + row * 71) % 140,
                                    30 + (i * 97 + row * 29) % 140));
        }
    }
}

class SmokeThatLasts : public SignsThatLast, public ::testing::WithParamInterface<double> {};

INSTANTIATE_TEST_SUITE_P(Dense, SmokeThatLasts, ::testing::Values(0.35, 0.6, 0.8), [](const auto& dense) {
    return "Alpha" + std::to_string(std::lround(100.0 * dense.param));
});

TEST_P(SmokeThatLasts, UntilTheHallItHasFilledIsSeenAgain) {
    start(false);
    smoke_begins(GetParam());
    film_for(
        50.0, [&](Brush& brush, double t) { brush.veil(spreading_smoke(6.0 + t, GetParam()), kGrey); },
        SignKind::smoke);
    EXPECT_EQ(stage->ever(SignKind::smoke), 1U);
    ASSERT_NE(stage->sign(SignKind::smoke), nullptr);
    EXPECT_GT(stage->sign(SignKind::smoke)->lasting_s, 30.0);
    film_for(6.0);
    EXPECT_EQ(stage->sign(SignKind::smoke), nullptr);
}

TEST_F(SignsThatLast, SmokeIsNotGoneWhenItIsAsDenseAsAWallOrHiddenItself) {
    start(false);
    smoke_begins(0.6);
    const auto wall = [](Brush& brush, double t) {
        cv::Mat alpha = spreading_smoke(6.0, 0.9);
        brush.veil(cv::min(cv::Mat(alpha * (1.0 + t)), 0.97), kGrey);
    };
    film_for(10.0, wall, SignKind::smoke);
    film_for(
        10.0,
        [&](Brush& brush, double t) {
            wall(brush, 10.0 + t);
            brush.rectangle({240, 120, 260, 360}, kDark);
        },
        SignKind::smoke);
    film_for(6.0);
    EXPECT_EQ(stage->sign(SignKind::smoke), nullptr);
}

TEST_F(SignsThatLast, SmokeIsNotGoneWhileTheCameraIsOutOfFocusOrDazzled) {
    start(false);
    smoke_begins(0.6);
    film_for(
        10.0, [](Brush& brush, double) { cv::GaussianBlur(brush.picture(), brush.picture(), {}, 6.0); },
        SignKind::smoke);
    film_for(
        10.0,
        [](Brush& brush, double) {
            brush.picture()({0, 40, 320, 200}).setTo(cv::Scalar::all(252));
        },
        SignKind::smoke);
    film_for(10.0);
    EXPECT_EQ(stage->sign(SignKind::smoke), nullptr) << "it sees again that there is none";
}

TEST_F(SignsThatLast, SomebodyOnTheGroundIsNotGoneWhileACrowdFillsTheView) {
    start(true);
    fall();
    film_for(
        40.0,
        [](Brush& brush, double t) {
            lying(brush);
            crowd(brush, t);
        },
        SignKind::person_down);
    film_for(
        15.0, [](Brush& brush, double) { lying(brush); }, SignKind::person_down);
    EXPECT_EQ(stage->ever(SignKind::person_down), 1U);
    walk(kPlace, kDoor);
    film_for(2.0);
    EXPECT_EQ(stage->sign(SignKind::person_down), nullptr);
}

TEST_F(SignsThatLast, SomebodyOnTheGroundNeverComesToBelongToTheScene) {
    start(true, [](vision::AnalyserConfiguration& configuration) {
        configuration.settings.sign.object.forget_s = 20.0;
    });
    fall();
    film_for(
        40.0, [](Brush& brush, double) { lying(brush); }, SignKind::person_down);
}

TEST_F(SignsThatLast, SomebodyOnTheGroundIsNotLearntWithACloakThatIsLaidAroundThem) {
    start(true, [](vision::AnalyserConfiguration& configuration) {
        configuration.settings.sign.object.forget_s = 20.0;
    });
    fall();
    film_for(
        60.0,
        [](Brush& brush, double) {
            const double metre = metre_at(kPlace.y);
            brush.rectangle({kPlace.x - 0.8 * metre, kPlace.y - 1.1 * metre, 3.3 * metre, 1.5 * metre},
                            kGrey);
            lying(brush);
        },
        SignKind::person_down);
}

TEST_F(SignsThatLast, WhatBelongedToAnotherViewEndsOnceTheTurnedCameraHasLearntItsNewOne) {
    start(true);
    leave_bag();
    const auto elsewhere = [](Brush& brush, double) {
        cv::RNG random(23);
        cv::Mat coarse(24, 32, CV_8UC3);
        random.fill(coarse, cv::RNG::UNIFORM, 40, 220);
        cv::resize(coarse, brush.picture(), {320, 240}, 0, 0, cv::INTER_NEAREST);
    };
    film_for(90.0, elsewhere);
    EXPECT_EQ(stage->sign(SignKind::left_object), nullptr);
    EXPECT_EQ(stage->ever(SignKind::left_object), 1U);
    EXPECT_EQ(stage->ever(SignKind::missing_object), 0U);
    EXPECT_EQ(stage->ever(SignKind::smoke), 0U);
}

}  // namespace
}  // namespace vigie::test
