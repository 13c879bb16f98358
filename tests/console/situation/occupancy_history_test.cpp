#include "console/situation/occupancy_history.hpp"

#include <gtest/gtest.h>

#include "tests/support/sample_messages.hpp"

namespace vigie::console {
namespace {

using std::chrono::seconds;
using test::at;

OccupancySample sample(double second, double people = 1.0) {
    return {at(second), {people, people, people, false, false}};
}

OccupancyHistory every_period(int count) {
    OccupancyHistory history;
    for (int i = 0; i < count; ++i) {
        history = history.with(sample(2.0 * i, i));
    }
    return history;
}

TEST(OccupancyHistory, IsEmptyAtFirst) {
    const OccupancyHistory history;
    EXPECT_TRUE(history.empty());
    EXPECT_EQ(history.begin(), history.end());
    EXPECT_EQ(history.rbegin(), history.rend());
}

TEST(OccupancyHistory, ReadsLikeAVectorOldestFirst) {
    const auto history = every_period(3);
    ASSERT_EQ(history.size(), 3U);
    EXPECT_EQ(history.front(), sample(0.0, 0.0));
    EXPECT_EQ(history[1], sample(2.0, 1.0));
    EXPECT_EQ(history.back(), sample(4.0, 2.0));
    EXPECT_EQ(*history.rbegin(), history.back());
}

TEST(OccupancyHistory, HoldsOneHour) {
    const auto history = every_period(2000);
    ASSERT_EQ(history.size(), kHistorySamples);
    EXPECT_EQ(history.back().at, at(3998.0));
    EXPECT_EQ(history.back().at - history.front().at, seconds(3598));
}

TEST(OccupancyHistory, ForgetsByTimeWhenSamplesWereMissed) {
    const auto history = every_period(10).with(sample(3610.0));
    ASSERT_EQ(history.size(), 5U) << "those from second 12 on, and the new one";
    EXPECT_EQ(history.front().at, at(12.0));
}

TEST(OccupancyHistory, DropsWhatLiesInTheFutureOfAClockThatWasSetBack) {
    const auto history = every_period(10).with(sample(7.0, 50.0));
    ASSERT_EQ(history.size(), 5U);
    EXPECT_EQ(history[3].at, at(6.0));
    EXPECT_EQ(history.back(), sample(7.0, 50.0));
}

TEST(OccupancyHistory, SharesItsSamplesWithItsCopies) {
    const auto history = every_period(3);
    const OccupancyHistory copy = history;  // NOLINT(performance-unnecessary-copy-initialization)
    EXPECT_EQ(copy.data(), history.data());
    const auto longer = copy.with(sample(6.0));
    EXPECT_EQ(history.size(), 3U) << "one that was handed out never changes";
    EXPECT_EQ(longer.size(), 4U);
}

}  // namespace
}  // namespace vigie::console
