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

TEST_F(Figures, OfHowDenseAZoneIsAreThoseOfTheCameraThatSeesMost) {
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

/// Of the two zones "bar", in hall "main", and "yard", in none or in another hall; both entered over "door".
net::ConfigurationRecord two_rooms() {
    auto record = two_cameras();
    record.zones[0].entry_lines = {id<net::LineId>("door")};
    record.zones.push_back(record.zones[0]);
    record.zones[1].zone = id<net::ZoneId>("yard");
    record.halls[0].zones = {kZone};
    return record;
}

TEST_F(Figures, ZonesHaveTheBalanceOfTheirOwnLines) {
    auto record = two_rooms();
    record.zones[1].entry_lines.clear();
    record.lines[0].venue_boundary = false;
    figures_ = vision::CrowdFigures(record, at(0.0));
    const auto seen = run(1.0);
    EXPECT_THAT(seen.zones_by_lines, ::testing::ElementsAre(net::ZoneBalance{kZone, {10.0, 0.0}}));
    EXPECT_EQ(seen.venue_by_lines, std::nullopt);
}

TEST_F(Figures, ALoopOfTheVideoLeavesABalanceAsItIs) {
    figures_ = vision::CrowdFigures(two_rooms(), at(0.0));
    run(1.0);
    ++stamp_.epoch;
    stamp_.stream = milliseconds(-100);
    EXPECT_EQ(frame().zones_by_lines.at(0).balance, (net::LineBalance{11.0, 0.0}));
}

TEST_F(Figures, AHallThatIsClosedIsEmptyAndNoOther) {
    auto record = two_rooms();
    record.halls.push_back({id<net::HallId>("annex"), "Annex", {id<net::ZoneId>("yard")}, {}, {}});
    figures_ = vision::CrowdFigures(record, at(0.0));
    run(1.0);
    ASSERT_TRUE(figures_.set_phase(id<net::HallId>("main"), net::VenuePhase::closed, at(1.0)));
    const auto seen = frame();
    EXPECT_EQ(seen.zones_by_lines.at(0).balance, (net::LineBalance{1.0, -10.0})) << "and one comes in";
    EXPECT_EQ(seen.zones_by_lines.at(1).balance, (net::LineBalance{11.0, 0.0}));
    EXPECT_EQ(seen.venue_by_lines, (net::LineBalance{11.0, 0.0}));
    ASSERT_TRUE(figures_.set_phase(id<net::HallId>("main"), net::VenuePhase::closed, at(2.0)));
    EXPECT_EQ(frame().zones_by_lines.at(0).balance.people, 2.0) << "it was closed before";
}

TEST_F(Figures, AZoneWithoutHallIsEmptyOnceTheVenueIs) {
    figures_ = vision::CrowdFigures(two_rooms(), at(0.0));
    run(1.0);
    ASSERT_TRUE(figures_.set_phase(id<net::HallId>("main"), net::VenuePhase::closed, at(1.0)));
    EXPECT_EQ(frame().zones_by_lines.at(1).balance, (net::LineBalance{1.0, -10.0}));
}

TEST_F(Figures, WhomABlindCameraSawBeforeProvesNothingOfABalance) {
    figures_ = vision::CrowdFigures(two_rooms(), at(0.0));
    const auto with = [this](const net::Count& bar, double seconds) {
        net::Occupancy seen;
        seen.zones = {{kZone, bar, {}}, {id<net::ZoneId>("yard"), {7.0, 6.0, 8.0, false, false}, {}}};
        seen.venue = {bar.people + 7.0, bar.low + 6.0, bar.high + 8.0, bar.at_least, bar.partly_blind};
        stamp_.captured_mono += milliseconds(static_cast<int>(seconds * 1000.0));
        figures_.complete(seen, {}, stamp_.captured_mono);
        return seen;
    };
    with({20.0, 18.0, 22.0, true, true}, 0.0);
    auto seen = with({20.0, 18.0, 22.0, true, true}, 11.0);
    EXPECT_EQ(seen.zones_by_lines.at(0).balance.people, 0.0);
    EXPECT_EQ(seen.zones_by_lines.at(1).balance.people, 6.0) << "whose camera sees";
    EXPECT_EQ(seen.venue_by_lines->people, 6.0);
    with({20.0, 18.0, 22.0, false, false}, 1.0);
    seen = with({20.0, 18.0, 22.0, false, false}, 11.0);
    EXPECT_EQ(seen.zones_by_lines.at(0).balance, (net::LineBalance{18.0, 18.0}));
    EXPECT_EQ(seen.venue_by_lines->people, 24.0);
}

TEST_F(Figures, ACameraWithoutCalibrationSaysNothing) {
    auto record = two_cameras();
    for (auto& camera : record.cameras) camera.calibration.reset();
    figures_ = vision::CrowdFigures(record, at(0.0));
    EXPECT_THAT(run(11.0).movements, ::testing::IsEmpty());
}

}  // namespace
}  // namespace vigie::test
