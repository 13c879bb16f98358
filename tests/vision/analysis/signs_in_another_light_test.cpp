// A change of light ends nothing that was noticed, and hides no end.
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "tests/vision/analysis/lasting_signs.hpp"

namespace vigie::test {
namespace {

const cv::Scalar kLights[] = {{1.0, 1.6, 0.6}, {1.6, 0.7, 1.0}, {0.6, 1.0, 1.6}, {1.5, 1.5, 0.5}};

/// A light for each third of the view, others every `period_s`.
void light_stage(Brush& brush, double t, double period_s) {
    const int turn = static_cast<int>(t / period_s);
    for (int third = 0; third < 3; ++third) {
        cv::Mat lit = brush.picture()({106 * third, 0, 106, 240});
        cv::multiply(lit, kLights[(turn * (third + 1) + third + turn / 3 * third) % 4], lit);
    }
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

class SignsInAnotherLight : public SignsThatLast {};

TEST_F(SignsInAnotherLight, SmokeIsNotGoneWhileTheCameraIsCoveredNorWhenLampsGoOn) {
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

TEST_F(SignsInAnotherLight, SmokeIsNotGoneWhenTheLightsGoDown) {
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

TEST_F(SignsInAnotherLight, FlamesAreNotGoneWhenLampsGoOn) {
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

TEST_F(SignsInAnotherLight, SomebodyOnTheGroundIsNotGoneWhenLampsGoOn) {
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

TEST_F(SignsInAnotherLight, AThingThatWasLeftIsNotGoneWhenLampsGoOn) {
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

TEST_F(SignsInAnotherLight, AThingWithoutContrastInTheLightOfNowIsNotGone) {
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

TEST_F(SignsInAnotherLight, SomebodyWithoutContrastInTheLightOfNowHasNotGotUp) {
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

TEST_F(SignsInAnotherLight, SomebodyWhoGotUpIsNotHeldByTheLightInWhichTheyLay) {
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

TEST_F(SignsInAnotherLight, WhoHasGoneWhenTheLightChangesIsNotToldUntilItIsLearnt) {
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

}  // namespace
}  // namespace vigie::test
