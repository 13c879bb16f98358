#include "vision/node/judge.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/vision/node/judged_camera.hpp"

namespace vigie::vision {
namespace {

using net::Transition;
using std::chrono::milliseconds;
using test::at;
using test::id;
using ::testing::IsEmpty;

const auto kCamera = id<net::CameraId>("cam-1");
const auto kZone = id<net::ZoneId>("bar");

/// One camera at 10 frames a second that counts the zone "bar"; somebody in it for a second is an alert.
net::ConfigurationRecord one_camera() {
    return test::record_with_rule(net::RuleKind::intrusion);
}

class JudgeTest : public test::JudgedCamera {
protected:
    /// A frame and its scene, 0.1 s after the one before.
    Judge::Verdict frame() {
        pass(milliseconds(100));
        capture_frame();
        analyse();
        return look();
    }
    /// The newest frame's scene.
    void analyse() {
        at_ = at_ + step_;
        auto scene = std::make_shared<net::Scene>();
        scene->camera = kCamera;
        scene->stamp = stamp_;
        scene->mask = mask_;
        scene->view = view_;
        scene->calibrated = true;
        for (int i = 0; i < people_; ++i) {
            scene->tracks.push_back(
                {1, net::TrackState::confirmed, {}, 0.9, 9, net::FloorEstimate{at_, {}, {}}});
        }
        scene->zones = {{kZone, {people_ + 0.0, people_ + 0.0, people_ + 0.0, false, false}, std::nullopt}};
        judge_.see(std::move(scene));
    }
    Judge::Verdict look() { return judge_.look(utc_, mono_, {{kCamera, {capture_, 10.0, warm_up_s_, {}}}}); }
    /// Frames for that long; the number of alerts on the way.
    std::size_t alerts_within(double seconds) {
        std::size_t alerts = 0;
        for (int left = static_cast<int>(seconds * 10.0); left > 0; --left) alerts += frame().alerts.size();
        return alerts;
    }

    Judge judge_{one_camera(), mono_, utc_};
    net::MaskReason mask_ = net::MaskReason::people;
    std::optional<net::ViewQuality> view_;
    double warm_up_s_ = 0.0;
    int people_ = 0;
    net::Point<net::Floor> at_{2.0, 2.0};
    net::Vector<net::Floor> step_;  ///< metres a frame
};

TEST_F(JudgeTest, CountsAndRaisesFromScenes) {
    people_ = 3;
    EXPECT_EQ(frame().occupancy.venue.people, 3.0);
    EXPECT_EQ(alerts_within(0.9), 0U);
    const auto verdict = frame();
    ASSERT_EQ(verdict.alerts.size(), 1U);
    EXPECT_EQ(verdict.alerts[0].transition, Transition::raised);
    EXPECT_EQ(verdict.alerts[0].zone, kZone);
    EXPECT_EQ(verdict.occupancy.at, stamp_.captured);
}

TEST_F(JudgeTest, ASwitchedHallSwitchesItsRulesAtTheNextLook) {
    people_ = 3;
    auto record = one_camera();
    record.rules[0].phases = {net::VenuePhase::doors, net::VenuePhase::show};
    judge_ = Judge(record, mono_, utc_);
    ASSERT_EQ(alerts_within(2.0), 1U) << "doors, as configured";
    const auto main = id<net::HallId>("main");
    ASSERT_TRUE(judge_.set_phase(main, net::VenuePhase::egress, utc_));
    auto verdict = frame();
    ASSERT_EQ(verdict.alerts.size(), 1U);
    EXPECT_EQ(verdict.alerts[0].transition, Transition::cleared);
    EXPECT_EQ(verdict.alerts[0].note, "rule_off");
    ASSERT_EQ(verdict.occupancy.halls.size(), 1U);
    EXPECT_EQ(verdict.occupancy.halls[0].phase, net::VenuePhase::egress);
    EXPECT_EQ(verdict.occupancy.halls[0].remaining.people, 3.0);
    EXPECT_EQ(judge_.rules(utc_).at(0).why_off.reason, net::Reason::rule_other_phase);
    EXPECT_FALSE(judge_.set_phase(id<net::HallId>("annex"), net::VenuePhase::show, utc_));
    ASSERT_TRUE(judge_.set_phase(main, net::VenuePhase::show, utc_));
    EXPECT_EQ(alerts_within(2.0), 1U);
}

TEST_F(JudgeTest, SomebodyWhoWalksAgainstAZonesDirectionIsAnAlert) {
    auto record = one_camera();
    record.zones[0].direction = net::Vector<net::Floor>{1.0, 0.0};
    record.rules[0].kind = net::RuleKind::wrong_direction;
    judge_ = Judge(record, mono_, utc_);
    people_ = 1;
    step_ = {-0.1, 0.0};  // a metre a second
    at_ = {5.5, 2.0};
    EXPECT_EQ(alerts_within(3.0), 0U) << "two metres, and not yet for a second";
    EXPECT_EQ(alerts_within(0.5), 1U);
    EXPECT_EQ(frame().occupancy.movements.at(0).crowd.against_people, 1.0);
}

TEST_F(JudgeTest, BeforeTheFirstSceneTheZoneIsPartlyBlindSinceTheStart) {
    const auto verdict = look();
    EXPECT_TRUE(verdict.occupancy.venue.partly_blind);
    EXPECT_EQ(verdict.occupancy.at, at(0.0));
    EXPECT_THAT(verdict.alerts, IsEmpty());
}

TEST_F(JudgeTest, APictureInDoubtNeitherEmptiesTheZoneNorClears) {
    people_ = 3;
    ASSERT_EQ(alerts_within(2.0), 1U);
    people_ = 0;
    mask_ = net::MaskReason::in_doubt;
    EXPECT_EQ(alerts_within(10.0), 0U);
    const auto occupancy = frame().occupancy;
    EXPECT_EQ(occupancy.zones[0].count.people, 3.0) << "the last good scene stands";
    EXPECT_TRUE(occupancy.zones[0].count.at_least);
    EXPECT_TRUE(occupancy.zones[0].count.partly_blind);
}

TEST_F(JudgeTest, NothingIsJudgedWhileTheBackgroundIsLearnt) {
    people_ = 3;
    mask_ = net::MaskReason::warming_up;
    EXPECT_EQ(alerts_within(10.0), 0U);
    EXPECT_TRUE(frame().occupancy.venue.partly_blind);
}

TEST_F(JudgeTest, ASilentCameraKeepsItsCountAndItsAlerts) {
    people_ = 3;
    ASSERT_EQ(alerts_within(2.0), 1U);
    for (int i = 0; i < 100; ++i) {
        pass(milliseconds(250));
        EXPECT_THAT(look().alerts, IsEmpty());
    }
    EXPECT_EQ(look().occupancy.zones[0].count.people, 3.0);
    EXPECT_TRUE(look().occupancy.zones[0].count.partly_blind);
}

TEST_F(JudgeTest, AFrozenPictureIsNotJudged) {
    people_ = 3;
    ASSERT_EQ(alerts_within(2.0), 1U);
    people_ = 0;  // they melt into the background of a picture that stands still
    capture_.last_change_mono = mono_ - std::chrono::seconds(4);
    for (int i = 0; i < 50; ++i) {
        pass(milliseconds(100));
        capture_.last_frame_mono = mono_;
        ++stamp_.number;
        stamp_.stream += milliseconds(100);
        stamp_.captured_mono = mono_;
        analyse();
        const auto verdict = look();
        EXPECT_THAT(verdict.alerts, IsEmpty());
        EXPECT_EQ(verdict.occupancy.zones[0].count.people, 3.0);
    }
}

TEST_F(JudgeTest, FramesThatTheAnalysisRefusesMakeTheCameraBlind) {
    people_ = 3;
    ASSERT_EQ(alerts_within(2.0), 1U);
    for (int i = 0; i < 40; ++i) {  // captured, never analysed
        pass(milliseconds(100));
        capture_.last_frame_mono = capture_.last_change_mono = mono_;
        EXPECT_THAT(look().alerts, IsEmpty());
    }
    EXPECT_TRUE(look().occupancy.zones[0].count.partly_blind);
}

/// The same camera, watched by one rule over how well it sees.
net::ConfigurationRecord one_camera_with(net::RuleKind kind, double threshold, double min_duration_s) {
    auto record = one_camera();
    auto& rule = record.rules[0];
    rule.kind = kind;
    rule.zones.clear();
    rule.cameras = {kCamera};
    rule.threshold = threshold;
    rule.clear_below = threshold / 2.0;
    rule.min_duration_s = min_duration_s;
    return record;
}

TEST_F(JudgeTest, ACoveredCameraIsToldWhileNoOtherRuleLooksAtIt) {
    judge_ = Judge(one_camera_with(net::RuleKind::camera_covered, 0.6, 3.0), mono_, utc_);
    ASSERT_EQ(alerts_within(2.0), 0U);
    view_ = net::ViewQuality{0.9, 0.0, 0.0, 0.0};
    mask_ = net::MaskReason::in_doubt;
    EXPECT_EQ(alerts_within(2.9), 0U);
    EXPECT_EQ(alerts_within(0.3), 1U);
    EXPECT_TRUE(frame().occupancy.venue.partly_blind);
    view_ = net::ViewQuality{};
    mask_ = net::MaskReason::people;
    EXPECT_EQ(alerts_within(1.5), 1U);
}

TEST_F(JudgeTest, ACameraInDoubtIsBlindAfterTenSecondsOfItAndNoneOfSilence) {
    judge_ = Judge(one_camera_with(net::RuleKind::camera_blind, 10.0, 0.0), mono_, utc_);
    mask_ = net::MaskReason::people;
    ASSERT_EQ(alerts_within(20.0), 0U);
    mask_ = net::MaskReason::in_doubt;
    EXPECT_EQ(alerts_within(6.0), 0U);
    for (int i = 0; i < 60; ++i) {  // nothing comes: another rule's matter
        pass(milliseconds(500));
        EXPECT_THAT(look().alerts, IsEmpty());
    }
    EXPECT_EQ(alerts_within(0.5), 0U);
    mask_ = net::MaskReason::warming_up;  // learning, and none was asked for
    EXPECT_EQ(alerts_within(8.0), 1U);
    mask_ = net::MaskReason::people;
    EXPECT_EQ(alerts_within(1.5), 1U) << "cleared";
}

TEST_F(JudgeTest, AWarmUpThatIsMeantToBeIsNoBlindness) {
    judge_ = Judge(one_camera_with(net::RuleKind::camera_blind, 10.0, 0.0), mono_, utc_);
    warm_up_s_ = 60.0;
    mask_ = net::MaskReason::warming_up;
    EXPECT_EQ(alerts_within(65.0), 0U);
    EXPECT_EQ(alerts_within(6.0), 1U) << "it has gone on for too long";
}

TEST_F(JudgeTest, PicturesThatAreNeverAnalysedMakeTheCameraBlind) {
    judge_ = Judge(one_camera_with(net::RuleKind::camera_blind, 10.0, 0.0), mono_, utc_);
    ASSERT_EQ(alerts_within(2.0), 0U);
    std::size_t alerts = 0;
    for (int i = 0; i < 140; ++i) {
        pass(milliseconds(100));
        capture_.last_frame_mono = capture_.last_change_mono = mono_;
        alerts += look().alerts.size();
    }
    EXPECT_EQ(alerts, 1U);
}

TEST_F(JudgeTest, AFailedCameraIsBlindAtOnce) {
    people_ = 3;
    frame();
    EXPECT_FALSE(look().occupancy.venue.partly_blind);
    capture_.state = CaptureState::failed;
    EXPECT_TRUE(look().occupancy.venue.partly_blind);
}

TEST_F(JudgeTest, AfterARestartWhatIsOpenGoesOnUntilItIsSeenToBeGone) {
    net::Alert open;
    open.rule = id<net::RuleId>("crowd");
    open.kind = net::RuleKind::intrusion;
    open.zone = kZone;
    open.condition = "crowd/bar#4";
    open.at = at(-60.0);
    EXPECT_THAT(judge_.adopt({open}), IsEmpty());
    mask_ = net::MaskReason::warming_up;
    EXPECT_EQ(alerts_within(5.0), 0U);
    mask_ = net::MaskReason::people;
    EXPECT_EQ(alerts_within(1.0), 0U);
    const auto verdict = frame();
    ASSERT_EQ(verdict.alerts.size(), 1U);
    EXPECT_EQ(verdict.alerts[0].transition, Transition::cleared);
}

TEST_F(JudgeTest, AfterARestartAConditionWithoutRuleIsClosed) {
    net::Alert open;
    open.rule = id<net::RuleId>("gone");
    open.zone = kZone;
    open.condition = "gone/bar#4";
    const auto closed = judge_.adopt({open});
    ASSERT_EQ(closed.size(), 1U);
    EXPECT_EQ(closed[0].condition, "gone/bar#4");
    EXPECT_EQ(closed[0].at, at(0.0));
}

}  // namespace
}  // namespace vigie::vision
