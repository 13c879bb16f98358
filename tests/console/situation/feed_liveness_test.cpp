// Live, late, frozen, silent, never seen: what the reducer makes of each feed.
#include "tests/console/situation/reducer_test.hpp"

namespace vigie::console {
namespace {

using net::Liveness;
using std::chrono::milliseconds;
using std::chrono::seconds;

class FeedLivenessTest : public test::ReducerTest {
protected:
    /// A camera's configured rate.
    void run_at(double fps) {
        auto record = test::sample_configuration("north");
        record.cameras[0].fps = fps;
        configure(record);
    }
    [[nodiscard]] Liveness after(net::Microseconds pause) {
        clock_.advance(pause);
        return camera_now().liveness;
    }
};

TEST_F(FeedLivenessTest, ACameraIsNeverSeenBeforeItsFirstScene) {
    EXPECT_EQ(camera_now().liveness, Liveness::never_seen);
    EXPECT_EQ(after(seconds(60)), Liveness::never_seen);
    EXPECT_EQ(camera_now().scene, nullptr);
    EXPECT_FALSE(camera_now().last_scene);
}

TEST_F(FeedLivenessTest, ACameraIsLiveThenLateThenSilent) {
    scene("cam-1", 1);
    EXPECT_EQ(after(milliseconds(800)), Liveness::live);
    EXPECT_EQ(after(milliseconds(1)), Liveness::late);
    EXPECT_EQ(after(milliseconds(2199)), Liveness::late);
    EXPECT_EQ(after(milliseconds(1)), Liveness::silent);
    scene("cam-1", 2);
    EXPECT_EQ(camera_now().liveness, Liveness::live);
}

TEST_F(FeedLivenessTest, ASlowCameraIsGivenThreeOfItsOwnPeriodsAndEightBeforeItIsSilent) {
    run_at(1.0);
    scene("cam-1", 1);
    EXPECT_EQ(after(seconds(3)), Liveness::live);
    EXPECT_EQ(after(milliseconds(1)), Liveness::late);
    EXPECT_EQ(after(seconds(4)), Liveness::late);
    EXPECT_EQ(after(seconds(1)), Liveness::silent);
}

TEST_F(FeedLivenessTest, ARateThatMakesNoSenseChangesNothing) {
    for (const double fps : {0.0, -1.0, static_cast<double>(NAN), 1e-300, static_cast<double>(INFINITY)}) {
        run_at(fps);
        scene("cam-1", ++frames_);
        EXPECT_EQ(camera_now().liveness, Liveness::live) << fps;
    }
}

TEST_F(FeedLivenessTest, WhatArrivesInTimeButWasCapturedLongAgoIsLate) {
    reducer_.clock_offset(north(), {});
    scene("cam-1", 1, milliseconds(700));
    EXPECT_EQ(camera_now().liveness, Liveness::live);
    scene("cam-1", 2, milliseconds(801));
    EXPECT_EQ(camera_now().liveness, Liveness::late);
}

TEST_F(FeedLivenessTest, AgesAreCorrectedByTheMeasuredOffsetOfTheClocks) {
    const auto ahead = std::chrono::hours(1);
    reducer_.clock_offset(north(), {ahead, milliseconds(2)});
    scene("cam-1", 1, milliseconds(100), ahead);
    EXPECT_EQ(camera_now().liveness, Liveness::live);
    scene("cam-1", 2, milliseconds(900), ahead);
    EXPECT_EQ(camera_now().liveness, Liveness::late);
    reducer_.clock_offset(north(), {-ahead, milliseconds(2)});
    scene("cam-1", 3, milliseconds(100), -ahead);
    EXPECT_EQ(camera_now().liveness, Liveness::live);
}

TEST_F(FeedLivenessTest, BeforeTheOffsetIsMeasuredAWrongClockMakesNothingLate) {
    scene("cam-1", 1, std::chrono::hours(1));
    EXPECT_EQ(camera_now().liveness, Liveness::live);
}

TEST_F(FeedLivenessTest, ASceneFromTheFutureWithinTheErrorOfTheOffsetIsNew) {
    reducer_.clock_offset(north(), {milliseconds(0), milliseconds(5)});
    scene("cam-1", 1, milliseconds(-4));
    EXPECT_EQ(after(milliseconds(801)), Liveness::late) << "an age below 0 would buy it 4 ms";
}

TEST_F(FeedLivenessTest, ACameraThatRepeatsTheSameFrameIsFrozen) {
    scene("cam-1", 1);
    const auto same = camera_now().scene;
    for (int i = 0; i < 30; ++i) {
        clock_.advance(milliseconds(100));
        reducer_.scene(north(), same);
    }
    EXPECT_EQ(camera_now().liveness, Liveness::live);
    clock_.advance(milliseconds(1));
    EXPECT_EQ(camera_now().liveness, Liveness::frozen);
    scene("cam-1", 2);
    EXPECT_EQ(camera_now().liveness, Liveness::live);
}

TEST_F(FeedLivenessTest, AnEmptyHallIsNotFrozenThoughItsScenesLookAlike) {
    for (std::uint64_t frame = 1; frame <= 100; ++frame) {
        scene("cam-1", frame);
        clock_.advance(milliseconds(100));
    }
    EXPECT_EQ(camera_now().liveness, Liveness::live);
}

TEST_F(FeedLivenessTest, ACameraIsFrozenWhenItsNodeSaysThatItsPicturesStandStill) {
    scene("cam-1", 1);
    health(north(), net::SourceState::frozen);
    EXPECT_EQ(camera_now().liveness, Liveness::frozen);
    EXPECT_EQ(camera_now().source, net::SourceState::frozen);
    health(north(), net::SourceState::running);
    EXPECT_EQ(camera_now().liveness, Liveness::live);
}

TEST_F(FeedLivenessTest, SilenceOutweighsWhatTheNodeSaidBefore) {
    scene("cam-1", 1);
    health(north(), net::SourceState::frozen);
    EXPECT_EQ(after(seconds(10)), Liveness::silent);
    scene("cam-1", 2);
    EXPECT_EQ(camera_now().liveness, Liveness::live) << "health of ten seconds ago proves nothing of now";
}

TEST_F(FeedLivenessTest, HealthAndOccupancyHaveTheirOwnLimits) {
    const auto node = [this] { return reducer_.snapshot()->nodes[0]; };
    EXPECT_EQ(node().liveness, Liveness::never_seen);
    EXPECT_EQ(node().occupancy_liveness, Liveness::never_seen);
    health();
    occupancy(3);
    clock_.advance(milliseconds(1501));
    EXPECT_EQ(node().liveness, Liveness::live);
    EXPECT_EQ(node().occupancy_liveness, Liveness::late);
    clock_.advance(milliseconds(1000));
    EXPECT_EQ(node().liveness, Liveness::late);
    clock_.advance(milliseconds(1500));
    EXPECT_EQ(node().liveness, Liveness::silent);
    EXPECT_EQ(node().occupancy_liveness, Liveness::silent);
}

TEST_F(FeedLivenessTest, AJumpOfTheWallClockSilencesNobody) {
    live_second();
    clock_.set_utc(clock_.utc() + std::chrono::hours(10));
    EXPECT_EQ(camera_now().liveness, Liveness::live);
    EXPECT_EQ(reducer_.snapshot()->nodes[0].liveness, Liveness::live);
}

TEST_F(FeedLivenessTest, TheRateOfScenesIsMeasuredAndEndsWithThem) {
    for (int i = 0; i < 6; ++i) {
        live_second();
    }
    EXPECT_NEAR(camera_now().scene_fps, 10.0, 0.01);
    clock_.advance(seconds(6));
    EXPECT_EQ(camera_now().scene_fps, 0.0);
}

TEST_F(FeedLivenessTest, TheRateOfASlowCameraIsMeasuredToo) {
    run_at(0.2);
    for (std::uint64_t frame = 1; frame <= 5; ++frame) {
        clock_.advance(seconds(5));
        scene("cam-1", frame);
    }
    EXPECT_NEAR(camera_now().scene_fps, 0.2, 0.001);
}

}  // namespace
}  // namespace vigie::console
