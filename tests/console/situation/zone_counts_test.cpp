// Counts of zones and venue over time: nobody who is not seen has left.
#include "tests/console/situation/reducer_test.hpp"

namespace vigie::console {
namespace {

using net::Liveness;
using std::chrono::milliseconds;
using std::chrono::seconds;
using test::id;

class ZoneCountsTest : public test::ReducerTest {
protected:
    /// Takes snapshots as the console does, while `node` keeps saying `people`.
    void count_for(int seconds_long, double people) {
        for (int tick = 0; tick < seconds_long * 4; ++tick) {
            occupancy(people);
            clock_.advance(milliseconds(250));
            (void)reducer_.snapshot();
        }
    }
    void silence_for(int seconds_long) {
        for (int tick = 0; tick < seconds_long * 4; ++tick) {
            clock_.advance(milliseconds(250));
            (void)reducer_.snapshot();
        }
    }
};

TEST_F(ZoneCountsTest, AZoneIsUnknownUntilItsNodeHasCounted) {
    EXPECT_FALSE(zone_now().known);
    EXPECT_EQ(zone_now().liveness, Liveness::never_seen);
    EXPECT_TRUE(zone_now().count.count.at_least)
        << "a screen that forgets to ask must not show an empty zone";
    EXPECT_FALSE(reducer_.snapshot()->venue);
    occupancy(12);
    EXPECT_TRUE(zone_now().known);
    EXPECT_EQ(zone_now().count.count, (net::Count{12, 10, 15, false, false}));
    EXPECT_EQ(zone_now().count.density_per_m2, 0.25);
    EXPECT_EQ(zone_now().configuration.name, "Bar");
}

TEST_F(ZoneCountsTest, AnOccupancyThatCameBeforeTheConfigurationCounts) {
    occupancy(8, south(), "stage");
    configure(south_wing());
    EXPECT_TRUE(zone_now(south(), "stage").known);
    EXPECT_DOUBLE_EQ(zone_now(south(), "stage").count.count.people, 8.0);
}

TEST_F(ZoneCountsTest, AZoneWhoseNodeIsSilentKeepsItsCountAndSaysThatNobodyWatches) {
    occupancy(12);
    clock_.advance(seconds(4));
    EXPECT_FALSE(zone_now().count.count.at_least);
    clock_.advance(milliseconds(1));
    const auto zone = zone_now();
    EXPECT_EQ(zone.liveness, Liveness::silent);
    EXPECT_EQ(zone.count.count, (net::Count{12, 10, 15, true, true}));
    EXPECT_EQ(reducer_.snapshot()->nodes[0].occupancy_liveness, Liveness::silent);
    occupancy(3);
    EXPECT_EQ(zone_now().count.count, (net::Count{3, 1, 6, false, false}))
        << "what is seen again is believed";
}

TEST_F(ZoneCountsTest, AZoneThatItsNodeNoLongerMentionsKeepsItsCount) {
    occupancy(12);
    occupancy(30, north(), "elsewhere");
    EXPECT_TRUE(zone_now().known);
    EXPECT_EQ(zone_now().count.count, (net::Count{12, 10, 15, true, true}));
}

TEST_F(ZoneCountsTest, WhatANodeSaysOfABlindCameraIsCarriedThrough) {
    auto blind = test::sample_occupancy();
    blind.zones[0].count = {12, 10, 15, true, true};
    blind.venue = {12, 10, 15, true, true};
    reducer_.occupancy(north(), std::make_shared<net::Occupancy>(blind));
    EXPECT_TRUE(zone_now().count.count.partly_blind);
    EXPECT_TRUE(reducer_.snapshot()->venue->partly_blind);
}

TEST_F(ZoneCountsTest, TheVenueIsTheSumOfTheNodesWithTheirErrors) {
    configure(south_wing());
    occupancy(12);
    occupancy(20, south(), "stage");
    const auto venue = reducer_.snapshot()->venue;
    ASSERT_TRUE(venue);
    EXPECT_DOUBLE_EQ(venue->people, 32.0);
    EXPECT_DOUBLE_EQ(venue->low, 32.0 - std::sqrt(8.0));
    EXPECT_DOUBLE_EQ(venue->high, 32.0 + std::sqrt(18.0));
    EXPECT_FALSE(venue->at_least);
}

TEST_F(ZoneCountsTest, TheVenueDoesNotFallWhenOneOfItsNodesFallsSilent) {
    configure(south_wing());
    occupancy(20, south(), "stage");
    clock_.advance(seconds(5));
    occupancy(12);
    const auto venue = reducer_.snapshot()->venue;
    EXPECT_DOUBLE_EQ(venue->people, 32.0);
    EXPECT_TRUE(venue->at_least);
    EXPECT_TRUE(venue->partly_blind);
}

TEST_F(ZoneCountsTest, HistoryIsSampledEveryTwoSeconds) {
    count_for(10, 12);
    const auto history = zone_now().history;
    ASSERT_EQ(history.size(), 5U);
    for (std::size_t i = 1; i < history.size(); ++i) {
        EXPECT_EQ(history[i].at - history[i - 1].at, kHistoryPeriod);
    }
    EXPECT_EQ(history.back().count, (net::Count{12, 10, 15, false, false}));
    EXPECT_EQ(reducer_.snapshot()->venue_history.size(), history.size());
}

TEST_F(ZoneCountsTest, HistoryBeginsWithTheFirstCountAndNotWithZero) {
    silence_for(10);
    EXPECT_TRUE(zone_now().history.empty());
    EXPECT_TRUE(reducer_.snapshot()->venue_history.empty());
}

TEST_F(ZoneCountsTest, TheHistoryOfASilentZoneStaysLevelAndIsMarked) {
    count_for(10, 12);
    silence_for(10);
    const auto history = zone_now().history;
    ASSERT_GE(history.size(), 9U);
    EXPECT_TRUE(std::all_of(history.begin(), history.end(),
                            [](const OccupancySample& sample) { return sample.count.people == 12.0; }));
    EXPECT_FALSE(history.front().count.partly_blind);
    EXPECT_TRUE(history.back().count.partly_blind);
    const auto venue = reducer_.snapshot()->venue_history;
    EXPECT_DOUBLE_EQ(venue.back().count.people, 12.0);
    EXPECT_TRUE(venue.back().count.partly_blind);
}

TEST_F(ZoneCountsTest, AfterAPauseSamplingGoesOnWithoutCatchingUp) {
    count_for(4, 12);
    const auto before = zone_now().history.size();
    clock_.advance(seconds(60));
    for (int i = 0; i < 4; ++i) {
        (void)reducer_.snapshot();
    }
    EXPECT_EQ(zone_now().history.size(), before + 1);
}

TEST_F(ZoneCountsTest, HistoryIsBoundedToAnHour) {
    for (int i = 0; i < 2000; ++i) {
        occupancy(i);
        (void)reducer_.snapshot();
        clock_.advance(kHistoryPeriod);
    }
    EXPECT_EQ(zone_now().history.size(), kHistorySamples);
    EXPECT_EQ(reducer_.snapshot()->venue_history.size(), kHistorySamples);
}

TEST_F(ZoneCountsTest, ZonesOfTheSameNameOnTwoNodesHaveTheirOwnHistory) {
    auto record = south_wing();
    record.zones[0].zone = id<net::ZoneId>("bar");
    configure(record);
    occupancy(12);
    occupancy(70, south());
    (void)reducer_.snapshot();
    EXPECT_DOUBLE_EQ(zone_now(north()).history.back().count.people, 12.0);
    EXPECT_DOUBLE_EQ(zone_now(south()).history.back().count.people, 70.0);
}

}  // namespace
}  // namespace vigie::console
