// A zone that another node's camera sees too: whole while both see, never less because one does not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/vision/node/judged_camera.hpp"
#include "vision/fusion/neighbour_scene.hpp"

namespace vigie::vision {
namespace {

using net::Transition;
using std::chrono::milliseconds;
using test::id;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const auto kOwn = id<net::CameraId>("cam-1");
const auto kTheirs = id<net::CameraId>("north-gate");
const auto kZone = id<net::ZoneId>("bar");

/// The zone "bar" of 1 to 6 m by 1 to 4 m, seen by a camera of this node and one of another; more than two
/// people in it for a second are an alert.
net::ConfigurationRecord two_nodes() {
    auto record = test::record_with_rule(net::RuleKind::over_capacity);
    auto foreign = record.cameras[0];
    foreign.camera = kTheirs;
    record.cameras.push_back(foreign);
    record.zones[0].cameras = {kOwn, kTheirs};
    record.zones[0].capacity = 2;
    return record;
}

class JudgeNeighboursTest : public test::JudgedCamera {
protected:
    std::shared_ptr<net::Scene> scene(const net::CameraId& camera, const std::vector<double>& places) {
        auto out = std::make_shared<net::Scene>();
        out->camera = camera;
        out->mask = net::MaskReason::people;
        out->calibrated = true;
        out->stamp = stamp_;
        net::TrackNumber number = 1;
        for (const double x : places) {
            out->tracks.push_back({number++,
                                   net::TrackState::confirmed,
                                   {},
                                   0.9,
                                   9,
                                   net::FloorEstimate{{x, 2.0}, {0.01, 0.0, 0.01}, {}}});
        }
        const auto people = static_cast<double>(places.size());
        out->zones = {{kZone, {people, people, people, false, false}, std::nullopt}};
        return out;
    }
    Judge::Verdict frame() {
        pass(milliseconds(100));
        capture_frame();
        judge_.see(scene(kOwn, own_));
        auto theirs = scene(kTheirs, theirs_);
        if (crowd_) {
            theirs->density = crowd_;
            theirs->in_view = {45.0, 32.0, 62.0, false, false};
            theirs->zones = count_in_zones(*theirs, two_nodes().zones);
        }
        const CameraViews neighbours{{kTheirs, {theirs, blind_}}};
        return judge_.look(utc_, mono_, {{kOwn, {capture_, 10.0}}}, neighbours);
    }
    std::vector<net::Alert> alerts_within(double seconds) {
        std::vector<net::Alert> out;
        for (int left = static_cast<int>(seconds * 10.0); left > 0; --left) {
            const auto verdict = frame();
            out.insert(out.end(), verdict.alerts.begin(), verdict.alerts.end());
        }
        return out;
    }

    Judge judge_{two_nodes(), mono_, utc_};
    std::vector<double> own_{2.0, 4.0};
    std::vector<double> theirs_{2.1, 5.5};  // the first is own's first
    bool blind_ = false;
    std::optional<net::DensityGrid> crowd_;  ///< of 45 people, as the neighbour's node draws it
};

TEST_F(JudgeNeighboursTest, WhoBothNodesSeeIsOnePersonAndTheZoneIsWhole) {
    const auto verdict = frame();
    const auto& count = verdict.occupancy.zones[0].count;
    EXPECT_EQ(count.people, 3.0);
    EXPECT_FALSE(count.at_least);
    EXPECT_FALSE(count.partly_blind);
    ASSERT_THAT(verdict.occupancy.shared, SizeIs(1));
    EXPECT_THAT(verdict.occupancy.shared[0].tracks,
                ::testing::UnorderedElementsAre(net::CameraTrack{kOwn, 1}, net::CameraTrack{kTheirs, 1}));
}

TEST_F(JudgeNeighboursTest, ALostNeighbourNeitherEmptiesTheZoneNorClearsItsAlert) {
    ASSERT_THAT(alerts_within(2.0), SizeIs(1)) << "three of two";
    blind_ = true;
    own_.clear();
    theirs_.clear();
    EXPECT_THAT(alerts_within(10.0), IsEmpty());
    auto count = frame().occupancy.zones[0].count;
    EXPECT_EQ(count.people, 3.0) << "the last whole count";
    EXPECT_TRUE(count.at_least);
    EXPECT_TRUE(count.partly_blind);

    blind_ = false;
    const auto alerts = alerts_within(3.0);
    ASSERT_THAT(alerts, SizeIs(1));
    EXPECT_EQ(alerts[0].transition, Transition::cleared);
    count = frame().occupancy.zones[0].count;
    EXPECT_EQ(count.people, 0.0);
    EXPECT_FALSE(count.at_least);
    EXPECT_FALSE(count.partly_blind);
}

TEST_F(JudgeNeighboursTest, AnAlertRaisesWhileTheNeighbourIsLost) {
    theirs_.clear();
    blind_ = true;
    own_ = {2.0, 3.5, 5.0};
    const auto alerts = alerts_within(2.0);
    ASSERT_THAT(alerts, SizeIs(1));
    EXPECT_EQ(alerts[0].transition, Transition::raised);
}

TEST_F(JudgeNeighboursTest, ACrowdThatOnlyTheNeighbourSeesIsOverCapacityAndDense) {
    auto record = two_nodes();
    record.zones[0].capacity = 20;
    record.zones[0].crowd = {};
    judge_ = Judge(record, mono_, utc_);
    own_.clear();
    crowd_ = net::DensityGrid{record.floors[0].floor, {1.0, 1.0}, 0.5, 10, 6, std::vector<float>(60, 3.0F)};
    const auto alerts = alerts_within(12.0);
    ASSERT_THAT(alerts, SizeIs(1)) << "though two of its people have tracks";
    EXPECT_GE(alerts[0].evidence.at(0).value, 40.0);
    EXPECT_GE(frame().occupancy.movements.at(0).crowd.density_per_m2.value(), 2.5) << "people/m2";
}

}  // namespace
}  // namespace vigie::vision
