// What switches rules on and off: the law, phases of halls, hours.
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

const net::Track kInside = person_at({4.0, 4.0});

/// Intrusion into "vault", in hall "main", and "shared", in hall "annex"; both are in their show.
net::ConfigurationRecord two_halls(const net::RuleConfiguration& rule) {
    auto record = a_venue({rule});
    record.halls = {{id<net::HallId>("main"), "Main", {zone("vault")}, {}, VenuePhase::show},
                    {id<net::HallId>("annex"), "Annex", {zone("shared")}, {}, VenuePhase::show}};
    return record;
}

net::RuleConfiguration intrusion_of(const std::vector<std::string_view>& zones) {
    return a_rule(RuleKind::intrusion, 1.0, zones);
}

net::ConfigurationRecord under_french_law(net::RuleConfiguration rule) {
    auto record = a_venue({std::move(rule)});
    record.profile = net::LegalProfile::french_private_venue;
    return record;
}

TEST(RuleLaw, AKindThatNeedsAnOrderIsOffWithoutOneAndHealthSaysSo) {
    auto rule = intrusion_of({"vault"});
    rule.purpose.order.clear();
    Watch watch(under_french_law(rule));
    watch.everywhere({kInside});
    EXPECT_THAT(watch.run(10.0), IsEmpty());
    const auto health = watch.book.health(at(0.0)).at(0);
    EXPECT_FALSE(health.on);
    EXPECT_EQ(health.why_off.reason, net::Reason::rule_without_order);
    EXPECT_THAT(health.why_off.english, HasSubstr("order"));
}

TEST(RuleLaw, WithAnOrderItIsOn) {
    Watch watch(under_french_law(intrusion_of({"vault"})));
    watch.everywhere({kInside});
    EXPECT_TRUE(watch.book.health(at(0.0)).at(0).on);
    EXPECT_THAT(transitions(watch.run(2.0)), ElementsAre(Transition::raised));
}

TEST(RuleLaw, WhereNothingIsRestrictedNoOrderIsNeeded) {
    auto rule = intrusion_of({"vault"});
    rule.purpose.order.clear();
    auto record = under_french_law(rule);
    record.profile = net::LegalProfile::unrestricted;
    Watch watch(record);
    EXPECT_TRUE(watch.book.health(at(0.0)).at(0).on);
}

TEST(RuleLaw, CountingAndCameraHealthNeedNoOrder) {
    for (const auto& rule : {a_rule(RuleKind::over_capacity, 1.0, {"vault"}),
                             a_rule(RuleKind::camera_silent, 1.0, {}, {"east"})}) {
        auto without = rule;
        without.purpose.order.clear();
        EXPECT_TRUE(Watch(under_french_law(without)).book.health(at(0.0)).at(0).on);
    }
}

TEST(RulePhases, ARuleIsOffInAHallWhosePhaseItIsNotForAndOnInTheOther) {
    auto rule = intrusion_of({"vault", "shared"});
    rule.phases = {VenuePhase::show, VenuePhase::interval};
    Watch watch(two_halls(rule));
    watch.everywhere({kInside});
    watch.phases[id<net::HallId>("annex")] = VenuePhase::egress;
    const auto alerts = watch.run(2.0);
    ASSERT_THAT(transitions(alerts), ElementsAre(Transition::raised));
    EXPECT_EQ(alerts[0].zone, zone("vault"));
    const auto health = watch.book.health(at(0.0)).at(0);
    EXPECT_TRUE(health.on);
    EXPECT_EQ(health.why_off.reason, net::Reason::rule_other_phase);
    EXPECT_THAT(health.why_off.about, ElementsAre("annex"));
}

TEST(RulePhases, SwitchingAHallClearsWhatIsOpenThereAndOnlyThere) {
    auto rule = intrusion_of({"vault", "shared"});
    rule.phases = {VenuePhase::show};
    Watch watch(two_halls(rule));
    watch.everywhere({kInside});
    ASSERT_EQ(watch.run(2.0).size(), 2U);
    watch.phases[id<net::HallId>("main")] = VenuePhase::egress;
    const auto alerts = watch.run(5.0);
    ASSERT_THAT(transitions(alerts), ElementsAre(Transition::cleared));
    EXPECT_EQ(alerts[0].zone, zone("vault"));
    EXPECT_EQ(alerts[0].note, "rule_off");
    watch.phases[id<net::HallId>("main")] = VenuePhase::show;
    EXPECT_THAT(watch.run(1.0), IsEmpty()) << "waiting begins anew";
    EXPECT_THAT(transitions(watch.run(0.2)), ElementsAre(Transition::raised));
}

TEST(RulePhases, WhenEveryHallIsInAnotherTheRuleIsOff) {
    auto rule = intrusion_of({"vault", "shared"});
    rule.phases = {VenuePhase::closed};
    Watch watch(two_halls(rule));
    const auto health = watch.book.health(at(0.0)).at(0);
    EXPECT_FALSE(health.on) << "halls begin as they are configured";
    EXPECT_THAT(health.why_off.about, ElementsAre("main", "annex"));
}

TEST(RulePhases, AZoneWithoutHallFollowsNoPhase) {
    auto rule = intrusion_of({"vault", "shared"});
    rule.phases = {VenuePhase::closed};
    auto record = two_halls(rule);
    record.halls.pop_back();
    Watch watch(record);
    watch.everywhere({kInside});
    const auto alerts = watch.run(2.0);
    ASSERT_EQ(alerts.size(), 1U);
    EXPECT_EQ(alerts[0].zone, zone("shared"));
}

TEST(RulePhases, APhaseMaySetItsOwnThresholdAndPriority) {
    auto rule = intrusion_of({"vault"});
    rule.threshold = 4.0;
    rule.clear_below = 2.0;
    rule.in_phases = {{VenuePhase::egress, 2.0, std::nullopt, net::Priority::critical}};
    Watch watch(two_halls(rule));
    watch.everywhere({kInside, kInside});
    EXPECT_THAT(watch.run(5.0), IsEmpty()) << "two of four";
    watch.phases[id<net::HallId>("main")] = VenuePhase::egress;
    const auto alerts = watch.run(1.2);
    ASSERT_THAT(transitions(alerts), ElementsAre(Transition::raised));
    EXPECT_EQ(alerts[0].priority, net::Priority::critical);
    EXPECT_EQ(alerts[0].evidence[0].threshold, 2.0);
    watch.everywhere({kInside});
    EXPECT_THAT(watch.run(10.0), IsEmpty()) << "half of the threshold is where it ends, as before";
    watch.everywhere({});
    EXPECT_THAT(transitions(watch.run(2.2)), ElementsAre(Transition::cleared));
}

TEST(RulePhases, OneThatMakesAnOpenConditionMoreUrgentTellsItOnce) {
    auto rule = intrusion_of({"vault"});
    rule.in_phases = {{VenuePhase::evacuation, std::nullopt, std::nullopt, net::Priority::critical},
                      {VenuePhase::closed, std::nullopt, std::nullopt, net::Priority::low}};
    Watch watch(two_halls(rule));
    watch.everywhere({kInside});
    ASSERT_EQ(watch.run(2.0).size(), 1U);
    watch.phases[id<net::HallId>("main")] = VenuePhase::evacuation;
    const auto alerts = watch.run(5.0);
    ASSERT_THAT(transitions(alerts), ElementsAre(Transition::updated));
    EXPECT_EQ(alerts[0].priority, net::Priority::critical);
    watch.phases[id<net::HallId>("main")] = VenuePhase::closed;
    EXPECT_THAT(watch.run(5.0), IsEmpty()) << "less urgent is no news";
}

TEST(RuleHours, ARuleIsOffOutsideOfThemAndClearsWhatIsOpen) {
    auto rule = intrusion_of({"vault"});
    // Frames begin at 13:00 in Paris, on a Thursday.
    rule.schedule = {{1U << 3U, 780, 781}};
    Watch watch(a_venue({rule}));
    watch.everywhere({kInside});
    EXPECT_TRUE(watch.book.health(at(0.0)).at(0).on);
    ASSERT_THAT(transitions(watch.run(50.0)), ElementsAre(Transition::raised));
    const auto alerts = watch.run(60.0);
    ASSERT_THAT(transitions(alerts), ElementsAre(Transition::cleared));
    EXPECT_EQ(alerts[0].note, "rule_off");
    const auto health = watch.book.health(at(60.0)).at(0);
    EXPECT_FALSE(health.on);
    EXPECT_EQ(health.why_off.reason, net::Reason::rule_off_schedule);
}

TEST(RuleSubjects, OneThatLacksWhatTheRuleIsAboutIsNamed) {
    Watch watch(a_venue({a_rule(RuleKind::queue_length, 5.0, {"vault", "shared"})}));
    for (auto& known : watch.record.zones) known.queue_head.reset();
    watch.record.zones[0].queue_head = net::Point<net::Floor>{2.0, 2.0};
    watch.book = vision::RuleBook(watch.record);
    const auto health = watch.book.health(at(0.0)).at(0);
    EXPECT_TRUE(health.on);
    EXPECT_EQ(health.why_off.reason, net::Reason::rule_unfit_subject);
    EXPECT_THAT(health.why_off.about, ElementsAre("shared"));
}

}  // namespace
}  // namespace vigie::test
