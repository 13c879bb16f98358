// All figures together: blind cameras, loops, gaps, several cameras.
#include "vision/crowd/crowd_figures.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/vision/crowd/zone_film.hpp"

namespace vigie::test {
namespace {

using std::chrono::milliseconds;

const auto kEast = id<net::CameraId>("east");
const auto kWest = id<net::CameraId>("west");
const auto kZone = id<net::ZoneId>("bar");

/// Two cameras at ten frames a second that see all of a floor with a zone of 3 m x 3 m.
net::ConfigurationRecord two_cameras() {
    auto record = sample_configuration();
    auto east = record.cameras[0];
    east.camera = kEast;
    east.fps = 10.0;
    east.calibration->field_of_view = rectangle(0.0, 0.0, 40.0, 25.0);
    auto west = east;
    west.camera = kWest;
    record.cameras = {east, west};
    record.zones[0].outline = rectangle(1.0, 1.0, 4.0, 4.0);
    record.zones[0].crowd = {};
    record.zones[0].cameras = {kEast, kWest};
    record.lines[0].camera = kEast;
    return record;
}

class Figures : public ::testing::Test {
protected:
    /// `seconds` of frames of each seeing camera; what the last one gave.
    net::Occupancy run(double seconds) {
        net::Occupancy out;
        for (auto left = std::lround(seconds * 10.0); left > 0; --left) out = frame();
        return out;
    }
    net::Occupancy frame() {
        stamp_.stream += milliseconds(100);
        stamp_.captured += milliseconds(100);
        stamp_.captured_mono += milliseconds(100);
        ++stamp_.number;
        net::Occupancy out;
        for (auto& [camera, people] : people_) {
            auto scene = std::make_shared<net::Scene>(scene_of(people));
            scene->camera = camera;
            scene->stamp = stamp_;
            if (camera == kEast) scene->lines = {{id<net::LineId>("door"), stamp_.number, 0, {}, {}}};
            const bool blind = blind_.contains(camera);
            if (!blind) views_[camera].scene = scene;
            views_[camera].blind = blind;
        }
        out.lines = {{id<net::LineId>("door"), stamp_.number, 0, {}, {}}};
        figures_.complete(out, views_, stamp_.captured_mono);
        return out;
    }
    static std::vector<Somebody> heap(std::size_t people) {
        std::vector<Somebody> out;
        for (std::size_t i = 0; i < people; ++i) out.push_back({i + 1, {2.0, 2.0}});
        return out;
    }

    vision::CrowdFigures figures_{two_cameras(), at(0.0)};
    vision::CameraViews views_;
    std::map<net::CameraId, std::vector<Somebody>> people_{{kEast, heap(9)}, {kWest, heap(18)}};
    std::set<net::CameraId> blind_;
    net::FrameStamp stamp_{at(0.0), net::MonoTime(std::chrono::seconds(50)), {}, 1, 0};
};

TEST_F(Figures, OfAZoneAreThoseOfTheCameraThatSeesMost) {
    const auto seen = run(11.0);
    ASSERT_EQ(seen.movements.size(), 1U);
    EXPECT_EQ(seen.movements[0].zone, kZone);
    EXPECT_NEAR(seen.movements[0].crowd.density_per_m2.value(), 2.0, 1e-9);
}

TEST_F(Figures, OfABlindCameraAreNotThoseOfNow) {
    run(11.0);
    blind_ = {kWest};
    EXPECT_NEAR(run(5.0).movements[0].crowd.density_per_m2.value(), 1.0, 1e-9) << "what east sees";
    blind_ = {kEast, kWest};
    EXPECT_THAT(run(5.0).movements, ::testing::IsEmpty());
}

TEST_F(Figures, AfterAGapAreNotKnownUntilTheWindowIsFullAgain) {
    run(11.0);
    blind_ = {kEast, kWest};
    people_[kWest] = heap(0);
    run(5.0);
    blind_ = {};
    const auto soon = run(5.0).movements;
    EXPECT_TRUE(soon.empty() || !soon[0].crowd.density_per_m2);
    EXPECT_NEAR(run(6.0).movements[0].crowd.density_per_m2.value(), 1.0, 1e-9);
}

TEST_F(Figures, ALoopOfTheVideoKeepsWhatWasCountedAndForgetsWhoWasWho) {
    run(11.0);
    ++stamp_.epoch;
    stamp_.stream = milliseconds(-100);
    for (auto& one : people_[kWest]) one.at = {2.0, 2.4};
    const auto seen = run(0.5);
    EXPECT_NEAR(seen.movements[0].crowd.density_per_m2.value(), 2.0, 1e-9);
    EXPECT_NEAR(seen.movements[0].crowd.speed_m_per_s.value(), 0.0, 1e-9) << "a jump of the video is no walk";
    EXPECT_NEAR(run(11.0).movements[0].crowd.speed_m_per_s.value(), 0.0, 1e-9);
}

TEST_F(Figures, LookingAgainAtTheSameFrameChangesNothing) {
    const auto first = run(11.0);
    for (int i = 0; i < 100; ++i) {
        net::Occupancy again;
        figures_.complete(again, views_, stamp_.captured_mono);
        EXPECT_EQ(again.movements, first.movements);
    }
}

TEST_F(Figures, AFlowIsKnownAfterAMinuteInSightAndNotWhileItsCameraIsBlind) {
    EXPECT_EQ(run(58.0).lines[0].in_per_min, std::nullopt);
    EXPECT_NEAR(run(4.0).lines[0].in_per_min.value(), 600.0, 1e-9) << "one a frame";
    blind_ = {kEast};
    EXPECT_EQ(frame().lines[0].in_per_min, std::nullopt);
}

TEST_F(Figures, TheVenueIsEmptyOnceItsLastHallIsClosed) {
    EXPECT_EQ(run(1.0).venue_by_lines, (net::LineBalance{10.0, 0.0}));
    ASSERT_TRUE(figures_.set_phase(id<net::HallId>("main"), net::VenuePhase::closed, at(1.0)));
    const auto seen = frame();
    EXPECT_EQ(seen.venue_by_lines, (net::LineBalance{1.0, -10.0})) << "and one comes in";
    EXPECT_EQ(seen.halls.at(0).phase, net::VenuePhase::closed);
    EXPECT_EQ(seen.halls.at(0).since, at(1.0));
}

TEST_F(Figures, ACameraWithoutCalibrationSaysNothing) {
    auto record = two_cameras();
    for (auto& camera : record.cameras) camera.calibration.reset();
    figures_ = vision::CrowdFigures(record, at(0.0));
    EXPECT_THAT(run(11.0).movements, ::testing::IsEmpty());
}

}  // namespace
}  // namespace vigie::test
