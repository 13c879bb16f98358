// Camera silent and camera frozen.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/vision/rules/watch.hpp"

namespace vigie::test {
namespace {

using net::RuleKind;
using net::SourceState;
using net::Transition;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Watch camera_rule(RuleKind kind) {
    auto rule = a_rule(kind, 3.0, {}, {"east", "plain"});
    rule.clear_below = 1.0;
    rule.min_duration_s = 0.0;
    return Watch(a_venue({rule}));
}

TEST(CameraSilent, FiresOnceWithTheSecondsThatItHasBeenSilent) {
    Watch watch = camera_rule(RuleKind::camera_silent);
    watch.cameras[camera("plain")] = {SourceState::silent, 3.0, 0.0};
    const auto alerts = watch.step();
    ASSERT_THAT(transitions(alerts), ElementsAre(Transition::raised));
    EXPECT_EQ(alerts[0].camera, camera("plain"));
    EXPECT_EQ(alerts[0].zone, std::nullopt);
    EXPECT_EQ(alerts[0].evidence[0], (net::Evidence{"silent", 3.0, std::nullopt, 3.0, "s"}));
    EXPECT_EQ(alerts[0].at, watch.stamp.captured + watch.late) << "the node's own time: there is no frame";
    watch.cameras[camera("plain")].silent_s = 3600.0;
    EXPECT_THAT(watch.run(60.0), IsEmpty()) << "that it lasts is no news";
}

TEST(CameraSilent, DoesNotFireJustBefore) {
    Watch watch = camera_rule(RuleKind::camera_silent);
    watch.cameras[camera("east")] = {SourceState::running, 2.999, 0.0};
    EXPECT_THAT(watch.run(10.0), IsEmpty());
}

TEST(CameraSilent, FiresForACameraThatNeverStarted) {
    Watch watch = camera_rule(RuleKind::camera_silent);
    watch.cameras[camera("east")] = {SourceState::failed, 5.0, 0.0};
    EXPECT_THAT(transitions(watch.step()), ElementsAre(Transition::raised));
}

TEST(CameraSilent, IsClearedWhenFramesHaveComeForLongEnough) {
    Watch watch = camera_rule(RuleKind::camera_silent);
    watch.cameras[camera("east")] = {SourceState::silent, 5.0, 0.0};
    watch.step();
    watch.cameras[camera("east")] = {SourceState::running, 0.0, 0.0};
    EXPECT_THAT(watch.run(2.0), IsEmpty());
    watch.cameras[camera("east")].silent_s = 1.0;  // a stutter
    EXPECT_THAT(watch.step(), IsEmpty());
    watch.cameras[camera("east")].silent_s = 0.0;
    EXPECT_THAT(watch.run(2.0), IsEmpty());
    EXPECT_THAT(transitions(watch.step()), ElementsAre(Transition::cleared));
}

TEST(CameraSilent, APauseOfTheNodeItselfIsNotTimeThatItHasHeld) {
    Watch watch = camera_rule(RuleKind::camera_silent);
    for (auto& rule : watch.record.rules) rule.min_duration_s = 5.0;
    watch.book = vision::RuleBook(watch.record);
    watch.cameras[camera("east")] = {SourceState::silent, 5.0, 0.0};
    EXPECT_THAT(watch.run(2.0), IsEmpty());
    EXPECT_THAT(watch.step(15.0), IsEmpty()) << "only a second of it counts";
    EXPECT_THAT(transitions(watch.run(3.0)), ElementsAre(Transition::raised));
}

TEST(CameraSilent, ACameraThatTheNodeDoesNotKnowSaysNothing) {
    Watch watch = camera_rule(RuleKind::camera_silent);
    watch.cameras.clear();
    EXPECT_THAT(watch.run(10.0), IsEmpty());
}

TEST(CameraFrozen, FiresWhenThePictureHasStoodStillForTooLong) {
    Watch watch = camera_rule(RuleKind::camera_frozen);
    watch.cameras[camera("east")] = {SourceState::running, 0.0, 2.9};
    EXPECT_THAT(watch.step(), IsEmpty());
    watch.cameras[camera("east")] = {SourceState::frozen, 0.0, 3.0};
    const auto alerts = watch.step();
    ASSERT_THAT(transitions(alerts), ElementsAre(Transition::raised));
    EXPECT_EQ(alerts[0].evidence[0], (net::Evidence{"still", 3.0, std::nullopt, 3.0, "s"}));
}

TEST(CameraFrozen, IsNotClearedByACameraThatFallsSilent) {
    Watch watch = camera_rule(RuleKind::camera_frozen);
    watch.cameras[camera("east")] = {SourceState::frozen, 0.0, 3.0};
    watch.step();
    watch.cameras[camera("east")] = {SourceState::failed, 9.0, 0.0};
    EXPECT_THAT(watch.run(30.0), IsEmpty());
    watch.cameras[camera("east")] = {SourceState::running, 0.0, 0.0};
    EXPECT_THAT(transitions(watch.run(2.2)), ElementsAre(Transition::cleared));
}

}  // namespace
}  // namespace vigie::test
