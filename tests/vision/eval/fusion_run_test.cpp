// Fusion measured in a small simulated hall: what the table of the suite does, in a second.
#include "vision/eval/fusion_run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/fake_clock.hpp"
#include "vision/eval/fusion_hall.hpp"

namespace vigie::vision {
namespace {

FusionRunSettings small(bool pictures) {
    FusionRunSettings out;
    out.people = 12;
    out.cameras = 4;
    out.pictures = pictures;
    out.measured_s = 6.0;
    out.seed = 7;
    return out;
}

TEST(FusionRun, TracksMadeFromTheTruthOfAFewPeopleAreCountedWell) {
    const test::FakeClock clock;
    const auto run = run_fusion(small(false), clock);
    ASSERT_TRUE(run) << run.error().message;
    EXPECT_EQ(run->score.moments, 60U);
    EXPECT_GT(run->score.people, 8.0);
    // Figures that are nobody come with the tracks: one in ten people is more than fusion may lose.
    EXPECT_LT(run->score.count_error, 0.05 + run->score.nobody)
        << "bias " << run->score.count_bias << ", one is two " << run->score.doubled << ", two are one "
        << run->score.merged << ", missed " << run->score.missed << ", nobody " << run->score.nobody;
    EXPECT_GT(run->score.cameras, 2.0) << "most are seen by several cameras";
    EXPECT_LT(run->score.place_error_m, 0.4);
    EXPECT_LT(run->score.doubled, 0.05);
}

TEST(FusionRun, TheSameSeedMeasuresTheSame) {
    const test::FakeClock clock;
    const auto first = run_fusion(small(false), clock);
    const auto second = run_fusion(small(false), clock);
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->score.counted, second->score.counted);
    EXPECT_EQ(first->score.place_error_m, second->score.place_error_m);
}

TEST(FusionHall, HangsItsCamerasSoThatTheyOverlap) {
    const auto hall = fusion_hall(50, 8, 1);
    ASSERT_TRUE(hall) << hall.error().message;
    ASSERT_EQ(hall->record.cameras.size(), 8U);
    const auto& zone = hall->record.zones.front();
    EXPECT_EQ(zone.cameras.size(), 8U);
    int covered = 0;
    int places = 0;
    for (double x = 2.0; x < 29.0; x += 1.0) {
        for (double y = 2.0; y < 19.0; y += 1.0) {
            int seen = 0;
            for (const auto& camera : hall->record.cameras) {
                seen += net::contains(camera.calibration->field_of_view, {x, y}) ? 1 : 0;
            }
            ++places;
            covered += seen >= 2 ? 1 : 0;
        }
    }
    EXPECT_EQ(covered, places) << "every place by two";
}

TEST(FusionHall, WhatIsNotMeasuredIsRefused) {
    EXPECT_FALSE(fusion_hall(0, 4, 1));
    EXPECT_FALSE(fusion_hall(50, 2, 1));
    EXPECT_FALSE(fusion_hall(50, 9, 1));
    EXPECT_THAT(fusion_hall(601, 4, 1).error().message, ::testing::HasSubstr("1 to 600"));
}

}  // namespace
}  // namespace vigie::vision
