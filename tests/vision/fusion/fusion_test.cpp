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

/// Zone "hall" counted by east and seen by west too, zone "bar" counted by west, line "door" of west.
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

class FusionTest : public ::testing::Test {
protected:
    FusionTest() {
        east_->zones = {{kHall, {5.0, 4.0, 7.0, false, false}, 0.5}};
        west_->zones = {{kBar, {3.0, 1.0, 3.0, false, false}, 0.25}};
        west_->lines = {{kDoor, 12, 9}};
        views_ = {{kEast, {east_, false}}, {kWest, {west_, false}}};
    }

    [[nodiscard]] net::Occupancy fused() const { return fuse(configuration_, views_); }

    net::ConfigurationRecord configuration_ = two_cameras();
    std::shared_ptr<net::Scene> east_ = scene(kEast, 1.0);
    std::shared_ptr<net::Scene> west_ = scene(kWest, 2.0);
    CameraViews views_;
};

TEST_F(FusionTest, EachZoneIsCountedByItsFirstCameraAndTheVenueIsTheirSum) {
    const auto occupancy = fused();
    EXPECT_EQ(occupancy.node, configuration_.node);
    ASSERT_EQ(occupancy.zones.size(), 2U);
    EXPECT_EQ(occupancy.zones[0], east_->zones[0]);
    EXPECT_EQ(occupancy.zones[1], west_->zones[0]);
    EXPECT_EQ(occupancy.venue.people, 8.0);
    EXPECT_NEAR(occupancy.venue.low, 8.0 - std::hypot(1.0, 2.0), 1e-9) << "errors are independent";
    EXPECT_NEAR(occupancy.venue.high, 8.0 + 2.0, 1e-9);
    EXPECT_FALSE(occupancy.venue.at_least);
    EXPECT_FALSE(occupancy.venue.partly_blind);
    EXPECT_EQ(occupancy.at, at(2.0)) << "of the newest scene";
}

TEST_F(FusionTest, AZoneThatDoesNotCountTowardsTheVenueIsLeftOut) {
    configuration_.zones[1].counts_towards_venue = false;
    EXPECT_EQ(fused().venue.people, 5.0);
}

TEST_F(FusionTest, AZoneWhoseCountingCameraIsBlindKeepsItsCountAsALowerBound) {
    views_[kEast].blind = true;
    const auto occupancy = fused();
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

TEST_F(FusionTest, AZoneThatItsCameraDoesNotCountIsNeverCalledEmpty) {
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
    EXPECT_EQ(fused().lines[0], (net::LineCount{kDoor, 12, 9, {}, {}}));
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
