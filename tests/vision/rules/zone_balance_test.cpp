// Over-capacity of a zone that names the lines of its boundary, on hand-made scenes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/vision/rules/watch.hpp"

namespace vigie::test {
namespace {

using net::Transition;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const auto kVault = zone("vault");

net::Count people(double number) {
    return {number, number - 0.5, number + 0.5, false, false};
}

net::Evidence told(const char* name, double value) {
    return {name, value, std::nullopt, std::nullopt, "people"};
}

/// "vault", for four, counted by "east" and entered over a line that "west" watches.
class ByLines : public ::testing::Test {
protected:
    static Watch a_vault() {
        auto rule = a_rule(net::RuleKind::over_capacity, 1.0, {"vault"});
        rule.clear_below = 0.8;
        auto record = a_venue({rule});
        record.lines = sample_configuration().lines;
        record.lines[0].camera = camera("west");
        record.zones[0].entry_lines = {record.lines[0].line};
        return Watch(record);
    }

    Watch watch_ = a_vault();
};

TEST_F(ByLines, FiresByTheBalanceWhereItIsMoreThanTheCountAndSaysBoth) {
    watch_.counts[kVault] = people(3.0);
    watch_.balances[kVault] = {6.0, -2.0};
    const auto alerts = watch_.run(1.1);
    ASSERT_THAT(transitions(alerts), ElementsAre(Transition::raised));
    const auto& evidence = alerts[0].evidence;
    EXPECT_EQ(evidence.at(0), (net::Evidence{"people", 6.0, std::nullopt, 4.0, "people"}));
    EXPECT_EQ(evidence.at(1), told("capacity", 4.0));
    EXPECT_THAT(evidence, Contains(net::Evidence{"counted", 3.0, 0.5, std::nullopt, "people"}));
    EXPECT_THAT(evidence, Contains(told("by_lines", 6.0)));
    EXPECT_THAT(evidence, Contains(told("corrected", -2.0)));
    EXPECT_EQ(alerts[0].camera, camera("east")) << "who are in it are in its own camera's picture";
}

TEST_F(ByLines, FiresByTheCountWhereThatIsMore) {
    watch_.counts[kVault] = people(5.0);
    watch_.balances[kVault] = {2.0, 0.0};
    const auto alerts = watch_.run(1.1);
    ASSERT_THAT(transitions(alerts), ElementsAre(Transition::raised));
    EXPECT_EQ(alerts[0].evidence.at(0), (net::Evidence{"people", 5.0, 0.5, 4.0, "people"}));
    EXPECT_THAT(alerts[0].evidence, Contains(told("by_lines", 2.0)));
}

TEST_F(ByLines, DoesNotFireWhileBothSayThatItIsJustFull) {
    watch_.counts[kVault] = people(4.0);
    watch_.balances[kVault] = {4.0, 0.0};
    EXPECT_THAT(watch_.run(20.0), IsEmpty());
}

TEST_F(ByLines, IsClearedOnceBothSayThatEnoughHaveLeft) {
    watch_.counts[kVault] = people(5.0);
    watch_.balances[kVault] = {5.0, 0.0};
    ASSERT_THAT(transitions(watch_.run(1.1)), ElementsAre(Transition::raised));
    watch_.counts[kVault] = people(0.0);
    EXPECT_THAT(watch_.run(20.0), IsEmpty()) << "five came in, and nobody was seen to leave";
    watch_.balances[kVault] = {3.0, 0.0};
    EXPECT_THAT(transitions(watch_.run(2.1)), ElementsAre(Transition::cleared));
}

TEST_F(ByLines, ABalanceOfALineThatNobodySeesIsNotBelievedAndNothingEnds) {
    watch_.seeing.erase(camera("west"));
    watch_.balances[kVault] = {9.0, 0.0};
    watch_.counts[kVault] = people(3.0);
    EXPECT_THAT(watch_.run(20.0), IsEmpty()) << "they may have left unseen";
    watch_.counts[kVault] = people(5.0);
    const auto alerts = watch_.run(1.1);
    ASSERT_THAT(transitions(alerts), ElementsAre(Transition::raised));
    for (const auto& evidence : alerts[0].evidence) EXPECT_NE(evidence.name, "by_lines");
    watch_.counts[kVault] = people(0.0);
    EXPECT_THAT(watch_.run(20.0), IsEmpty());
    watch_.seeing.insert(camera("west"));
    watch_.balances[kVault] = {0.0, 0.0};
    EXPECT_THAT(transitions(watch_.run(2.2)), ElementsAre(Transition::cleared));
}

TEST_F(ByLines, WhileTheZoneItselfIsNotSeenTheBalanceRaisesAndTheOldCountIsNotTold) {
    watch_.seeing.erase(camera("east"));
    watch_.counts[kVault] = {9.0, 8.0, 10.0, true, true};
    watch_.balances[kVault] = {3.0, 0.0};
    EXPECT_THAT(watch_.run(20.0), IsEmpty()) << "an old count";
    watch_.balances[kVault] = {6.0, 0.0};
    const auto alerts = watch_.run(1.2);
    ASSERT_THAT(transitions(alerts), ElementsAre(Transition::raised));
    EXPECT_EQ(alerts[0].evidence.at(0).value, 6.0);
    for (const auto& evidence : alerts[0].evidence) EXPECT_NE(evidence.name, "counted");
    EXPECT_EQ(alerts[0].frame, std::nullopt) << "no picture shows them";
    watch_.balances[kVault] = {0.0, 0.0};
    EXPECT_THAT(watch_.run(20.0), IsEmpty());
}

TEST_F(ByLines, OfAZoneWithoutLinesNobodySpeaks) {
    watch_.record.zones[0].entry_lines.clear();
    watch_.book = vision::RuleBook(watch_.record);
    watch_.counts[kVault] = people(5.0);
    const auto alerts = watch_.run(1.1);
    ASSERT_THAT(transitions(alerts), ElementsAre(Transition::raised));
    EXPECT_EQ(alerts[0].evidence.size(), 3U) << "people, capacity, duration";
}

}  // namespace
}  // namespace vigie::test
