// What a camera's tile has to say, and which cameras come first.
#include "console/views/camera_state.hpp"

#include <gtest/gtest.h>

#include "tests/console/views/sample_console.hpp"
#include "tests/support/sample_messages.hpp"

namespace vigie::test {
namespace {

using console::FeedState;

console::PictureView picture_of_age(double age_ms) {
    console::PictureView picture;
    picture.age_ms = age_ms;
    return picture;
}

console::CameraSituation live_camera() {
    console::CameraSituation camera;
    camera.liveness = net::Liveness::live;
    camera.source = net::SourceState::running;
    camera.scene_fps = 10.0;
    return camera;
}

console::Incident camera_incident(console::IncidentNumber number, std::string_view camera,
                                  net::Priority priority) {
    console::Incident incident = sample_incident(number);
    incident.zone.reset();
    incident.camera = id<net::CameraId>(camera);
    incident.priority = priority;
    return incident;
}

TEST(FeedState, FollowsTheLivenessOfTheScenes) {
    console::CameraSituation camera = live_camera();
    const std::optional<console::PictureView> fresh = picture_of_age(40.0);
    EXPECT_EQ(feed_state(camera, fresh), FeedState::live);
    camera.liveness = net::Liveness::late;
    EXPECT_EQ(feed_state(camera, fresh), FeedState::late);
    camera.liveness = net::Liveness::frozen;
    EXPECT_EQ(feed_state(camera, fresh), FeedState::frozen);
    camera.liveness = net::Liveness::silent;
    EXPECT_EQ(feed_state(camera, fresh), FeedState::silent);
    camera.liveness = net::Liveness::never_seen;
    EXPECT_EQ(feed_state(camera, fresh), FeedState::never_seen);
}

TEST(FeedState, AnOldPictureIsLateThoughScenesArriveInTime) {
    EXPECT_EQ(feed_state(live_camera(), picture_of_age(799.0)), FeedState::live);
    EXPECT_EQ(feed_state(live_camera(), picture_of_age(801.0)), FeedState::late);
}

TEST(FeedState, ASlowCameraMayTakeThreeFrames) {
    console::CameraSituation camera = live_camera();
    camera.scene_fps = 1.0;
    EXPECT_EQ(feed_state(camera, picture_of_age(2900.0)), FeedState::live);
    EXPECT_EQ(feed_state(camera, picture_of_age(3100.0)), FeedState::late);
}

TEST(FeedState, ALiveCameraWithoutPictureIsOpening) {
    EXPECT_EQ(feed_state(live_camera(), std::nullopt), FeedState::opening);
}

TEST(FeedState, ASourceThatItsNodeCallsFrozenIsFrozen) {
    console::CameraSituation camera = live_camera();
    camera.source = net::SourceState::frozen;
    EXPECT_EQ(feed_state(camera, picture_of_age(40.0)), FeedState::frozen);
}

TEST(ShownAge, IsThatOfThePictureThenOfTheScene) {
    console::CameraSituation camera = live_camera();
    const net::MonoTime now(std::chrono::seconds(1000));
    EXPECT_EQ(shown_age(camera, std::nullopt, now), std::nullopt);
    camera.last_scene = now - std::chrono::milliseconds(300);
    EXPECT_EQ(shown_age(camera, std::nullopt, now), std::chrono::milliseconds(300));
    EXPECT_EQ(shown_age(camera, picture_of_age(1400.0), now), std::chrono::milliseconds(1400));
}

TEST(ActiveIncidents, LeaveOutWhatIsClearedOrResolved) {
    console::Situation situation = sample_venue();
    console::Incident cleared = sample_incident(1);
    cleared.condition = console::ConditionState::cleared;
    console::Incident resolved = sample_incident(2);
    resolved.work = console::WorkState::resolved;
    set_incidents(situation, {cleared, resolved});
    EXPECT_EQ(console::ActiveIncidents(situation).worst_in(id<net::ZoneId>("zone-1")), nullptr);
}

TEST(ActiveIncidents, TellTheWorstFirstAndTheUnacknowledgedBeforeTheWorkedOn) {
    console::Situation situation = sample_venue();
    console::Incident high = sample_incident(1);
    high.priority = net::Priority::high;
    console::Incident worked_on = sample_incident(2);
    worked_on.work = console::WorkState::acknowledged;
    console::Incident fresh = sample_incident(3);
    fresh.opened = worked_on.opened - std::chrono::seconds(60);
    set_incidents(situation, {high, worked_on, fresh});
    const console::ActiveIncidents active(situation);
    ASSERT_NE(active.worst_in(id<net::ZoneId>("zone-1")), nullptr);
    EXPECT_EQ(active.worst_in(id<net::ZoneId>("zone-1"))->number, 3U);
}

TEST(ActiveIncidents, OfAZoneConcernTheCamerasThatSeeIt) {
    console::Situation situation = sample_venue();
    set_incidents(situation, {sample_incident(1)});
    const console::ActiveIncidents active(situation);
    EXPECT_NE(active.worst_at(id<net::CameraId>("cam-1")), nullptr);
    EXPECT_EQ(active.worst_at(id<net::CameraId>("cam-2")), nullptr);
}

TEST(Attention, ListsTroubleWorstFirst) {
    console::Situation situation = sample_venue();
    situation.cameras[1].liveness = net::Liveness::late;
    situation.cameras[2].liveness = net::Liveness::silent;
    situation.cameras[3].liveness = net::Liveness::frozen;
    set_incidents(situation, {camera_incident(1, "cam-5", net::Priority::low),
                              camera_incident(2, "cam-6", net::Priority::critical)});
    const console::ActiveIncidents active(situation);
    std::vector<std::string> order;
    for (const console::Attention& attention : cameras_needing_attention(situation, active)) {
        order.push_back(attention.camera->camera.text());
    }
    EXPECT_EQ(order, (std::vector<std::string>{"cam-6", "cam-3", "cam-4", "cam-5", "cam-2"}));
}

TEST(Attention, IsEmptyWhenAllIsWell) {
    console::Situation situation = sample_venue();
    set_incidents(situation, {});
    EXPECT_TRUE(cameras_needing_attention(situation, console::ActiveIncidents(situation)).empty());
}

}  // namespace
}  // namespace vigie::test
