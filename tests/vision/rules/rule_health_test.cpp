// Every reason why a rule is off, or parts of it, is told.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/vision/rules/watch.hpp"

namespace vigie::test {
namespace {

using net::RuleKind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// The reasons that health gives for the book's only rule, in order.
std::vector<net::Reason> reasons_of(const vision::RuleBook& book, net::UtcTime now) {
    const auto health = book.health(now).at(0);
    std::vector<net::Reason> out{health.why_off.reason};
    for (const auto& why : health.also_off) out.push_back(why.reason);
    return out;
}

/// A rule over "vault", "dark" (without calibration) and "shared", whose halls are in their show.
net::ConfigurationRecord in_halls(net::RuleConfiguration rule) {
    auto record = a_venue({std::move(rule)});
    record.halls = {{id<net::HallId>("main"), "Main", {zone("dark")}, {}, net::VenuePhase::show},
                    {id<net::HallId>("annex"), "Annex", {zone("shared")}, {}, net::VenuePhase::show}};
    return record;
}

TEST(RuleHealth, OneZoneThatIsOffForTwoReasonsIsToldWithBoth) {
    auto rule = a_rule(RuleKind::intrusion, 1.0, {"dark"});
    rule.phases = {net::VenuePhase::closed};
    Watch watch(in_halls(rule));
    const auto health = watch.book.health(at(0.0)).at(0);
    EXPECT_FALSE(health.on);
    EXPECT_EQ(health.why_off.reason, net::Reason::rule_uncalibrated);
    EXPECT_THAT(health.why_off.about, ElementsAre("dark"));
    ASSERT_EQ(health.also_off.size(), 1U);
    EXPECT_EQ(health.also_off[0].reason, net::Reason::rule_other_phase);
    EXPECT_THAT(health.also_off[0].about, ElementsAre("main"));
    EXPECT_THAT(health.also_off[0].english, HasSubstr("hall 'main' is in a phase"));
}

TEST(RuleHealth, ZonesThatAreOffForDifferentReasonsAreToldEachWithItsOwn) {
    auto rule = a_rule(RuleKind::intrusion, 1.0, {"vault", "dark", "shared"});
    rule.phases = {net::VenuePhase::closed};
    Watch watch(in_halls(rule));
    const auto health = watch.book.health(at(0.0)).at(0);
    EXPECT_TRUE(health.on) << "the vault is in no hall";
    EXPECT_THAT(health.why_off.about, ElementsAre("dark"));
    ASSERT_EQ(health.also_off.size(), 1U);
    EXPECT_THAT(health.also_off[0].about, ElementsAre("main", "annex"));
}

TEST(RuleHealth, LawHoursAndSubjectsAreToldTogetherTheLawFirst) {
    auto rule = a_rule(RuleKind::wrong_direction, 1.0, {"dark"});
    rule.phases = {net::VenuePhase::closed};
    rule.purpose.order.clear();
    rule.purpose.until = at(10.0);
    rule.schedule = {{0x7F, 0, 1}};  // a minute a day
    auto record = in_halls(rule);
    record.profile = net::LegalProfile::french_private_venue;
    for (auto& known : record.zones) known.direction.reset();
    Watch watch(record);
    using enum net::Reason;
    EXPECT_THAT(reasons_of(watch.book, at(20.0)),
                ElementsAre(rule_without_order, rule_expired, rule_off_schedule, rule_uncalibrated,
                            rule_unfit_subject, rule_other_phase));
    EXPECT_FALSE(watch.book.health(at(20.0)).at(0).on);
}

TEST(RuleHealth, ARuleThatIsOffAsAWholeIsOffThoughItsZonesAreFine) {
    auto rule = a_rule(RuleKind::intrusion, 1.0, {"vault"});
    rule.purpose.from = at(10.0);
    Watch watch(a_venue({rule}));
    EXPECT_FALSE(watch.book.health(at(0.0)).at(0).on);
    EXPECT_THAT(reasons_of(watch.book, at(0.0)), ElementsAre(net::Reason::rule_not_begun));
    EXPECT_THAT(reasons_of(watch.book, at(20.0)), ElementsAre(net::Reason::unnamed)) << "on";
}

TEST(RuleHealth, AZoneWithoutCapacityIsNotCalledUncalibrated) {
    auto record = a_venue({a_rule(RuleKind::over_capacity, 1.0, {"vault"})});
    record.zones[0].capacity.reset();
    Watch watch(record);
    EXPECT_FALSE(watch.book.health(at(0.0)).at(0).on);
    EXPECT_THAT(reasons_of(watch.book, at(0.0)), ElementsAre(net::Reason::rule_unfit_subject));
}

}  // namespace
}  // namespace vigie::test
