// A crowd counted in a small simulated hall: what the table of the suite does, in a second.
#include "vision/eval/crowd_run.hpp"

#include <gtest/gtest.h>

#include "tests/support/fake_clock.hpp"

namespace vigie::vision {
namespace {

CrowdRunSettings small(double per_m2) {
    CrowdRunSettings out;
    out.per_m2 = per_m2;
    out.edge_m = 4.0;
    out.measured_s = 5.0;
    out.fps = 2.0;
    out.seed = 7;
    return out;
}

TEST(CrowdRun, ADenseCrowdIsNotAFifthOfItself) {
    const test::FakeClock clock;
    const auto run = run_crowd(small(4.0), clock);
    ASSERT_TRUE(run) << run.error().message;
    EXPECT_NEAR(run->people, 64.0, 3.0);
    EXPECT_GT(run->counted, 0.6 * run->people);
    EXPECT_LT(run->counted, 1.5 * run->people);
    EXPECT_GT(run->covered, 0.9);
    EXPECT_EQ(run->least_kept, 1.0) << "nothing comes after the first minute";
}

TEST(CrowdRun, ACrowdThatStandsKeepsItsNumber) {
    const test::FakeClock clock;
    auto settings = small(3.0);
    settings.measured_s = 100.0;  // five times what melts what nobody walked to
    settings.fps = 1.0;
    const auto run = run_crowd(settings, clock);
    ASSERT_TRUE(run) << run.error().message;
    EXPECT_GT(run->least_kept, 0.9);
}

TEST(CrowdRun, WhatIsNotMeasuredIsRefused) {
    const test::FakeClock clock;
    for (const double per_m2 : {0.0, 7.0}) {
        const auto run = run_crowd(small(per_m2), clock);
        ASSERT_FALSE(run);
        EXPECT_EQ(run.error().code, net::ErrorCode::invalid_input);
    }
}

}  // namespace
}  // namespace vigie::vision
