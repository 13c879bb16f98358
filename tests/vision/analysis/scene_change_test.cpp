// What is another scene, and what only hides the learnt one.
#include <gtest/gtest.h>

#include "vision/analysis/scene_change.hpp"

namespace vigie {
namespace {

constexpr double kLookS = 0.2;

class SceneChangeTest : public ::testing::Test {
protected:
    /// For how long it is looked at until it is another scene, seconds; at most `seconds`.
    double look_for(double seconds, double changed, double still_share) {
        for (double t = 0.0; t < seconds; t += kLookS) {
            change_.look(changed, still_share * changed, kLookS);
            if (change_.is_another()) return t + kLookS;
        }
        return seconds;
    }
    /// More and more has changed.
    void grow(double seconds, double to, double still_share) {
        for (double t = 0.0; t < seconds; t += kLookS) {
            change_.look(to * t / seconds, still_share * to * t / seconds, kLookS);
        }
    }

    vision::SceneChange change_{vision::LongViewSettings{}};
};

TEST_F(SceneChangeTest, LampsThatGoOnAreAnotherSceneOnceTheyStandStill) {
    look_for(2.0, 0.02, 0.5);
    look_for(1.4, 0.7, 0.0);
    EXPECT_NEAR(look_for(10.0, 0.7, 0.95), 3.0, 0.3);
}

TEST_F(SceneChangeTest, ATurnedCameraIsAnotherSceneThoughMuchOfItMoves) {
    look_for(2.0, 0.02, 0.5);
    EXPECT_NEAR(look_for(60.0, 0.9, 0.3), 20.0, 0.5);
}

TEST_F(SceneChangeTest, ACrowdThatComesBitByBitIsNone) {
    grow(15.0, 0.8, 0.4);
    EXPECT_EQ(look_for(600.0, 0.8, 0.4), 600.0) << "it moves";
    EXPECT_FALSE(change_.is_another());
}

TEST_F(SceneChangeTest, WhatFadesInIsAnotherSceneOnceItHasStoodStillForLong) {
    grow(15.0, 0.8, 0.9);
    EXPECT_GT(look_for(120.0, 0.8, 0.9), 50.0);
    EXPECT_TRUE(change_.is_another());
}

TEST_F(SceneChangeTest, LampsThatGoOnOverACrowdAreAnotherSceneToo) {
    look_for(300.0, 0.4, 0.3);
    EXPECT_FALSE(change_.is_another());
    EXPECT_NEAR(look_for(120.0, 0.9, 0.55), 20.0, 0.5) << "a third of it moves on";
}

TEST_F(SceneChangeTest, WhoPassedBeforeTheLensDoesNotMakeACrowdAnotherScene) {
    look_for(300.0, 0.3, 0.3);
    look_for(1.0, 0.7, 0.1);
    for (double t = 0.0; t < 60.0; t += kLookS) change_.look(0.3 + 0.3 * t / 60.0, 0.1, kLookS);
    EXPECT_EQ(look_for(600.0, 0.6, 0.4), 600.0);
    EXPECT_FALSE(change_.is_another());
}

TEST_F(SceneChangeTest, SomebodyWhoWalksByDoesNotBeginTheWaitAnew) {
    grow(15.0, 0.8, 0.9);
    for (int i = 0; i < 12 && !change_.is_another(); ++i) {
        look_for(6.0, 0.8, 0.9);
        if (!change_.is_another()) look_for(0.4, 0.8, 0.4);
    }
    EXPECT_TRUE(change_.is_another());
}

TEST_F(SceneChangeTest, LittleIsNoneHoweverLongItLasts) {
    EXPECT_EQ(look_for(600.0, 0.45, 1.0), 600.0);
    EXPECT_FALSE(change_.is_another());
}

TEST_F(SceneChangeTest, WhatPassesIsForgotten) {
    look_for(2.8, 0.8, 1.0);
    EXPECT_FALSE(change_.is_another());
    look_for(1.0, 0.05, 1.0);
    EXPECT_EQ(look_for(2.8, 0.8, 1.0), 2.8);
    EXPECT_FALSE(change_.is_another());
    change_.look(0.8, 0.8, 0.4);
    EXPECT_TRUE(change_.is_another());
    change_.restart();
    EXPECT_FALSE(change_.is_another());
}

}  // namespace
}  // namespace vigie
