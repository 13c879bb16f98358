#include "vision/fusion/fusion.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/sample_messages.hpp"

namespace vigie::vision {
namespace {

using test::at;
using test::id;
using ::testing::IsEmpty;

const auto kEast = id<net::CameraId>("east");
const auto kWest = id<net::CameraId>("west");
const auto kHall = id<net::ZoneId>("hall");
const auto kBar = id<net::ZoneId>("bar");
const auto kDoor = id<net::LineId>("door");

/// Zone "hall", 1 to 6 m by 1 to 4 m, seen by east and west, zone "bar" by west alone, line "door" of west.
net::ConfigurationRecord two_cameras() {
    net::ConfigurationRecord record = test::sample_configuration();
    const auto calibration = record.cameras.front().calibration;
    const auto pattern = record.zones.front();
    record.cameras = {{kEast, "East", 10.0, calibration}, {kWest, "West", 10.0, calibration}};
    record.zones = {pattern, pattern};
    record.zones[0].zone = kHall;
    record.zones[0].cameras = {kEast, kWest};
    record.zones[1].zone = kBar;
    record.zones[1].cameras = {kWest};
    record.lines = {{kDoor, "Door", record.floors[0].floor, {{0.0, 0.0}, {1.0, 0.0}}, kWest}};
    return record;
}

net::DensityGrid grid(std::vector<float> cells, double cell_m = 1.0) {
    const auto side = static_cast<std::uint32_t>(std::lround(std::sqrt(cells.size())));
    return {id<net::FloorId>("hall"), {0.0, 0.0}, cell_m, side, side, std::move(cells)};
}

std::shared_ptr<net::Scene> scene(const net::CameraId& camera, double second) {
    auto out = std::make_shared<net::Scene>();
    out->camera = camera;
    out->stamp.captured = at(second);
    out->calibrated = true;
    return out;
}

net::Track person(std::uint64_t number, double x, double y) {
    return {number, net::TrackState::confirmed,
            {},     0.9,
            10,     net::FloorEstimate{{x, y}, {0.01, 0.0, 0.01}, {0.0, 0.0}}};
}

class FusionTest : public ::testing::Test {
protected:
    FusionTest() {
        east_->zones = {{kHall, {5.0, 4.0, 7.0, false, false}, 0.5}};
        west_->zones = {{kHall, {1.0, 0.0, 2.0, false, false}, 0.1},
                        {kBar, {3.0, 1.0, 3.0, false, false}, 0.25}};
        for (std::uint64_t i = 0; i < 5; ++i) {
            east_->tracks.push_back(person(i + 1, 1.5 + static_cast<double>(i), 2.0));
        }
        west_->lines = {{kDoor, 12, 9}};
        views_ = {{kEast, {east_, false}}, {kWest, {west_, false}}};
    }

    [[nodiscard]] net::Occupancy fused() const { return Fusion(configuration_).look(views_); }

    net::ConfigurationRecord configuration_ = two_cameras();
    std::shared_ptr<net::Scene> east_ = scene(kEast, 1.0);
    std::shared_ptr<net::Scene> west_ = scene(kWest, 2.0);
    CameraViews views_;
};

TEST_F(FusionTest, TheVenueIsTheSumOfItsZones) {
    const auto occupancy = fused();
    EXPECT_EQ(occupancy.node, configuration_.node);
    ASSERT_EQ(occupancy.zones.size(), 2U);
    EXPECT_EQ(occupancy.zones[0].count.people, 5.0);
    EXPECT_EQ(occupancy.zones[1], west_->zones[1]) << "which only west sees";
    EXPECT_EQ(occupancy.venue.people, 8.0);
    const auto& hall = occupancy.zones[0].count;
    EXPECT_NEAR(occupancy.venue.low, 8.0 - std::hypot(hall.people - hall.low, 2.0), 1e-9)
        << "errors are independent";
    EXPECT_NEAR(occupancy.venue.high, 8.0 + hall.high - hall.people, 1e-9);
    EXPECT_FALSE(occupancy.venue.at_least);
    EXPECT_FALSE(occupancy.venue.partly_blind);
    EXPECT_EQ(occupancy.at, at(2.0)) << "of the newest scene";
}

TEST_F(FusionTest, AZoneThatDoesNotCountTowardsTheVenueIsLeftOut) {
    configuration_.zones[1].counts_towards_venue = false;
    EXPECT_EQ(fused().venue.people, 5.0);
}

TEST_F(FusionTest, WhoIsSeenByTwoCamerasIsCountedOnce) {
    west_->tracks = {person(1, 1.6, 2.1), person(2, 5.8, 3.5)};
    const auto occupancy = fused();
    EXPECT_EQ(occupancy.zones[0].count.people, 6.0) << "five of east, of west one more";
    EXPECT_NEAR(*occupancy.zones[0].density_per_m2, 6.0 / 15.0, 1e-9);
    ASSERT_EQ(occupancy.shared.size(), 1U);
    EXPECT_THAT(occupancy.shared[0].tracks,
                ::testing::UnorderedElementsAre(net::CameraTrack{kEast, 1}, net::CameraTrack{kWest, 1}));
}

TEST_F(FusionTest, WhatOneCameraCountsIsThereEvenIfTheOtherSeesFewer) {
    east_->zones[0].count = {9.0, 8.0, 12.0, true, false};
    const auto count = fused().zones[0].count;
    EXPECT_EQ(count.people, 9.0);
    EXPECT_GE(count.low, 8.0);
    EXPECT_GE(count.high, 12.0);
    EXPECT_TRUE(count.at_least) << "beyond what east can measure";
    EXPECT_FALSE(count.partly_blind);
}

TEST_F(FusionTest, OfTwoEstimatesOfOneCrowdTheLargerErrorIsNotBelieved) {
    const std::vector<float> evenly(64, 2.0F);
    east_->density = grid(evenly);
    west_->density = grid(evenly);
    east_->zones[0].count = {40.0, 30.0, 50.0, false, false};
    west_->zones[0].count = {20.0, 15.0, 25.0, false, false};
    EXPECT_EQ(fused().zones[0].count.people, 30.0);
    west_->zones[0].count.at_least = true;
    const auto count = fused().zones[0].count;
    EXPECT_EQ(count.people, 40.0) << "what is a lower bound lowers nothing";
    EXPECT_TRUE(count.at_least);
}

TEST_F(FusionTest, AZoneNeverFallsBecauseACameraIsLostAndRisesIfTheOtherSeesMore) {
    Fusion fusion(configuration_);
    west_->tracks = {person(2, 5.8, 3.5)};
    EXPECT_EQ(fusion.look(views_).zones[0].count.people, 6.0);
    views_[kEast].blind = true;
    auto count = fusion.look(views_).zones[0].count;
    EXPECT_EQ(count.people, 6.0);
    EXPECT_TRUE(count.at_least);
    EXPECT_TRUE(count.partly_blind);
    west_->zones[0].count = {8.0, 7.0, 9.0, false, false};
    count = fusion.look(views_).zones[0].count;
    EXPECT_EQ(count.people, 8.0);
    EXPECT_TRUE(count.at_least);
    views_[kEast].blind = false;
    east_->tracks.clear();
    east_->zones[0].count = {0.0, 0.0, 1.0, false, false};
    west_->tracks.clear();
    west_->zones[0].count = {1.0, 0.0, 2.0, false, false};
    count = fusion.look(views_).zones[0].count;
    EXPECT_EQ(count.people, 1.0) << "all see again";
    EXPECT_FALSE(count.at_least);
}

TEST_F(FusionTest, AZoneWhoseCamerasAreAllBlindKeepsItsCountAsALowerBound) {
    Fusion fusion(configuration_);
    EXPECT_EQ(fusion.look(views_).zones[1].count.people, 3.0);
    views_[kEast].blind = true;
    const auto occupancy = fusion.look(views_);
    EXPECT_EQ(occupancy.zones[0].count.people, 5.0);
    EXPECT_TRUE(occupancy.zones[0].count.at_least);
    EXPECT_TRUE(occupancy.zones[0].count.partly_blind);
    EXPECT_FALSE(occupancy.zones[1].count.at_least);
    EXPECT_TRUE(occupancy.venue.at_least);
    EXPECT_TRUE(occupancy.venue.partly_blind);
    EXPECT_EQ(occupancy.venue.people, 8.0);
}

TEST_F(FusionTest, AZoneThatLostItsOtherCameraIsPartlyBlindToo) {
    views_[kWest].blind = true;
    const auto occupancy = fused();
    EXPECT_EQ(occupancy.zones[0].count.people, 5.0);
    EXPECT_TRUE(occupancy.zones[0].count.at_least);
    EXPECT_TRUE(occupancy.zones[0].count.partly_blind);
}

TEST_F(FusionTest, LosingACameraThatCannotLocatePeopleLosesNothing) {
    configuration_.cameras[1].calibration.reset();
    views_[kWest].blind = true;
    EXPECT_FALSE(fused().zones[0].count.partly_blind);
}

TEST_F(FusionTest, AZoneThatNobodyHasSeenYetIsAtLeastNobodyPartlyBlind) {
    views_.clear();
    const auto occupancy = fused();
    ASSERT_EQ(occupancy.zones.size(), 2U);
    EXPECT_EQ(occupancy.zones[0].zone, kHall);
    EXPECT_EQ(occupancy.zones[0].count, (net::Count{0.0, 0.0, 0.0, true, true}));
    EXPECT_THAT(occupancy.lines, IsEmpty());
    EXPECT_EQ(occupancy.at, net::UtcTime{});
}

TEST_F(FusionTest, AZoneThatItsCamerasDoNotCountIsNeverCalledEmpty) {
    east_->zones.clear();
    EXPECT_TRUE(fused().zones[0].count.at_least);
    EXPECT_TRUE(fused().zones[0].count.partly_blind);
}

TEST_F(FusionTest, BeyondTheMeasuredRangeIsAtLeastButNotBlind) {
    east_->zones[0].count.at_least = true;
    const auto occupancy = fused();
    EXPECT_TRUE(occupancy.venue.at_least);
    EXPECT_FALSE(occupancy.venue.partly_blind);
}

TEST_F(FusionTest, LineCountsStayWhileTheCameraIsBlind) {
    views_[kWest].blind = true;
    ASSERT_EQ(fused().lines.size(), 1U);
    EXPECT_EQ(fused().lines[0], (net::LineCount{kDoor, 12, 9}));
}

TEST_F(FusionTest, WhereTwoCamerasLookTheOneThatSeesMorePeopleIsBelieved) {
    east_->density = grid({1.0F, 0.0F, NAN, NAN});
    west_->density = grid({0.5F, 2.0F, 3.0F, NAN});
    const auto floors = fuse_floors(views_);
    ASSERT_EQ(floors.size(), 1U);
    const auto& cells = floors[0].people_per_m2;
    EXPECT_EQ(cells[0], 1.0F);
    EXPECT_EQ(cells[1], 2.0F);
    EXPECT_EQ(cells[2], 3.0F);
    EXPECT_TRUE(std::isnan(cells[3]));
}

TEST_F(FusionTest, WhatOnlyABlindCameraLooksAtIsUnknownAndNotEmpty) {
    east_->density = grid({1.0F, 0.0F, NAN, NAN});
    west_->density = grid({0.5F, 2.0F, 3.0F, NAN});
    views_[kWest].blind = true;
    auto floors = fuse_floors(views_);
    ASSERT_EQ(floors.size(), 1U);
    EXPECT_EQ(floors[0].people_per_m2[1], 0.0F);
    EXPECT_TRUE(std::isnan(floors[0].people_per_m2[2]));
    views_[kEast].blind = true;
    floors = fuse_floors(views_);
    ASSERT_EQ(floors.size(), 1U) << "the floor is still there";
    EXPECT_TRUE(std::isnan(floors[0].people_per_m2[0]));
}

TEST_F(FusionTest, GridsOfAnotherCellSizeAreLookedUpByPlace) {
    east_->density = grid({NAN});  // one cell of 1 m ...
    west_->density = grid({0.0F, 0.0F, 0.0F, 4.0F}, 0.75);
    const auto floors = fuse_floors(views_);
    ASSERT_EQ(floors.size(), 1U);
    ASSERT_EQ(floors[0].people_per_m2.size(), 1U);
    EXPECT_EQ(floors[0].people_per_m2[0], 0.0F) << "... whose middle lies in the first cell of the other";
}

TEST_F(FusionTest, EachFloorHasItsOwnGrid) {
    east_->density = grid({1.0F});
    west_->density = grid({2.0F});
    west_->density->floor = id<net::FloorId>("gallery");
    const auto floors = fuse_floors(views_);
    ASSERT_EQ(floors.size(), 2U);
    EXPECT_EQ(floors[0].people_per_m2[0], 1.0F);
    EXPECT_EQ(floors[1].people_per_m2[0], 2.0F);
}

}  // namespace
}  // namespace vigie::vision
