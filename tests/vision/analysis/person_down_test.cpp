// People who go down, on drawn pictures.
#include <gtest/gtest.h>

#include "tests/vision/analysis/sign_stage.hpp"

namespace vigie::test {
namespace {

using net::SignKind;

const cv::Point2d kDoor{20, 380};
const cv::Point2d kPlace{300, 380};
constexpr double kThresholdS = 4.0;  ///< of the rule

/// Somebody of 1.73 m who lies across the view, feet at `foot`.
void lying(Brush& brush, cv::Point2d foot) {
    const double metre = metre_at(foot.y);
    brush.rectangle({foot.x, foot.y - 0.36 * metre, 1.5 * metre, 0.36 * metre}, kRed);
    brush.rectangle({foot.x + 1.5 * metre, foot.y - 0.32 * metre, 0.23 * metre, 0.25 * metre},
                    {90, 130, 190});
}

/// Somebody who crouches or sits on the ground.
void crouching(Brush& brush, cv::Point2d foot, double height_m) {
    const double metre = metre_at(foot.y);
    brush.rectangle({foot.x - 0.3 * metre, foot.y - height_m * metre, 0.6 * metre, height_m * metre}, kRed);
}

class PersonDown : public ::testing::Test {
protected:
    void SetUp() override { stage.film_for(12.0); }

    void walk(cv::Point2d from, cv::Point2d to, const Draw& also = {}) {
        stage.film_for(way_s(from, to), [&](Brush& brush, double t) {
            brush.person(on_the_way(from, to, t));
            if (also) also(brush);
        });
    }
    [[nodiscard]] double longest() const { return stage.longest(SignKind::person_down); }

    SignStage stage{true};
};

TEST_F(PersonDown, WhoFallsAndStaysThereIsNoticed) {
    walk(kDoor, kPlace);
    stage.film_for(6.0, [](Brush& brush, double) { lying(brush, kPlace); });
    const auto* sign = stage.sign(SignKind::person_down);
    ASSERT_NE(sign, nullptr);
    EXPECT_GT(sign->lasting_s, kThresholdS);
    EXPECT_LT(sign->lasting_s, 6.5);
    EXPECT_NEAR(sign->box.width, 1.73 * metre_at(kPlace.y) / 2, 8.0) << "pixels of the picture";
    ASSERT_TRUE(sign->at);
    EXPECT_EQ(stage.ever(SignKind::left_object), 0U);
}

TEST_F(PersonDown, LastsForAsLongAsTheyLieThereAndEndsWhenTheyGetUp) {
    walk(kDoor, kPlace);
    stage.film_for(30.0, [](Brush& brush, double) { lying(brush, kPlace); });
    ASSERT_NE(stage.sign(SignKind::person_down), nullptr) << "although the background has absorbed them";
    EXPECT_GT(stage.sign(SignKind::person_down)->lasting_s, 28.0);
    EXPECT_EQ(stage.ever(SignKind::person_down), 1U);
    walk(kPlace, kDoor);
    EXPECT_EQ(stage.sign(SignKind::person_down), nullptr);
    EXPECT_EQ(stage.ever(SignKind::left_object), 0U);
    EXPECT_EQ(stage.ever(SignKind::missing_object), 0U);
}

TEST_F(PersonDown, LastsWhileSomebodyHelps) {
    walk(kDoor, kPlace);
    stage.film_for(3.0, [](Brush& brush, double) { lying(brush, kPlace); });
    const cv::Point2d beside{kPlace.x + 40, kPlace.y + 16};
    stage.film_for(way_s({620, 396}, beside), [&](Brush& brush, double t) {
        lying(brush, kPlace);
        brush.person(on_the_way({620, 396}, beside, t), kBlue);
    });
    stage.film_for(5.0, [&](Brush& brush, double) {
        lying(brush, kPlace);
        brush.person(beside, kBlue);
    });
    ASSERT_NE(stage.sign(SignKind::person_down), nullptr);
    EXPECT_GT(stage.sign(SignKind::person_down)->lasting_s, 9.0);
    EXPECT_EQ(stage.ever(SignKind::person_down), 1U);
}

TEST_F(PersonDown, WhoSitsOnTheGroundIsNoticed) {
    walk(kDoor, kPlace);
    stage.film_for(8.0, [](Brush& brush, double) { crouching(brush, kPlace, 0.8); });
    EXPECT_GT(longest(), kThresholdS);
}

TEST_F(PersonDown, TyingAShoeIsShort) {
    walk(kDoor, kPlace);
    stage.film_for(3.0, [](Brush& brush, double) { crouching(brush, kPlace, 0.95); });
    walk(kPlace, {580, 380});
    stage.film_for(5.0);
    EXPECT_LT(longest(), kThresholdS);
}

TEST_F(PersonDown, WhoIsNoLowerThanCrouchingIsNoticedOnceNobodyWouldCrouchSoLong) {
    walk(kDoor, kPlace);
    const auto low = [](Brush& brush, double) { crouching(brush, kPlace, 0.95); };
    stage.film_for(16.0, low);
    EXPECT_EQ(stage.ever(SignKind::person_down), 0U) << "a shoe with a knot";
    stage.film_for(8.0, low);
    ASSERT_NE(stage.sign(SignKind::person_down), nullptr) << "who lies along the line of sight";
    EXPECT_GT(stage.sign(SignKind::person_down)->lasting_s, 20.0) << "and was there all the time";
}

TEST_F(PersonDown, WhoSitsDownOnAChairIsNot) {
    walk(kDoor, kPlace);
    stage.film_for(15.0, [](Brush& brush, double) { crouching(brush, kPlace, 1.3); });
    EXPECT_EQ(longest(), 0.0);
}

TEST(PersonDownBehindABarrier, WhoseFeetAreHiddenIsNot) {
    SignStage stage(true);
    // From 250 on a barrier of 1.1 m stands in front of the way.
    const auto barrier = [](Brush& brush) {
        const double metre = metre_at(384);
        brush.rectangle({250, 384 - 1.1 * metre, 300, 1.1 * metre}, {200, 200, 200});
    };
    stage.film_for(12.0, [&](Brush& brush, double) { barrier(brush); });
    stage.film_for(way_s(kDoor, {380, 380}), [&](Brush& brush, double t) {
        brush.person(on_the_way(kDoor, {380, 380}, t));
        barrier(brush);
    });
    stage.film_for(15.0, [&](Brush& brush, double) {
        brush.person({380, 380});
        barrier(brush);
    });
    EXPECT_EQ(stage.longest(SignKind::person_down), 0.0);
}

TEST_F(PersonDown, TwoWhoHugAreNot) {
    stage.film_for(way_s(kDoor, kPlace), [](Brush& brush, double t) {
        brush.person(on_the_way(kDoor, kPlace, t));
        brush.person(on_the_way({610, 380}, {325, 380}, t), kBlue);
    });
    stage.film_for(10.0, [](Brush& brush, double) {
        brush.person(kPlace);
        brush.person({325, 380}, kBlue);
    });
    EXPECT_EQ(longest(), 0.0);
}

TEST_F(PersonDown, WhoLeavesOverTheBottomEdgeIsNot) {
    walk(kDoor, {300, 400});
    walk({300, 400}, {300, 640});
    stage.film_for(8.0);
    EXPECT_EQ(longest(), 0.0);
}

TEST_F(PersonDown, ASuitcaseThatIsLeftIsNot) {
    walk(kDoor, kPlace);
    const auto suitcase = [](Brush& brush) { brush.thing({kPlace.x + 12, kPlace.y + 2}, 0.75, 0.5); };
    walk(kPlace, {600, 380}, suitcase);
    stage.film_for(10.0, [&](Brush& brush, double) { suitcase(brush); });
    EXPECT_LT(longest(), kThresholdS);
    EXPECT_NE(stage.sign(SignKind::left_object), nullptr);
}

TEST_F(PersonDown, EndsAtANewEpoch) {
    walk(kDoor, kPlace);
    stage.film_for(6.0, [](Brush& brush, double) { lying(brush, kPlace); });
    ASSERT_NE(stage.sign(SignKind::person_down), nullptr);
    stage.next_epoch();
    stage.film_for(15.0);
    EXPECT_EQ(stage.ever(SignKind::person_down), 1U);
    EXPECT_EQ(stage.sign(SignKind::person_down), nullptr);
    EXPECT_EQ(stage.ever(SignKind::missing_object), 0U);
}

}  // namespace
}  // namespace vigie::test
