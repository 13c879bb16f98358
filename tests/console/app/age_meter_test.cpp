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
    EXPECT_FALSE(meter.shown_fps(kStart));
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
    EXPECT_NEAR(meter.shown_fps(kStart + seconds(10)).value(), 10.0, 0.3);
    EXPECT_DOUBLE_EQ(meter.overall_fps(), 10.0);
    EXPECT_EQ(meter.shown_fps(kStart + seconds(60)), 0.0);
}

/// A picture each 100 ms for `time`.
void show(AgeMeter& meter, net::MonoTime from, net::Microseconds time) {
    for (net::MonoTime at = from; at <= from + time; at += milliseconds(100)) {
        meter.add(at, milliseconds(50));
    }
}

TEST(AgeMeter, HasNoRateUntilASecondWasSeenAndThenTheRightOne) {
    AgeMeter meter(seconds(5));
    show(meter, kStart, milliseconds(900));
    EXPECT_FALSE(meter.shown_fps(kStart + milliseconds(950)));
    show(meter, kStart + seconds(1), milliseconds(200));
    EXPECT_NEAR(meter.shown_fps(kStart + milliseconds(1250)).value(), 10.0, 0.5);
}

TEST(AgeMeter, ARestartedRateDoesNotCountTheTimeBefore) {
    AgeMeter meter(seconds(5));
    show(meter, kStart, seconds(10));
    const net::MonoTime back = kStart + seconds(13);
    meter.restart_rate();
    EXPECT_FALSE(meter.shown_fps(back)) << "nothing has come yet";
    show(meter, back, seconds(1));
    EXPECT_NEAR(meter.shown_fps(back + milliseconds(1050)).value(), 10.0, 0.5);
    EXPECT_EQ(meter.shown_fps(back + seconds(20)), 0.0) << "watched, and nothing comes any more";
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
