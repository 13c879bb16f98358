#include "vision/node/neighbour_views.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/sample_messages.hpp"

namespace vigie::vision {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using test::at;
using test::id;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const auto kNode = id<net::NodeId>("edge-2");
const auto kGate = id<net::CameraId>("gate");
const auto kStage = id<net::CameraId>("stage");
const auto kZone = id<net::ZoneId>("bar");

/// A node whose zone "bar" (1 to 6 m by 1 to 4 m) the cameras "gate" and "stage" of edge-2 see.
class NeighbourViewsTest : public ::testing::Test {
protected:
    NeighbourViewsTest() {
        const auto floor = own_.floors[0].floor;
        NeighbourSetup setup;
        setup.node = kNode;
        setup.cameras = {{kGate, floor, {kZone}}, {kStage, floor, {kZone}}};
        views_.emplace(std::vector<NeighbourSetup>{setup}, own_);
        their_.floors = own_.floors;
        their_.cameras = {{kGate, "Gate", 10.0, own_.cameras[0].calibration},
                          {kStage, "Stage", 10.0, own_.cameras[0].calibration}};
        health_.cameras = {test::sample_health().cameras[0], test::sample_health().cameras[0]};
        health_.cameras[0].camera = kGate;
        health_.cameras[1].camera = kStage;
        for (auto& camera : health_.cameras) camera.state = net::SourceState::running;
    }

    /// A person at 3 m, 2 m, captured `ago`, on a clock that is 100 s ahead of ours.
    void see(const net::CameraId& camera, net::Microseconds ago = milliseconds(50)) {
        net::Scene scene;
        scene.camera = camera;
        scene.mask = mask_;
        scene.stamp.captured = utc_ + seconds(100) - ago;
        scene.tracks = {{1,
                         net::TrackState::confirmed,
                         {},
                         0.9,
                         9,
                         net::FloorEstimate{{3.0, 2.0}, {0.01, 0.0, 0.01}, {}}}};
        scene.lines = {{id<net::LineId>("door"), 1, 2}};
        scene.in_view = in_view_;
        scene.density = density_;
        views_->take(kNode, scene, {mono_, utc_, {}, 1, 1});
    }
    void connect() {
        views_->take(kNode, net::LinkState::up, {});
        views_->take(kNode, net::ClockOffset{seconds(100), milliseconds(1)});
        views_->take(kNode, their_);
        views_->take(kNode, health_);
    }
    void see_all() {
        connect();
        see(kGate);
        see(kStage);
    }
    [[nodiscard]] bool blind(const net::CameraId& camera) const {
        return views_->views(mono_).at(camera).blind;
    }
    [[nodiscard]] net::Sentence problem() const { return views_->health(mono_).at(0).problem; }

    net::MonoTime mono_{seconds(500)};
    net::UtcTime utc_ = at(0.0);
    net::MaskReason mask_ = net::MaskReason::people;
    net::Count in_view_{1.0, 1.0, 1.0, false, false};
    std::optional<net::DensityGrid> density_;
    net::ConfigurationRecord own_ = test::sample_configuration();
    net::ConfigurationRecord their_ = test::sample_configuration();
    net::NodeHealth health_ = test::sample_health();
    std::optional<NeighbourViews> views_;
};

TEST_F(NeighbourViewsTest, ASceneIsAsOfThisNodesClocksAndZones) {
    see_all();
    const auto view = views_->views(mono_).at(kGate);
    ASSERT_FALSE(view.blind);
    EXPECT_EQ(view.scene->stamp.captured, utc_ - milliseconds(50));
    EXPECT_EQ(view.scene->stamp.captured_mono, mono_ - milliseconds(50));
    ASSERT_EQ(view.scene->zones.size(), 1U);
    EXPECT_EQ(view.scene->zones[0].zone, kZone);
    EXPECT_EQ(view.scene->zones[0].count.people, 1.0);
    EXPECT_TRUE(view.scene->lines.empty()) << "its lines are its node's to count";
    EXPECT_TRUE(problem().empty()) << problem().english;
}

TEST_F(NeighbourViewsTest, ACrowdOfWhomOneHasATrackIsCountedInThisNodesZone) {
    in_view_ = {60.0, 43.0, 83.0, false, false};
    density_ = net::DensityGrid{own_.floors[0].floor, {0.0, 0.0}, 0.5, 80, 50, std::vector<float>(4000)};
    for (std::uint32_t row = 2; row < 8; ++row) {
        for (std::uint32_t column = 2; column < 12; ++column)
            density_->people_per_m2[row * 80 + column] = 3.0F;
    }
    see_all();
    const auto& count = views_->views(mono_).at(kGate).scene->zones.at(0).count;
    EXPECT_EQ(count.people, 45.0) << "three on each of its 15 m2";
    EXPECT_GE(count.high, 60.0);
}

TEST_F(NeighbourViewsTest, NobodyIsSeenBeforeTheClocksAreCompared) {
    views_->take(kNode, net::LinkState::up, {});
    views_->take(kNode, their_);
    views_->take(kNode, health_);
    see(kGate);
    EXPECT_TRUE(blind(kGate));
}

TEST_F(NeighbourViewsTest, WhatTheOffsetPutsIntoTheFutureIsOfNow) {
    connect();
    see(kGate, milliseconds(-3));
    EXPECT_EQ(views_->views(mono_).at(kGate).scene->stamp.captured_mono, mono_);
}

TEST_F(NeighbourViewsTest, AnOldSceneIsBlind) {
    see_all();
    mono_ += seconds(2);
    EXPECT_FALSE(blind(kGate));
    mono_ += seconds(2);
    EXPECT_TRUE(blind(kGate));
    EXPECT_THAT(problem().english, HasSubstr("says nothing of what camera 'gate', 'stage' sees"));
    EXPECT_THAT(problem().about, ElementsAre("gate", "stage"));
}

TEST_F(NeighbourViewsTest, ASlowCamerasSceneMayBeOlder) {
    their_.cameras[0].fps = 1.0;
    see_all();
    mono_ += seconds(5);
    EXPECT_FALSE(blind(kGate));
    EXPECT_TRUE(blind(kStage));
}

TEST_F(NeighbourViewsTest, ADoubtfulSceneIsBlind) {
    mask_ = net::MaskReason::in_doubt;
    see_all();
    EXPECT_TRUE(blind(kGate));
}

TEST_F(NeighbourViewsTest, ACameraThatItsNodeSaysIsFrozenIsBlindThoughScenesCome) {
    health_.cameras[1].state = net::SourceState::frozen;
    see_all();
    EXPECT_FALSE(blind(kGate));
    EXPECT_TRUE(blind(kStage));
    EXPECT_THAT(problem().about, ElementsAre("stage"));
}

TEST_F(NeighbourViewsTest, ALostNodeIsBlindAtOnceAndSaysWhy) {
    see_all();
    const net::Sentence lost{"the connection was lost", net::Reason::link_lost, {"tcp://192.0.2.7:7402"}};
    views_->take(kNode, net::LinkState::down, lost);
    EXPECT_TRUE(blind(kGate));
    EXPECT_TRUE(blind(kStage));
    EXPECT_EQ(problem(), lost);
    see_all();
    EXPECT_FALSE(blind(kGate)) << "and sees again when it is back";
    EXPECT_TRUE(problem().empty());
}

TEST_F(NeighbourViewsTest, ARefusedKeyIsToldAsThisNodes) {
    views_->take(kNode, net::LinkState::refused,
                 {"does not accept this console's key", net::Reason::link_key_refused, {"KEY"}});
    EXPECT_THAT(problem().about, ElementsAre("KEY"));
    EXPECT_THAT(problem().english, HasSubstr("add the line 'KEY NAME'"));
}

TEST_F(NeighbourViewsTest, AnotherVersionIsToldByItsReason) {
    views_->take(kNode, net::LinkState::incompatible, {"speaks 2.0", net::Reason::link_other_version});
    EXPECT_TRUE(blind(kGate));
    EXPECT_EQ(problem().reason, net::Reason::link_other_version);
}

TEST_F(NeighbourViewsTest, ACameraThatTheNodeDoesNotHaveOrDidNotCalibrateIsBlind) {
    their_.cameras[1].calibration.reset();
    see_all();
    EXPECT_FALSE(blind(kGate));
    EXPECT_TRUE(blind(kStage));
    EXPECT_THAT(problem().english, HasSubstr("has no calibrated camera 'stage'"));
    EXPECT_THAT(problem().about, ElementsAre("stage"));
}

TEST_F(NeighbourViewsTest, AFloorOfTheSameNameAndAnotherSizeIsAnotherFloor) {
    their_.floors[0].width_m += 5.0;
    see_all();
    EXPECT_TRUE(blind(kGate));
    EXPECT_THAT(problem().english, HasSubstr("has another floor plan under camera 'gate'"));
}

TEST_F(NeighbourViewsTest, StrangersAreNotKept) {
    connect();
    see(id<net::CameraId>("attic"));
    views_->take(id<net::NodeId>("edge-9"), net::LinkState::down, {"x"});
    EXPECT_EQ(views_->views(mono_).size(), 2U);
    EXPECT_EQ(views_->health(mono_).size(), 1U);
}

}  // namespace
}  // namespace vigie::vision
