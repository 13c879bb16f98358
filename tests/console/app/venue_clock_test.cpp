// Times as the venue's clocks show them, across a change to summer time.
#include "console/app/venue_clock.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vigie::console {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_days;
using std::chrono::year_month_day;

net::UtcTime utc(int year, unsigned month, unsigned day, net::Microseconds time) {
    return net::UtcTime(sys_days(year_month_day(std::chrono::year(year), std::chrono::month(month),
                                                std::chrono::day(day)))
                            .time_since_epoch()) +
           time;
}

TEST(VenueClock, IsUtcBeforeAZoneIsKnown) {
    const VenueClock clock;
    EXPECT_EQ(clock.time_text(utc(2026, 7, 1, 21h + 5min + 9s)), "21:05:09");
    EXPECT_EQ(clock.zone_text(utc(2026, 7, 1, 21h)), "UTC");
}

TEST(VenueClock, FollowsSummerTimeToTheSecond) {
    VenueClock clock;
    clock.select("Europe/Paris");
    EXPECT_EQ(clock.time_text(utc(2026, 3, 29, 59min + 59s)), "01:59:59");
    EXPECT_EQ(clock.zone_text(utc(2026, 3, 29, 59min + 59s)), "CET");
    EXPECT_EQ(clock.time_text(utc(2026, 3, 29, 1h)), "03:00:00");
    EXPECT_EQ(clock.zone_text(utc(2026, 3, 29, 1h)), "CEST");
    EXPECT_EQ(clock.problem().english, "");
}

TEST(VenueClock, ShowsTheVenuesDayWhereUtcIsStillOnTheDayBefore) {
    VenueClock clock;
    clock.select("Asia/Tokyo");
    EXPECT_EQ(clock.time_text(utc(2026, 1, 1, 20h)), "05:00:00");
}

TEST(VenueClock, NamesAZoneWithoutLettersByItsOffset) {
    VenueClock clock;
    clock.select("Asia/Dubai");
    EXPECT_EQ(clock.zone_text(utc(2026, 1, 1, 0s)), "UTC+04");
}

TEST(VenueClock, SaysThatAnUnknownZoneIsReplacedAndRecovers) {
    VenueClock clock;
    clock.select("Europe/Atlantis");
    EXPECT_THAT(clock.problem().english, testing::HasSubstr("Europe/Atlantis"));
    EXPECT_THAT(clock.problem().english, testing::HasSubstr("tzdata"));
    EXPECT_EQ(clock.time_text(utc(2026, 7, 1, 21h)), "21:00:00");
    EXPECT_EQ(clock.zone_text(utc(2026, 7, 1, 21h)), "UTC");
    clock.select("Europe/Paris");
    EXPECT_EQ(clock.problem().english, "");
    EXPECT_EQ(clock.time_text(utc(2026, 7, 1, 21h)), "23:00:00");
}

}  // namespace
}  // namespace vigie::console
