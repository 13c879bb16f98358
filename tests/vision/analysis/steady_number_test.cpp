// The number of a crowd as it is told.
#include <gtest/gtest.h>

#include "vision/analysis/steady_number.hpp"

namespace vigie {
namespace {

constexpr double kStands = 1.0;
constexpr double kWalks = 0.0;

class SteadyNumberTest : public ::testing::Test {
protected:
    /// What is told in the end, after so many looks at the same number.
    double tell(double measured, double stands, int looks) {
        double out = 0.0;
        for (int i = 0; i < looks; ++i) {
            out = number_.update(measured, stands, 1.0);
        }
        return out;
    }

    vision::SteadyNumber number_{{}};
};

TEST_F(SteadyNumberTest, TheFirstNumberIsTold) {
    EXPECT_DOUBLE_EQ(tell(80.0, kStands, 1), 80.0);
}

TEST_F(SteadyNumberTest, NoiseIsNotTold) {
    tell(80.0, kStands, 30);
    for (const double measured : {76.0, 84.0, 79.0, 88.0, 73.0}) {
        EXPECT_NEAR(tell(measured, kStands, 1), 80.0, 0.2) << measured;
    }
}

TEST_F(SteadyNumberTest, ASlowFallWithinTheErrorIsToldSlowlyAndALargerOneIsTold) {
    tell(100.0, kStands, 30);
    EXPECT_GT(tell(90.0, kStands, 120), 98.5);
    EXPECT_LT(tell(90.0, kStands, 2400), 92.0);
    const double less = tell(60.0, kStands, 600);
    EXPECT_GT(less, 60.0);
    EXPECT_LT(less, 60.0 * 1.25);
}

TEST_F(SteadyNumberTest, ASlowRiseIsToldWithinAMinuteOrTwo) {
    tell(100.0, kStands, 30);
    EXPECT_GT(tell(110.0, kStands, 120), 109.0);
}

TEST_F(SteadyNumberTest, ASuddenGrowthIsToldAtOnce) {
    tell(50.0, kStands, 60);
    EXPECT_GE(tell(100.0, kStands, 1), 100.0 / 1.31);
    EXPECT_GE(tell(100.0, kStands, 120), 83.0);
}

TEST_F(SteadyNumberTest, WhoWalksIsToldAsMeasured) {
    tell(50.0, kWalks, 60);
    EXPECT_DOUBLE_EQ(tell(20.0, kWalks, 1), 20.0);
    EXPECT_DOUBLE_EQ(tell(55.0, kWalks, 1), 55.0);
}

TEST_F(SteadyNumberTest, ANumberThatIsHeldDoesNotLeakAwayWhileAFewFidget) {
    constexpr double kFidget = 0.9;
    tell(100.0, kStands, 30);
    EXPECT_GT(tell(90.0, kFidget, 60), 98.0);
    EXPECT_GT(tell(90.0, kStands, 1), 99.0);
}

TEST_F(SteadyNumberTest, WhoComesToStandIsToldAsTheyWereCountedWalking) {
    tell(100.0, kWalks, 60);
    tell(90.0, kWalks, 60);
    EXPECT_NEAR(tell(90.0, kStands, 1), 90.0, 0.5);
}

TEST_F(SteadyNumberTest, WhatWasMeasuredWhileTheyWalkedIsForgottenWithinSecondsOnceTheyStand) {
    tell(20.0, kWalks, 30);
    EXPECT_GT(tell(30.0, kStands, 10), 28.0) << "it was a third too low for a minute";
}

TEST_F(SteadyNumberTest, ABadFirstLookAtACrowdThatHasComeToStandIsMadeGood) {
    tell(20.0, kWalks, 30);
    tell(60.0, kStands, 1);
    EXPECT_NEAR(tell(30.0, kStands, 12), 33.0, 3.1) << "the mean since it stands";
}

TEST_F(SteadyNumberTest, WhoIsKnownToHaveGoneIsNotWaitedFor) {
    tell(100.0, kStands, 60);
    number_.take_away(0.5);
    EXPECT_NEAR(tell(50.0, kStands, 1), 50.0, 1e-9);
}

TEST_F(SteadyNumberTest, NobodyIsNobody) {
    EXPECT_DOUBLE_EQ(tell(0.0, kStands, 3), 0.0);
    tell(40.0, kStands, 30);
    number_.restart();
    EXPECT_DOUBLE_EQ(tell(7.0, kStands, 1), 7.0);
}

}  // namespace
}  // namespace vigie
