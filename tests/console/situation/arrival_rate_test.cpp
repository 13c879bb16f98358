#include "console/situation/arrival_rate.hpp"

#include <gtest/gtest.h>

namespace vigie::console {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr net::MonoTime kStart{seconds(100)};

ArrivalRate steady(int count, milliseconds period) {
    ArrivalRate rate;
    for (int i = 0; i < count; ++i) {
        rate.add(kStart + period * i);
    }
    return rate;
}

TEST(ArrivalRate, IsZeroUntilTwoHaveArrived) {
    EXPECT_EQ(ArrivalRate().per_second(kStart, seconds(5)), 0.0);
    EXPECT_EQ(steady(1, milliseconds(100)).per_second(kStart, seconds(5)), 0.0);
}

TEST(ArrivalRate, OfASteadyFeedIsTheSameAtAnyMomentBetweenTwoArrivals) {
    const auto rate = steady(101, milliseconds(100));
    const net::MonoTime last = kStart + seconds(10);
    EXPECT_DOUBLE_EQ(rate.per_second(last, seconds(5)), 10.0);
    EXPECT_DOUBLE_EQ(rate.per_second(last + milliseconds(50), seconds(5)), 10.0);
    EXPECT_DOUBLE_EQ(rate.per_second(last + milliseconds(100), seconds(5)), 10.0);
}

TEST(ArrivalRate, SinksWhileTheNextOneIsOverdueAndEndsAtZero) {
    const auto rate = steady(101, milliseconds(100));
    const net::MonoTime last = kStart + seconds(10);
    const double a_second_late = rate.per_second(last + seconds(1), seconds(5));
    const double three_seconds_late = rate.per_second(last + seconds(3), seconds(5));
    EXPECT_LT(a_second_late, 9.0);
    EXPECT_LT(three_seconds_late, a_second_late);
    EXPECT_GT(three_seconds_late, 0.0);
    EXPECT_EQ(rate.per_second(last + seconds(6), seconds(5)), 0.0);
}

TEST(ArrivalRate, OfAFeedSlowerThanTheSecondsLookedAtNeedsAWiderWindow) {
    const auto rate = steady(5, milliseconds(8000));
    const net::MonoTime last = kStart + seconds(32);
    EXPECT_EQ(rate.per_second(last, seconds(5)), 0.0);
    EXPECT_DOUBLE_EQ(rate.per_second(last, seconds(32)), 0.125);
}

TEST(ArrivalRate, CountsABurstAsIfItTookASecond) {
    const auto rate = steady(31, milliseconds(0));
    EXPECT_DOUBLE_EQ(rate.per_second(kStart, seconds(5)), 30.0);
}

TEST(ArrivalRate, OfAFloodIsStillRight) {
    const auto rate = steady(5000, milliseconds(2));
    EXPECT_NEAR(rate.per_second(kStart + milliseconds(2 * 4999), seconds(5)), 255.0, 0.01)
        << "as many as are remembered, taken as a second's";
}

}  // namespace
}  // namespace vigie::console
