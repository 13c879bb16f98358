// Movements in a zone that two cameras see: the alert is that of the camera that finds it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/vision/node/judged_camera.hpp"

namespace vigie::vision {
namespace {

using net::Transition;
using std::chrono::milliseconds;
using test::id;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const auto kNear = id<net::CameraId>("near");
const auto kFar = id<net::CameraId>("far");

/// A passage of 1 to 19 m by 1 to 4 m for people who go to the right, seen by two cameras; who walks the
/// other way for a second is an alert.
net::ConfigurationRecord a_passage() {
    auto record = test::record_with_rule(net::RuleKind::wrong_direction);
    record.cameras[0].camera = kNear;
    record.cameras.push_back(record.cameras[0]);
    record.cameras[1].camera = kFar;
    auto& zone = record.zones[0];
    zone.outline = {{{1.0, 1.0}, {19.0, 1.0}, {19.0, 4.0}, {1.0, 4.0}}};
    zone.direction = net::Vector<net::Floor>{1.0, 0.0};
    zone.entry_lines.clear();
    zone.cameras = {kNear, kFar};
    record.lines.clear();
    return record;
}

class JudgeMovementsTest : public test::JudgedCamera {
protected:
    [[nodiscard]] std::shared_ptr<net::Scene> scene(const net::CameraId& camera,
                                                    const std::vector<double>& places) const {
        auto out = std::make_shared<net::Scene>();
        out->camera = camera;
        out->mask = net::MaskReason::people;
        out->calibrated = true;
        out->stamp = stamp_;
        for (const double x : places) {
            out->tracks.push_back({out->tracks.size() + 1,
                                   net::TrackState::confirmed,
                                   {},
                                   0.9,
                                   9,
                                   net::FloorEstimate{{x, 2.0}, {0.01, 0.0, 0.01}, {}}});
        }
        const auto people = static_cast<double>(places.size());
        out->zones = {{id<net::ZoneId>("bar"), {people, people, people, false, false}, std::nullopt}};
        return out;
    }
    /// `seconds` in which those before the near camera stand and the one before the far camera goes on by
    /// `speed`; all alerts.
    std::vector<net::Alert> run(double seconds, double speed) {
        std::vector<net::Alert> out;
        for (auto left = std::lround(seconds * 10.0); left > 0; --left) {
            pass(milliseconds(100));
            capture_frame();
            walker_ += 0.1 * speed;
            judge_.see(scene(kNear, standing_));
            judge_.see(scene(kFar, {walker_}));
            const auto verdict =
                judge_.look(utc_, mono_, {{kNear, {capture_, 10.0}}, {kFar, {capture_, 10.0}}});
            out.insert(out.end(), verdict.alerts.begin(), verdict.alerts.end());
        }
        return out;
    }

    Judge judge_{a_passage(), mono_, utc_};
    std::vector<double> standing_{2.0, 2.8, 3.6, 4.4, 5.2, 6.0, 6.8};
    double walker_ = 18.0;
};

TEST_F(JudgeMovementsTest, OneAgainstTheDirectionIsAnAlertOfTheCameraThatSeesHim) {
    const auto alerts = run(6.0, -1.0);
    ASSERT_THAT(alerts, SizeIs(1));
    EXPECT_EQ(alerts[0].transition, Transition::raised);
    EXPECT_EQ(alerts[0].camera, kFar) << "though the other one sees more people";
    EXPECT_EQ(alerts[0].evidence.at(0).value, 1.0);
}

TEST_F(JudgeMovementsTest, AnAlertOfOneAgainstTheDirectionLastsWhileMoreComeBeforeTheOtherCamera) {
    standing_.clear();
    ASSERT_THAT(run(4.0, -1.0), SizeIs(1));
    standing_ = {2.0, 2.8, 3.6, 4.4, 5.2, 6.0, 6.8};
    EXPECT_THAT(run(4.0, -1.0), IsEmpty());
    const auto alerts = run(14.0, 0.0);
    ASSERT_THAT(alerts, SizeIs(1));
    EXPECT_EQ(alerts[0].transition, Transition::cleared) << "he stands";
}

}  // namespace
}  // namespace vigie::vision
