// A venue through its phases: which rules are on, with which limits, and what becomes of what is open.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/vision/rules/watch.hpp"

namespace vigie::test {
namespace {

using net::RuleKind;
using net::Transition;
using net::VenuePhase;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const auto kVault = zone("vault");
const auto kMain = id<net::HallId>("main");

/// `rules` over "vault", in hall "main", and "shared", in hall "annex"; both are in their show.
Watch a_house(std::vector<net::RuleConfiguration> rules) {
    for (std::size_t i = 0; i < rules.size(); ++i)
        rules[i].rule = id<net::RuleId>("rule-" + std::to_string(i));
    auto record = a_venue(std::move(rules));
    record.halls = {{kMain, "Main", {kVault}, {}, VenuePhase::show},
                    {id<net::HallId>("annex"), "Annex", {zone("shared")}, {}, VenuePhase::show}};
    for (auto& known : record.zones) known.direction = net::Vector<net::Floor>{1.0, 0.0};
    return Watch(record);
}

net::RuleConfiguration one_way(const std::vector<std::string_view>& zones) {
    auto rule = a_rule(RuleKind::wrong_direction, 1.0, zones);
    rule.phases = {VenuePhase::doors, VenuePhase::show, VenuePhase::interval};
    return rule;
}

TEST(Phases, EgressIsNoFloodOfPeopleWhoGoTheWrongWay) {
    Watch watch = a_house({one_way({"vault"})});
    watch.phases[kMain] = VenuePhase::egress;
    watch.crowds[kVault].against_people = 40.0;
    EXPECT_THAT(watch.run(60.0), IsEmpty());
    watch.phases[kMain] = VenuePhase::show;
    EXPECT_THAT(transitions(watch.run(1.2)), ElementsAre(Transition::raised)) << "the next show has begun";
}

TEST(Phases, TheHallNextDoorKeepsItsRulesWhileOneEmpties) {
    Watch watch = a_house({one_way({"vault", "shared"})});
    watch.phases[kMain] = VenuePhase::egress;
    watch.crowds[kVault].against_people = 40.0;
    watch.crowds[zone("shared")].against_people = 2.0;
    const auto alerts = watch.run(5.0);
    ASSERT_THAT(transitions(alerts), ElementsAre(Transition::raised));
    EXPECT_EQ(alerts[0].zone, zone("shared"));
}

TEST(Phases, AnEvacuationKeepsDensityAndEndsWhatPeopleMayDoThen) {
    auto intrusion = a_rule(RuleKind::intrusion, 1.0, {"vault"});
    auto capacity = a_rule(RuleKind::over_capacity, 1.0, {"vault"});
    auto density = a_rule(RuleKind::over_density, 3.0, {"vault"});
    intrusion.phases = capacity.phases = {VenuePhase::show};
    Watch watch = a_house({intrusion, capacity, density});
    watch.everywhere({person_at({4.0, 4.0})});
    watch.counts[kVault] = {9.0, 8.0, 10.0, false, false};
    watch.crowds[kVault].density_per_m2 = 4.0;
    ASSERT_EQ(watch.run(2.0).size(), 3U);
    watch.phases[kMain] = VenuePhase::evacuation;
    const auto ended = watch.run(5.0);
    ASSERT_THAT(transitions(ended), ElementsAre(Transition::cleared, Transition::cleared));
    EXPECT_EQ(ended[0].kind, RuleKind::intrusion);
    EXPECT_EQ(ended[1].kind, RuleKind::over_capacity);
    watch.crowds[kVault].density_per_m2 = 6.0;
    const auto worse = watch.run(1.0);
    ASSERT_THAT(transitions(worse), ElementsAre(Transition::updated)) << "density is still watched";
    EXPECT_EQ(worse[0].kind, RuleKind::over_density);
}

TEST(Phases, OneWithAHigherLimitEndsWhatIsNoNewsThen) {
    auto density = a_rule(RuleKind::over_density, 1.0, {"vault"});
    density.clear_below = 0.8;
    density.in_phases = {{VenuePhase::egress, 2.0, std::nullopt, std::nullopt}};
    Watch watch = a_house({density});
    watch.crowds[kVault].density_per_m2 = 1.5;
    ASSERT_THAT(transitions(watch.run(2.0)), ElementsAre(Transition::raised));
    watch.phases[kMain] = VenuePhase::egress;
    EXPECT_THAT(transitions(watch.run(5.0)), ElementsAre(Transition::cleared)) << "below 0.8 of 2";
    watch.crowds[kVault].density_per_m2 = 1.9;
    EXPECT_THAT(watch.run(5.0), IsEmpty());
    watch.crowds[kVault].density_per_m2 = 2.0;
    const auto alerts = watch.run(2.0);
    ASSERT_THAT(transitions(alerts), ElementsAre(Transition::raised));
    EXPECT_EQ(alerts[0].evidence[0].threshold, 2.0);
}

TEST(Phases, OneWithALowerLimitTellsWhatWasNoNewsBefore) {
    auto down = a_rule(RuleKind::person_down, 4.0, {"vault"});
    down.clear_below = 1.0;
    down.min_duration_s = 0.0;
    down.in_phases = {{VenuePhase::evacuation, 2.0, std::nullopt, std::nullopt}};
    Watch watch = a_house({down});
    watch.signs[camera("east")] = {
        {1, net::SignKind::person_down, {}, 0.8, 3.0, net::Point<net::Floor>{4.0, 4.0}, ""}};
    EXPECT_THAT(watch.run(5.0), IsEmpty());
    watch.phases[kMain] = VenuePhase::evacuation;
    EXPECT_THAT(transitions(watch.step()), ElementsAre(Transition::raised));
}

TEST(Phases, ABandMayBeAnotherInOne) {
    auto density = a_rule(RuleKind::over_density, 0.0, {"vault"});
    density.in_phases = {{VenuePhase::egress, 3.0, std::nullopt, std::nullopt}};
    auto record = a_house({density}).record;
    record.zones[0].bands = {0.72, 1.08, 2.0};
    Watch watch(record);
    watch.crowds[kVault].density_per_m2 = 2.5;
    watch.phases[kMain] = VenuePhase::egress;
    EXPECT_THAT(watch.run(5.0), IsEmpty());
    watch.phases[kMain] = VenuePhase::show;
    EXPECT_THAT(transitions(watch.run(2.0)), ElementsAre(Transition::raised));
    watch.phases[kMain] = VenuePhase::egress;
    EXPECT_THAT(transitions(watch.run(5.0)), ElementsAre(Transition::cleared)) << "below 85 % of three";
}

TEST(Phases, WhatWasOpenBeforeARestartEndsWhereTheRuleIsOffMeanwhile) {
    Watch watch = a_house({one_way({"vault"})});
    net::Alert open;
    open.rule = id<net::RuleId>("rule-0");
    open.kind = RuleKind::wrong_direction;
    open.zone = kVault;
    open.condition = "rule-0/#1";
    open.at = at(-5.0);
    EXPECT_THAT(watch.book.adopt({open}, at(0.0)), IsEmpty());
    watch.phases[kMain] = VenuePhase::evacuation;
    watch.crowds[kVault].against_people = 9.0;
    const auto alerts = watch.run(5.0);
    ASSERT_THAT(transitions(alerts), ElementsAre(Transition::cleared));
    EXPECT_EQ(alerts[0].note, "rule_off");
}

TEST(Phases, HealthNamesTheHallsInWhichARuleIsOff) {
    Watch watch = a_house({one_way({"vault", "shared"})});
    watch.phases[kMain] = VenuePhase::evacuation;
    watch.step();
    auto health = watch.book.health(at(0.0)).at(0);
    EXPECT_TRUE(health.on);
    EXPECT_THAT(health.why_off.english, HasSubstr("hall 'main' is in a phase"));
    watch.phases[id<net::HallId>("annex")] = VenuePhase::closed;
    watch.step();
    health = watch.book.health(at(0.0)).at(0);
    EXPECT_FALSE(health.on);
    EXPECT_THAT(health.why_off.about, ElementsAre("main", "annex"));
}

TEST(Phases, TheVenueAndCamerasFollowNone) {
    Watch watch = a_house({a_rule(RuleKind::camera_silent, 3.0, {}, {"plain"})});
    for (const auto& hall : {"main", "annex"}) watch.phases[id<net::HallId>(hall)] = VenuePhase::evacuation;
    watch.cameras[camera("plain")].silent_s = 9.0;
    EXPECT_THAT(transitions(watch.run(2.0)), ElementsAre(Transition::raised));
}

}  // namespace
}  // namespace vigie::test
