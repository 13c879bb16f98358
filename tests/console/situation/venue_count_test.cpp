#include "console/situation/venue_count.hpp"

#include <gtest/gtest.h>

#include "tests/support/sample_messages.hpp"

namespace vigie::console {
namespace {

NodeSituation counting(net::Count count, net::Liveness liveness = net::Liveness::live) {
    NodeSituation node;
    auto record = test::sample_configuration();
    node.configuration = std::make_shared<const net::ConfigurationRecord>(record);
    auto occupancy = test::sample_occupancy();
    occupancy.venue = count;
    node.occupancy = std::make_shared<const net::Occupancy>(occupancy);
    node.occupancy_liveness = liveness;
    return node;
}

NodeSituation unheard(bool counts) {
    NodeSituation node;
    auto record = test::sample_configuration();
    record.zones[0].counts_towards_venue = counts;
    node.configuration = std::make_shared<const net::ConfigurationRecord>(record);
    return node;
}

TEST(VenueCount, IsUnknownUntilANodeHasSpoken) {
    EXPECT_FALSE(venue_count({}));
    EXPECT_FALSE(venue_count({unheard(true), unheard(false)}));
}

TEST(VenueCount, AddsPeopleAndCombinesEachSideOfTheErrorsInQuadrature) {
    const auto venue =
        venue_count({counting({100, 97, 104, false, false}), counting({50, 46, 53, false, false})});
    EXPECT_EQ(venue, (net::Count{150, 145, 155, false, false}));
}

TEST(VenueCount, IsNeverBelowZero) {
    const auto venue = venue_count({counting({1, 0, 6, false, false}), counting({0, 0, 8, false, false}),
                                    counting({0.5, 0, 0.5, false, false})});
    EXPECT_DOUBLE_EQ(venue->people, 1.5);
    EXPECT_GE(venue->low, 0.0);
    EXPECT_DOUBLE_EQ(venue->high, 1.5 + std::sqrt(25.0 + 64.0));
}

TEST(VenueLines, AreSummedOverTheNodesThatHaveThemAndAreAsOldAsTheOldest) {
    EXPECT_FALSE(venue_lines({unheard(true)}));
    std::vector<NodeSituation> nodes{counting({9, 8, 10, false, false}), counting({4, 4, 4, false, false})};
    auto none = *nodes[1].occupancy;
    none.venue_by_lines.reset();
    nodes[1].occupancy = std::make_shared<const net::Occupancy>(none);
    nodes[1].occupancy_liveness = net::Liveness::silent;
    ASSERT_TRUE(venue_lines(nodes));
    EXPECT_EQ(venue_lines(nodes)->balance, (net::LineBalance{22.0, -3.0}));
    EXPECT_EQ(venue_lines(nodes)->liveness, net::Liveness::live) << "what has no lines does not matter";
    nodes.push_back(counting({4, 4, 4, false, false}, net::Liveness::late));
    EXPECT_EQ(venue_lines(nodes)->balance, (net::LineBalance{44.0, -6.0}));
    EXPECT_EQ(venue_lines(nodes)->liveness, net::Liveness::late);
    nodes[0].occupancy_liveness = net::Liveness::silent;
    EXPECT_EQ(venue_lines(nodes)->liveness, net::Liveness::silent);
}

TEST(LastCounted, IsOfTheLongestSilentNodeThatCountsByTheConsolesClock) {
    Situation situation;
    situation.nodes = {counting({9, 8, 10, false, false}), unheard(true)};
    EXPECT_FALSE(last_counted(situation)) << "one is counted, the other never was";
    situation.nodes.push_back(counting({4, 4, 4, false, false}, net::Liveness::silent));
    const net::UtcTime said = situation.nodes.back().occupancy->at;
    EXPECT_EQ(last_counted(situation), said);
    situation.nodes.back().clock = net::ClockOffset{};
    situation.nodes.back().clock->offset = std::chrono::seconds(3);
    EXPECT_EQ(last_counted(situation), said - std::chrono::seconds(3));
}

TEST(VenueCount, CarriesWhatOneNodeSaysOfItself) {
    const auto venue = venue_count({counting({9, 8, 10, true, false}), counting({1, 1, 1, false, false})});
    EXPECT_TRUE(venue->at_least);
    EXPECT_FALSE(venue->partly_blind);
}

TEST(VenueCount, KeepsThePeopleOfASilentNodeAndSaysThatNobodyWatchesThem) {
    const auto venue = venue_count(
        {counting({9, 8, 10, false, false}), counting({40, 38, 42, false, false}, net::Liveness::silent)});
    EXPECT_DOUBLE_EQ(venue->people, 49.0);
    EXPECT_TRUE(venue->at_least);
    EXPECT_TRUE(venue->partly_blind);
}

TEST(VenueCount, IsNotWholeWithoutANodeThatWasNeverHeard) {
    const auto whole = counting({9, 8, 10, false, false});
    EXPECT_TRUE(venue_count({whole, unheard(true)})->at_least);
    EXPECT_TRUE(venue_count({whole, NodeSituation{}})->partly_blind) << "nobody knows what that node counts";
    EXPECT_FALSE(venue_count({whole, unheard(false)})->at_least) << "that node counts nothing of the venue";
}

TEST(VenueCount, OfLateNodesIsStillTheirs) {
    EXPECT_FALSE(venue_count({counting({9, 8, 10, false, false}, net::Liveness::late)})->at_least);
}

TEST(CountedLate, IsOfTheLatestNodeThatCountsByTheConsolesClock) {
    Situation situation;
    situation.nodes = {counting({9, 8, 10, false, false}),
                       counting({4, 4, 4, false, false}, net::Liveness::silent)};
    EXPECT_FALSE(counted_late(situation)) << "one is counted, of the other these were the last";
    situation.nodes.push_back(counting({4, 4, 4, false, false}, net::Liveness::late));
    const net::UtcTime said = situation.nodes.back().occupancy->at;
    situation.nodes.back().clock = net::ClockOffset{};
    situation.nodes.back().clock->offset = std::chrono::seconds(3);
    EXPECT_EQ(counted_late(situation), said - std::chrono::seconds(3));
    auto elsewhere = *situation.nodes.back().configuration;
    elsewhere.zones[0].counts_towards_venue = false;
    situation.nodes.back().configuration = std::make_shared<const net::ConfigurationRecord>(elsewhere);
    EXPECT_FALSE(counted_late(situation)) << "that node counts nothing of the venue";
}

}  // namespace
}  // namespace vigie::console
