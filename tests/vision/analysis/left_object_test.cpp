// Things that are left, on drawn pictures, with and without calibration.
#include <gtest/gtest.h>

#include "tests/vision/analysis/sign_stage.hpp"

namespace vigie::test {
namespace {

using net::SignKind;

const cv::Point2d kDoor{20, 400};
const cv::Point2d kPlace{330, 400};

class LeftObject : public ::testing::TestWithParam<bool> {
protected:
    void SetUp() override { stage.film_for(12.0); }

    static void bag(Brush& brush) { brush.thing({352, 402}, 0.6, 0.45); }

    /// Somebody brings a bag, stands beside it for two seconds, and goes.
    void leave_bag() {
        walk(kDoor, kPlace, false);
        stage.film_for(2.0, [](Brush& brush, double) {
            bag(brush);
            brush.person(kPlace);
        });
        walk(kPlace, kDoor, true);
    }
    void walk(cv::Point2d from, cv::Point2d to, bool with_bag, const cv::Scalar& colour = kRed) {
        stage.film_for(way_s(from, to), [&](Brush& brush, double t) {
            if (with_bag) bag(brush);
            brush.person(on_the_way(from, to, t), colour);
        });
    }
    void wait(double seconds) {
        stage.film_for(seconds, [](Brush& brush, double) { bag(brush); });
    }
    void expect_no_sign() {
        EXPECT_EQ(stage.ever(SignKind::left_object), 0U);
        EXPECT_EQ(stage.ever(SignKind::missing_object), 0U);
    }

    SignStage stage{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Camera, LeftObject, ::testing::Bool(),
                         [](const auto& camera) { return camera.param ? "Calibrated" : "Uncalibrated"; });

TEST_P(LeftObject, IsNoticedWhereItStandsAndLastsSinceItsOwnerWentAway) {
    leave_bag();
    wait(5.0);
    const auto* sign = stage.sign(SignKind::left_object);
    ASSERT_NE(sign, nullptr);
    EXPECT_NEAR(sign->box.foot().x, 176.0, 6.0) << "pixels of the picture";
    EXPECT_NEAR(sign->box.foot().y, 201.0, 6.0);
    const double after = sign->lasting_s;
    EXPECT_GT(after, 5.0);
    EXPECT_LT(after, 5.0 + way_s(kPlace, kDoor)) << "while they are near it is not alone";
    EXPECT_EQ(sign->at.has_value(), GetParam());
    if (sign->at) {
        const auto floor = *net::Homography::fit(drawn_calibration().pairs);
        EXPECT_LT(net::distance(*sign->at, *floor.floor_from_image({352, 402})), 0.6);
    }
    const auto number = sign->number;
    wait(3.0);
    sign = stage.sign(SignKind::left_object);
    ASSERT_NE(sign, nullptr);
    EXPECT_EQ(sign->number, number);
    EXPECT_NEAR(sign->lasting_s, after + 3.0, 0.25);
}

TEST_P(LeftObject, IsKeptWhenTheBackgroundHasAbsorbedIt) {
    leave_bag();
    wait(32.0);
    EXPECT_EQ(stage.ever(SignKind::left_object), 1U);
    ASSERT_NE(stage.sign(SignKind::left_object), nullptr);
    EXPECT_GT(stage.sign(SignKind::left_object)->lasting_s, 32.0);
}

TEST_P(LeftObject, IsKeptThroughPassersByAndAnotherLight) {
    leave_bag();
    wait(5.0);
    for (int i = 0; i < 3; ++i) walk({620, 410}, {20, 410}, true, kBlue);  // right in front of it
    for (int i = 0; i < 20; ++i) {
        stage.set_light(1.0 - 0.015 * i);
        stage.film(bag);
    }
    wait(3.0);
    EXPECT_EQ(stage.ever(SignKind::left_object), 1U);
    ASSERT_NE(stage.sign(SignKind::left_object), nullptr);
    EXPECT_GT(stage.sign(SignKind::left_object)->lasting_s, 20.0) << "who only passes does not attend to it";
}

TEST_P(LeftObject, EndsWhenItIsTakenAwayAndWhenSomebodyStaysWithIt) {
    leave_bag();
    wait(4.0);
    ASSERT_NE(stage.sign(SignKind::left_object), nullptr);
    walk(kDoor, kPlace, true);
    stage.film_for(4.0, [](Brush& brush, double) {
        bag(brush);
        brush.person(kPlace);
    });
    EXPECT_EQ(stage.sign(SignKind::left_object), nullptr) << "its owner is back";
    walk(kPlace, kDoor, true);
    wait(3.0);
    ASSERT_NE(stage.sign(SignKind::left_object), nullptr);
    EXPECT_LT(stage.sign(SignKind::left_object)->lasting_s, 10.0) << "counted anew";
    stage.film_for(2.0);
    EXPECT_EQ(stage.sign(SignKind::left_object), nullptr);
    EXPECT_EQ(stage.ever(SignKind::missing_object), 0U);
}

TEST_P(LeftObject, IsNoneWhileItsOwnerStaysNear) {
    walk(kDoor, kPlace, false);
    stage.film_for(20.0, [](Brush& brush, double t) {
        bag(brush);
        brush.person({kPlace.x + 30.0 + 4.0 * std::sin(t), kPlace.y});
    });
    expect_no_sign();
}

TEST_P(LeftObject, IsNoneWhereSomebodyStandsStill) {
    walk(kDoor, kPlace, false);
    stage.film_for(32.0, [](Brush& brush, double t) {
        brush.person({kPlace.x + (std::fmod(t, 4.0) < 2.0 ? 2.0 : 0.0), kPlace.y});
    });
    walk(kPlace, kDoor, false);
    stage.film_for(10.0);
    expect_no_sign();
}

TEST_P(LeftObject, IsNoneForALargeThingALightPatchAndATape) {
    stage.film_for(8.0, [](Brush& brush, double) { brush.thing({200, 400}, 2.2, 1.2); });
    stage.film_for(8.0, [](Brush& brush, double) {
        cv::Mat alpha = cv::Mat::zeros(240, 320, CV_32F);
        cv::circle(alpha, {200, 170}, 14, cv::Scalar(0.5), cv::FILLED);
        cv::GaussianBlur(alpha, alpha, {0, 0}, 6.0);
        brush.veil(alpha, {250, 250, 250});
    });
    stage.film_for(8.0, [](Brush& brush, double) { brush.rectangle({250, 380, 110, 6}, {250, 250, 250}); });
    expect_no_sign();
}

TEST(LeftObjectAtTheStart, WhoWasThereFromTheStartAndLeavesIsNeitherLeftNorMissing) {
    for (const bool calibrated : {true, false}) {
        SignStage stage(calibrated);
        const auto standing = [](Brush& brush, double) { brush.person({330, 400}); };
        stage.film_for(42.0, standing);
        stage.film_for(way_s({330, 400}, {20, 400}), [](Brush& brush, double t) {
            brush.person(on_the_way({330, 400}, {20, 400}, t));
        });
        stage.film_for(30.0);
        EXPECT_EQ(stage.ever(SignKind::left_object), 0U) << calibrated;
        EXPECT_EQ(stage.ever(SignKind::missing_object), 0U) << calibrated;
    }
}

TEST_P(LeftObject, EndsAtANewEpochWhoseFirstPicturesBelongToTheSceneAndNumbersGoOn) {
    leave_bag();
    wait(4.0);
    ASSERT_NE(stage.sign(SignKind::left_object), nullptr);
    const auto before = stage.sign(SignKind::left_object)->number;
    stage.next_epoch();
    wait(16.0);
    EXPECT_EQ(stage.ever(SignKind::left_object), 1U) << "the jump left nothing";
    EXPECT_EQ(stage.sign(SignKind::left_object), nullptr);
    stage.next_epoch();
    stage.film_for(20.0);
    EXPECT_EQ(stage.ever(SignKind::missing_object), 0U) << "nor did it take anything";
    leave_bag();
    wait(4.0);
    ASSERT_NE(stage.sign(SignKind::left_object), nullptr);
    EXPECT_GT(stage.sign(SignKind::left_object)->number, before);
}

}  // namespace
}  // namespace vigie::test
