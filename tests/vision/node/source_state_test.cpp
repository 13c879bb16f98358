#include "vision/node/source_state.hpp"

#include <gtest/gtest.h>

namespace vigie::vision {
namespace {

using net::SourceState;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr net::MonoTime kNow{seconds(1000)};

CameraReport running(net::Microseconds silent, net::Microseconds still, double fps) {
    CameraReport report{{}, fps};
    report.capture.state = CaptureState::running;
    report.capture.last_frame_mono = kNow - silent;
    report.capture.last_change_mono = kNow - silent - still;
    return report;
}

SourceState state_of(net::Microseconds silent, net::Microseconds still = {}, double fps = 10.0) {
    return source_state(running(silent, still, fps), kNow);
}

TEST(SourceStateTest, IsStartingBeforeTheFirstFrameAndFailedWhenCaptureSaysSo) {
    CameraReport report{{}, 10.0};
    EXPECT_EQ(source_state(report, kNow), SourceState::starting);
    report = running(seconds(0), seconds(0), 10.0);
    report.capture.state = CaptureState::failed;
    EXPECT_EQ(source_state(report, kNow), SourceState::failed);
}

TEST(SourceStateTest, IsSilentAfterThreeSeconds) {
    EXPECT_EQ(state_of(seconds(3)), SourceState::running);
    EXPECT_EQ(state_of(milliseconds(3001)), SourceState::silent);
}

TEST(SourceStateTest, IsFrozenWhenFramesHaveStoodStillForThreeSeconds) {
    EXPECT_EQ(state_of(seconds(0), seconds(3)), SourceState::running);
    EXPECT_EQ(state_of(seconds(0), milliseconds(3001)), SourceState::frozen);
    EXPECT_EQ(state_of(milliseconds(3001), seconds(9)), SourceState::silent) << "no frames at all is worse";
}

TEST(SourceStateTest, ASlowCameraHasEightPeriods) {
    EXPECT_EQ(state_of(seconds(40), seconds(0), 0.2), SourceState::running);
    EXPECT_EQ(state_of(milliseconds(40001), seconds(0), 0.2), SourceState::silent);
    EXPECT_EQ(state_of(seconds(0), seconds(40), 0.2), SourceState::running);
    EXPECT_EQ(state_of(seconds(0), milliseconds(40001), 0.2), SourceState::frozen);
}

TEST(SourceStateTest, RulesAreToldNoSilenceThatIsUsualAtTheCamerasRate) {
    EXPECT_EQ(observe(running(seconds(39), seconds(39), 0.2), kNow, kNow).silent_s, 0.0);
    EXPECT_EQ(observe(running(seconds(39), seconds(39), 0.2), kNow, kNow).still_s, 0.0);
    EXPECT_EQ(observe(running(seconds(41), seconds(42), 0.2), kNow, kNow).silent_s, 41.0);
    EXPECT_EQ(observe(running(seconds(41), seconds(42), 0.2), kNow, kNow).still_s, 42.0);
}

TEST(SourceStateTest, ACameraThatNeverStartedIsSilentSinceTheNodeWaitsForIt) {
    const CameraReport report{{}, 10.0};
    EXPECT_EQ(observe(report, kNow, kNow - seconds(7)).silent_s, 7.0);
    EXPECT_EQ(observe(report, kNow, kNow - seconds(7)).still_s, 0.0);
}

}  // namespace
}  // namespace vigie::vision
