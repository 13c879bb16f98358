#include "console/app/age_meter.hpp"

#include <gtest/gtest.h>

namespace vigie::console {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr net::MonoTime kStart{seconds(100)};

TEST(AgeMeter, KnowsNothingBeforeTheFirstPicture) {
    const AgeMeter meter;
    EXPECT_FALSE(meter.recent(kStart));
    EXPECT_FALSE(meter.overall());
    EXPECT_EQ(meter.shown_fps(kStart), 0.0);
    EXPECT_EQ(meter.overall_fps(), 0.0);
}

TEST(AgeMeter, TakesNearestRankPercentiles) {
    AgeMeter meter;
    for (int i = 1; i <= 100; ++i) {
        meter.add(kStart, milliseconds(101 - i));
    }
    const AgeFigures expected{milliseconds(50), milliseconds(95)};
    EXPECT_EQ(meter.recent(kStart), expected);
    EXPECT_EQ(meter.overall(), expected);
}

TEST(AgeMeter, ForgetsWhatLeftTheWindowButNotOverall) {
    AgeMeter meter(seconds(5));
    meter.add(kStart, milliseconds(900));
    meter.add(kStart + seconds(6), milliseconds(40));
    EXPECT_EQ(meter.recent(kStart + seconds(6))->p95, milliseconds(40));
    EXPECT_EQ(meter.overall()->p95, milliseconds(900));
    EXPECT_FALSE(meter.recent(kStart + seconds(20)));
    EXPECT_EQ(meter.shown(), 2U);
}

TEST(AgeMeter, CountsPicturesASecond) {
    AgeMeter meter(seconds(5));
    for (int i = 0; i < 101; ++i) {
        meter.add(kStart + milliseconds(100) * i, milliseconds(50));
    }
    EXPECT_NEAR(meter.shown_fps(kStart + seconds(10)), 10.0, 0.3);
    EXPECT_DOUBLE_EQ(meter.overall_fps(), 10.0);
    EXPECT_EQ(meter.shown_fps(kStart + seconds(60)), 0.0);
}

TEST(AgeMeter, AnAgeWithinTheClocksErrorIsZero) {
    AgeMeter meter;
    meter.add(kStart, milliseconds(-3));
    EXPECT_EQ(meter.recent(kStart)->p50, net::Microseconds::zero());
}

TEST(AgeMeter, AgesPastTenSecondsCountAsTen) {
    AgeMeter meter;
    meter.add(kStart, seconds(3600));
    EXPECT_EQ(meter.overall()->p50, seconds(10));
    EXPECT_EQ(meter.recent(kStart)->p50, seconds(3600));
}

}  // namespace
}  // namespace vigie::console
