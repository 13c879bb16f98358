// Hours of rules by the clock on the venue's wall, through midnight and the changes of the clock.
#include "vision/rules/hours.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace vigie::vision {
namespace {

using namespace std::chrono;

constexpr std::uint8_t kSaturday = 1U << 5U;
constexpr std::uint8_t kWeekdays = 0x1F;

net::UtcTime utc(int y, unsigned m, unsigned d, int hour, int minute = 0) {
    return net::UtcTime(sys_days(year(y) / month(m) / day(d))) + hours(hour) + minutes(minute);
}

net::ScheduleSpan span(std::uint8_t days, int from_h, int from_m, int until_h, int until_m) {
    return {days, static_cast<std::uint16_t>(from_h * 60 + from_m),
            static_cast<std::uint16_t>(until_h * 60 + until_m)};
}

const Hours kParis("Europe/Paris");

TEST(Hours, WithoutSpansCoverAllTime) {
    EXPECT_TRUE(kParis.covers({}, utc(2026, 1, 1, 3)));
}

TEST(Hours, AreThoseOfTheVenuesWall) {
    const std::vector<net::ScheduleSpan> day{span(kWeekdays, 8, 0, 20, 0)};
    // 2 July 2026 is a Thursday; Paris is two hours ahead.
    EXPECT_FALSE(kParis.covers(day, utc(2026, 7, 2, 5, 59)));
    EXPECT_TRUE(kParis.covers(day, utc(2026, 7, 2, 6, 0)));
    EXPECT_TRUE(kParis.covers(day, utc(2026, 7, 2, 17, 59)));
    EXPECT_FALSE(kParis.covers(day, utc(2026, 7, 2, 18, 0))) << "the last minute is no longer in it";
    EXPECT_FALSE(kParis.covers(day, utc(2026, 7, 4, 10, 0))) << "a Saturday";
    EXPECT_FALSE(Hours("UTC").covers(day, utc(2026, 7, 2, 6, 0)));
}

TEST(Hours, PastMidnightBelongToTheDayOnWhichTheyBegin) {
    const std::vector<net::ScheduleSpan> night{span(kSaturday, 22, 0, 2, 0)};
    // 4 July 2026 is a Saturday.
    EXPECT_FALSE(kParis.covers(night, utc(2026, 7, 4, 19, 59)));
    EXPECT_TRUE(kParis.covers(night, utc(2026, 7, 4, 20, 0)));
    EXPECT_TRUE(kParis.covers(night, utc(2026, 7, 4, 23, 59))) << "Sunday 01:59 in Paris";
    EXPECT_FALSE(kParis.covers(night, utc(2026, 7, 5, 0, 0))) << "02:00";
    EXPECT_FALSE(kParis.covers(night, utc(2026, 7, 3, 22, 30))) << "the night before is Friday's";
    EXPECT_FALSE(kParis.covers(night, utc(2026, 7, 5, 20, 30))) << "Sunday evening";
}

TEST(Hours, OfSundayNightReachIntoMonday) {
    const std::vector<net::ScheduleSpan> night{span(1U << 6U, 23, 0, 1, 0)};
    EXPECT_TRUE(kParis.covers(night, utc(2026, 7, 5, 22, 30))) << "Monday 00:30 in Paris";
}

TEST(Hours, FromAMinuteToTheSameOneAreAWholeDay) {
    const std::vector<net::ScheduleSpan> whole{span(kSaturday, 6, 0, 6, 0)};
    EXPECT_FALSE(kParis.covers(whole, utc(2026, 7, 4, 3, 59)));
    EXPECT_TRUE(kParis.covers(whole, utc(2026, 7, 4, 4, 0)));
    EXPECT_TRUE(kParis.covers(whole, utc(2026, 7, 5, 3, 59)));
    EXPECT_FALSE(kParis.covers(whole, utc(2026, 7, 5, 4, 0)));
}

TEST(Hours, UntilTheEndOfTheDay) {
    const std::vector<net::ScheduleSpan> evening{span(kSaturday, 18, 0, 24, 0)};
    EXPECT_TRUE(kParis.covers(evening, utc(2026, 7, 4, 21, 59)));
    EXPECT_FALSE(kParis.covers(evening, utc(2026, 7, 4, 22, 0)));
}

TEST(Hours, WhereTheClockIsPutForwardEndWhenTheWallSaysSo) {
    // Sunday 29 March 2026: 02:00 becomes 03:00 in Paris, at 01:00 UTC.
    const std::vector<net::ScheduleSpan> night{span(kSaturday, 22, 0, 2, 30)};
    EXPECT_TRUE(kParis.covers(night, utc(2026, 3, 29, 0, 59))) << "01:59";
    EXPECT_FALSE(kParis.covers(night, utc(2026, 3, 29, 1, 0))) << "03:00: 02:30 has passed";
    const std::vector<net::ScheduleSpan> gone{span(0x7F, 2, 0, 3, 0)};
    for (int minute = 0; minute < 180; ++minute) {
        EXPECT_FALSE(kParis.covers(gone, utc(2026, 3, 29, 0, minute))) << "that hour never comes";
    }
}

TEST(Hours, WhereTheClockIsPutBackCoverTheHourTwice) {
    // Sunday 25 October 2026: 03:00 becomes 02:00 in Paris, at 01:00 UTC.
    const std::vector<net::ScheduleSpan> twice{span(0x7F, 2, 0, 3, 0)};
    EXPECT_FALSE(kParis.covers(twice, utc(2026, 10, 24, 23, 59)));
    EXPECT_TRUE(kParis.covers(twice, utc(2026, 10, 25, 0, 0)));
    EXPECT_TRUE(kParis.covers(twice, utc(2026, 10, 25, 1, 59)));
    EXPECT_FALSE(kParis.covers(twice, utc(2026, 10, 25, 2, 0)));
}

TEST(Hours, OfAZoneThatIsNotKnownAreUtc) {
    const std::vector<net::ScheduleSpan> day{span(0x7F, 8, 0, 20, 0)};
    EXPECT_TRUE(Hours("Europe/Atlantis").covers(day, utc(2026, 7, 2, 19, 59)));
    EXPECT_FALSE(Hours("Europe/Atlantis").covers(day, utc(2026, 7, 2, 7, 59)));
}

}  // namespace
}  // namespace vigie::vision
