// What was noticed lasts until it is seen to have ended: smoke that fills the hall, a crowd before somebody
// who lies on the ground, lamps that go on.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "tests/vision/analysis/sign_stage.hpp"

namespace vigie::test {
namespace {

using net::SignKind;

const cv::Scalar kGrey{195, 195, 195};
const cv::Point2d kDoor{20, 380};
const cv::Point2d kPlace{300, 380};

/// Smoke that has spread from (200, 200) of the half-size picture for `t` seconds, 8 pixels each; alpha is
/// about `dense`. Its puffs change twice a second.
cv::Mat spreading_smoke(double t, double dense) {
    cv::RNG random(1 + static_cast<std::uint64_t>(2.0 * t));
    cv::Mat coarse(12, 16, CV_32F);
    random.fill(coarse, cv::RNG::UNIFORM, 0.55, 1.25);
    cv::Mat puffs;
    cv::resize(coarse, puffs, {320, 240}, 0, 0, cv::INTER_CUBIC);
    cv::Mat reach = cv::Mat::zeros(240, 320, CV_32F);
    const int radius = cvRound(14.0 + 8.0 * t);
    cv::ellipse(reach, {200, 200 - cvRound(4.0 * t)}, {radius, radius}, 0, 0, 360, cv::Scalar(1.0),
                cv::FILLED);
    cv::GaussianBlur(reach, reach, {0, 0}, 8.0);
    return cv::min(cv::Mat(dense * reach.mul(puffs)), 0.9);
}

/// A floor without a pattern that repeats, as the view watch takes the place of one tile for another.
void carpet(Brush& brush) {
    cv::RNG random(11);
    cv::Mat coarse(30, 40, CV_8UC3);
    random.fill(coarse, cv::RNG::UNIFORM, 90, 170);
    cv::resize(coarse, brush.picture(), {320, 240}, 0, 0, cv::INTER_NEAREST);
}

/// Coloured lamps light the middle and the right third of whatever is there.
void light_lamps(Brush& brush) {
    const auto light = [&brush](const cv::Rect& part, const cv::Scalar& by) {
        cv::Mat lit = brush.picture()(part);
        cv::multiply(lit, by, lit);
    };
    light({107, 0, 107, 240}, {1.0, 1.5, 1.0});
    light({214, 0, 106, 240}, {1.5, 1.0, 1.0});
}

/// A light for each third of the view, others every `period_s`.
void light_stage(Brush& brush, double t, double period_s) {
    static const cv::Scalar kLights[] = {{1.0, 1.6, 0.6}, {1.6, 0.7, 1.0}, {0.6, 1.0, 1.6}, {1.5, 1.5, 0.5}};
    const int turn = static_cast<int>(t / period_s);
    for (int third = 0; third < 3; ++third) {
        cv::Mat lit = brush.picture()({106 * third, 0, 106, 240});
        cv::multiply(lit, kLights[(turn * (third + 1) + third + turn / 3 * third) % 4], lit);
    }
}

void lying(Brush& brush) {
    const double metre = metre_at(kPlace.y);
    brush.rectangle({kPlace.x, kPlace.y - 0.36 * metre, 1.5 * metre, 0.36 * metre}, kRed);
    brush.rectangle({kPlace.x + 1.5 * metre, kPlace.y - 0.32 * metre, 0.23 * metre, 0.25 * metre},
                    {90, 130, 190});
}

/// Where somebody lies or a bag stands the floor is almost plain, ...
void plain_floor(Brush& brush) {
    cv::Mat part = brush.picture()({130, 150, 90, 60});
    for (int x = 0; x < part.cols; ++x) part.col(x).setTo(cv::Scalar::all(x / 4 % 2 == 0 ? 118 : 126));
}

/// ... and its lamp goes out while another is lit.
void darken_place(Brush& brush) {
    brush.picture()({107, 0, 107, 240}) *= 0.02;
    cv::Mat lit = brush.picture()({214, 0, 106, 240});
    cv::multiply(lit, cv::Scalar(1.5, 1.0, 1.0), lit);
}

void bag(Brush& brush) {
    brush.thing({kPlace.x + 22, kPlace.y + 2}, 0.6, 0.45);
}

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

class SignsThatLast : public ::testing::Test {
protected:
    void start(bool calibrated, const std::function<void(vision::AnalyserConfiguration&)>& change = {}) {
        stage = std::make_unique<SignStage>(calibrated, change);
        film_for(14.0);
    }
    /// On the carpet; fails at the first frame without a sign of `kind`, if one is named.
    void film_for(double seconds, const std::function<void(Brush&, double)>& draw = {},
                  std::optional<SignKind> kind = {}) {
        for (long i = 0; i < std::lround(seconds * 5.0); ++i) {
            const double t = static_cast<double>(i) / 5.0;
            stage->film([&](Brush& brush) {
                carpet(brush);
                if (floor) floor(brush);
                if (draw) draw(brush, t);
            });
            if (!kind) continue;
            ASSERT_NE(stage->sign(*kind), nullptr) << "after " << t << " s";
        }
    }
    void walk(cv::Point2d from, cv::Point2d to, const Draw& also = {}, const Draw& over_all = {}) {
        film_for(way_s(from, to), [&](Brush& brush, double t) {
            if (also) also(brush);
            brush.person(on_the_way(from, to, t));
            if (over_all) over_all(brush);
        });
    }
    void fall() {
        walk(kDoor, kPlace);
        film_for(5.0, [](Brush& brush, double) { lying(brush); });
        ASSERT_NE(stage->sign(SignKind::person_down), nullptr);
    }
    void leave_bag() {
        walk(kDoor, kPlace);
        film_for(2.0, [](Brush& brush, double) {
            bag(brush);
            brush.person(kPlace);
        });
        walk(kPlace, kDoor, bag);
        film_for(5.0, [](Brush& brush, double) { bag(brush); });
        ASSERT_NE(stage->sign(SignKind::left_object), nullptr);
    }
    void smoke_begins(double dense) {
        film_for(6.0, [&](Brush& brush, double t) { brush.veil(spreading_smoke(t, dense), kGrey); });
        ASSERT_NE(stage->sign(SignKind::smoke), nullptr);
    }

    std::unique_ptr<SignStage> stage;
    Draw floor;  ///< on the carpet
};

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

TEST_F(SignsThatLast, SmokeIsNotGoneWhileTheCameraIsCoveredNorWhenLampsGoOn) {
    start(false);
    smoke_begins(0.6);
    const auto smoke = [](Brush& brush, double t) { brush.veil(spreading_smoke(6.0 + 0.2 * t, 0.6), kGrey); };
    film_for(
        8.0, [](Brush& brush, double) { brush.picture().setTo(cv::Scalar::all(40)); }, SignKind::smoke);
    film_for(
        20.0,
        [&](Brush& brush, double t) {
            light_lamps(brush);
            smoke(brush, t);
        },
        SignKind::smoke);
    film_for(20.0, [](Brush& brush, double) { light_lamps(brush); });
    EXPECT_EQ(stage->sign(SignKind::smoke), nullptr);
}

TEST_F(SignsThatLast, SmokeIsNotGoneWhenTheLightsGoDown) {
    start(false);
    smoke_begins(0.6);
    film_for(
        25.0,
        [](Brush& brush, double t) {
            brush.veil(spreading_smoke(6.0 + 0.1 * t, 0.6), kGrey);
            brush.picture() *= 0.12;
        },
        SignKind::smoke);
    film_for(
        25.0, [](Brush& brush, double) { brush.picture() *= 0.12; }, SignKind::smoke);
    film_for(30.0);
    EXPECT_EQ(stage->sign(SignKind::smoke), nullptr) << "there is light again, and no smoke";
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

TEST_F(SignsThatLast, FlamesAreNotGoneWhenLampsGoOn) {
    start(false);
    const auto burn = [](Brush& brush, double t) {
        cv::RNG random(1 + static_cast<std::uint64_t>(5.0 * t));
        const double wide = 30.0 + 6.0 * std::min(t, 8.0);
        for (int i = 0; i < 7; ++i) {
            const double x = 400 + (i - 3) * wide / 7;
            const double high = wide * random.uniform(0.3, 1.3);
            brush.rectangle({x - wide / 12, 380 - high, wide / 6, high}, {20, 90, 235});
            brush.rectangle({x - wide / 16, 380 - 0.6 * high, wide / 8, 0.6 * high}, {60, 205, 255});
        }
    };
    film_for(8.0, burn);
    ASSERT_NE(stage->sign(SignKind::flames), nullptr);
    film_for(
        30.0,
        [&](Brush& brush, double t) {
            light_lamps(brush);
            burn(brush, 8.0 + t);
        },
        SignKind::flames);
    EXPECT_EQ(stage->ever(SignKind::flames), 1U);
    film_for(8.0, [](Brush& brush, double) { light_lamps(brush); });
    EXPECT_EQ(stage->sign(SignKind::flames), nullptr);
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

TEST_F(SignsThatLast, SomebodyOnTheGroundIsNotGoneWhenLampsGoOn) {
    start(true);
    fall();
    film_for(
        30.0,
        [](Brush& brush, double) {
            lying(brush);
            light_lamps(brush);
        },
        SignKind::person_down);
    EXPECT_EQ(stage->ever(SignKind::person_down), 1U);
    walk(kPlace, kDoor, {}, light_lamps);
    film_for(2.0, [](Brush& brush, double) { light_lamps(brush); });
    EXPECT_EQ(stage->sign(SignKind::person_down), nullptr);
    EXPECT_EQ(stage->ever(SignKind::missing_object), 0U);
}

class ALightThatNeverStays : public SignsThatLast, public ::testing::WithParamInterface<double> {};

INSTANTIATE_TEST_SUITE_P(Seconds, ALightThatNeverStays, ::testing::Values(6.0, 8.0, 12.0),
                         [](const auto& period_s) { return std::to_string(std::lround(period_s.param)); });

TEST_P(ALightThatNeverStays, IsToldAndEndsNothing) {
    start(true);
    fall();
    int believed = 0;
    for (int i = 0; i < 650; ++i) {
        film_for(0.2, [&](Brush& brush, double) {
            lying(brush);
            light_stage(brush, i / 5.0, GetParam());
        });
        ASSERT_NE(stage->sign(SignKind::person_down), nullptr) << "after " << i / 5.0 << " s";
        believed += i >= 350 && stage->scene().mask == net::MaskReason::people ? 1 : 0;
    }
    EXPECT_EQ(believed, 0) << "of 300 frames";
    film_for(
        40.0,
        [&](Brush& brush, double) {
            lying(brush);
            light_stage(brush, 130.0, GetParam());
        },
        SignKind::person_down);
    EXPECT_EQ(stage->scene().mask, net::MaskReason::people) << "it stays";
    EXPECT_EQ(stage->ever(SignKind::person_down), 1U);
}

TEST_F(SignsThatLast, WhoHasGoneWhenTheLightChangesIsNotToldUntilItIsLearnt) {
    floor = [](Brush& brush) {
        for (int y = 150; y < 210; ++y) {
            for (int x = 130; x < 220; ++x) {
                brush.picture().at<cv::Vec3b>(y, x) =
                    (x / 6 + y / 6) % 2 == 0 ? cv::Vec3b(60, 60, 60) : cv::Vec3b(190, 190, 190);
            }
        }
    };
    start(true);
    fall();
    film_for(9.0, [](Brush& brush, double) {
        cv::Mat dim = brush.picture()({107, 0, 107, 240});
        cv::multiply(dim, cv::Scalar(0.5, 0.9, 0.5), dim);
        cv::Mat lit = brush.picture()({214, 0, 106, 240});
        cv::multiply(lit, cv::Scalar(1.5, 1.0, 1.0), lit);
    });
    EXPECT_EQ(stage->sign(SignKind::person_down), nullptr);
}

TEST_F(SignsThatLast, AThingWithoutContrastInTheLightOfNowIsNotGone) {
    floor = plain_floor;
    start(true);
    leave_bag();
    film_for(
        30.0,
        [](Brush& brush, double) {
            bag(brush);
            darken_place(brush);
        },
        SignKind::left_object);
}

TEST_F(SignsThatLast, SomebodyWithoutContrastInTheLightOfNowHasNotGotUp) {
    floor = plain_floor;
    start(true);
    fall();
    film_for(
        30.0,
        [](Brush& brush, double) {
            lying(brush);
            darken_place(brush);
        },
        SignKind::person_down);
}

TEST_F(SignsThatLast, SomebodyWhoGotUpIsNotHeldByTheLightInWhichTheyLay) {
    start(true);
    fall();
    film_for(
        30.0,
        [](Brush& brush, double) {
            lying(brush);
            light_lamps(brush);
            // A torch on them, which is taken for the light of the place.
            const double metre = metre_at(kPlace.y);
            brush.picture()({cvRound(kPlace.x / 2) - 6, cvRound((kPlace.y - 0.36 * metre) / 2) - 6,
                             cvRound(0.865 * metre) + 12, cvRound(0.18 * metre) + 12}) *= 1.9;
        },
        SignKind::person_down);
    walk(kPlace, kDoor, {}, light_lamps);
    film_for(4.0, [](Brush& brush, double) { light_lamps(brush); });
    EXPECT_EQ(stage->sign(SignKind::person_down), nullptr);
    EXPECT_EQ(stage->ever(SignKind::person_down), 1U);
}

TEST_F(SignsThatLast, SomebodyOnTheGroundNeverComesToBelongToTheScene) {
    start(true, [](vision::AnalyserConfiguration& configuration) {
        configuration.settings.sign.object.forget_s = 20.0;
    });
    fall();
    film_for(
        40.0, [](Brush& brush, double) { lying(brush); }, SignKind::person_down);
}

TEST_F(SignsThatLast, AThingThatWasLeftIsNotGoneWhenLampsGoOn) {
    start(true);
    leave_bag();
    film_for(
        30.0,
        [](Brush& brush, double) {
            bag(brush);
            light_lamps(brush);
        },
        SignKind::left_object);
    EXPECT_EQ(stage->ever(SignKind::left_object), 1U);
    film_for(3.0, [](Brush& brush, double) { light_lamps(brush); });
    EXPECT_EQ(stage->sign(SignKind::left_object), nullptr);
    EXPECT_EQ(stage->ever(SignKind::missing_object), 0U);
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
