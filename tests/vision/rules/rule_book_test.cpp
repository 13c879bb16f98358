// What all rules share: purposes, restarts, health, time.
#include "vision/rules/rule_book.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/vision/rules/watch.hpp"

namespace vigie::test {
namespace {

using net::RuleKind;
using net::Transition;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const net::Track kInside = person_at({4.0, 4.0});

net::RuleConfiguration vault_rule() {
    return a_rule(RuleKind::intrusion, 1.0, {"vault"});
}

/// As the store gives it after a restart.
net::Alert open_condition(const net::RuleConfiguration& rule, double people, double held_s,
                          net::UtcTime when) {
    net::Alert alert;
    alert.archive = sample_archive();
    alert.number = 7;
    alert.node = id<net::NodeId>("north");
    alert.condition = rule.rule.text() + "/vault#7";
    alert.rule = rule.rule;
    alert.kind = rule.kind;
    alert.zone = zone("vault");
    alert.camera = camera("east");
    alert.at = when;
    alert.frame = sample_stamp();
    alert.evidence = {{"people", people, std::nullopt, 1.0, "people"},
                      {"duration", held_s, std::nullopt, 1.0, "s"}};
    return alert;
}

TEST(RuleBookPurpose, AnExpiredOneIsOffAndHealthSaysWhy) {
    auto rule = vault_rule();
    rule.purpose.until = at(5.0);
    Watch watch(a_venue({rule}));
    EXPECT_TRUE(watch.book.health(at(4.999)).at(0).on);
    const auto health = watch.book.health(at(5.0));
    EXPECT_FALSE(health.at(0).on);
    EXPECT_THAT(health.at(0).why_off.english, HasSubstr("expired"));
    EXPECT_EQ(health.at(0).why_off.reason, net::Reason::rule_expired);
    watch.stamp.captured = at(5.0);
    watch.everywhere({kInside});
    EXPECT_THAT(watch.run(10.0), IsEmpty());
}

TEST(RuleBookPurpose, OneThatHasNotBegunIsOffAndStartsWhenItBegins) {
    auto rule = vault_rule();
    rule.purpose.from = at(5.0);
    Watch watch(a_venue({rule}));
    watch.everywhere({kInside});
    EXPECT_THAT(watch.book.health(at(4.0)).at(0).why_off.english, HasSubstr("not begun"));
    EXPECT_THAT(watch.run(4.9), IsEmpty());
    EXPECT_THAT(watch.run(1.0), IsEmpty()) << "what was seen before it began does not count";
    EXPECT_THAT(transitions(watch.run(0.2)), ElementsAre(Transition::raised));
}

TEST(RuleBookPurpose, OneThatExpiresClearsWhatItHadRaised) {
    auto rule = vault_rule();
    rule.purpose.until = at(5.0);
    Watch watch(a_venue({rule}));
    watch.everywhere({kInside});
    watch.run(4.0);
    const auto alerts = watch.run(2.0);
    ASSERT_THAT(transitions(alerts), ElementsAre(Transition::cleared));
    EXPECT_EQ(alerts[0].note, "rule_off");
    EXPECT_EQ(alerts[0].zone, zone("vault"));
}

TEST(RuleBookHealth, ARuleWithoutAnyCalibratedCameraIsOffAndNamesTheZone) {
    Watch watch(a_venue({a_rule(RuleKind::intrusion, 1.0, {"dark"})}));
    const auto health = watch.book.health(at(0.0));
    EXPECT_FALSE(health.at(0).on);
    EXPECT_THAT(health.at(0).why_off.english, HasSubstr("zone 'dark' is not watched"));
}

TEST(RuleBookHealth, ARuleThatCanWatchOnlySomeOfItsZonesIsOnAndNamesTheOthers) {
    Watch watch(a_venue({a_rule(RuleKind::over_capacity, 1.0, {"vault", "dark"})}));
    const auto health = watch.book.health(at(0.0));
    EXPECT_TRUE(health.at(0).on);
    EXPECT_THAT(health.at(0).why_off.english, HasSubstr("'dark'"));
    EXPECT_THAT(health.at(0).why_off.english, ::testing::Not(HasSubstr("'vault'")));
    EXPECT_EQ(health.at(0).why_off.reason, net::Reason::rule_uncalibrated);
    EXPECT_THAT(health.at(0).why_off.about, ElementsAre("dark"));
}

TEST(RuleBookHealth, ARuleOfAnUnknownKindIsOff) {
    Watch watch(a_venue({a_rule(RuleKind::node_silent, 1.0, {}, {"east"})}));
    EXPECT_FALSE(watch.book.health(at(0.0)).at(0).on);
    EXPECT_THAT(watch.run(10.0), IsEmpty());
}

TEST(RuleBookRestart, AConditionThatStillHoldsIsAdoptedAndNotRaisedAgain) {
    Watch watch(a_venue({vault_rule()}));
    EXPECT_THAT(watch.book.adopt({open_condition(vault_rule(), 2.0, 1.0, at(-10.0))}, at(0.0)), IsEmpty());
    watch.everywhere({kInside, kInside});
    EXPECT_THAT(watch.run(10.0), IsEmpty()) << "two people were told before";
    watch.everywhere({kInside, kInside, kInside});
    const auto alerts = watch.step();
    ASSERT_THAT(transitions(alerts), ElementsAre(Transition::updated));
    EXPECT_NEAR(alerts[0].evidence.back().value, 1.0 + 10.0 + 10.1, 0.2) << "held before, between, since";
}

TEST(RuleBookRestart, AConditionThatIsGoneIsClearedOnlyAfterItHasBeenSeenToBeGone) {
    Watch watch(a_venue({vault_rule()}));
    EXPECT_THAT(watch.book.adopt({open_condition(vault_rule(), 1.0, 1.0, at(-10.0))}, at(0.0)), IsEmpty());
    watch.seeing.clear();
    EXPECT_THAT(watch.run(10.0), IsEmpty()) << "nobody looks yet";
    watch.seeing.insert(camera("east"));
    EXPECT_THAT(watch.run(2.0), IsEmpty());
    EXPECT_THAT(transitions(watch.run(0.1)), ElementsAre(Transition::cleared));
}

TEST(RuleBookRestart, WhatNoRuleWatchesAnyMoreIsClosed) {
    auto other_rule = vault_rule();
    other_rule.rule = id<net::RuleId>("gone");
    auto other_kind = vault_rule();
    other_kind.kind = RuleKind::over_capacity;
    auto other_zone = open_condition(vault_rule(), 1.0, 1.0, at(-3.0));
    other_zone.zone = zone("shared");
    auto no_subject = open_condition(vault_rule(), 1.0, 1.0, at(-3.0));
    no_subject.zone.reset();
    no_subject.camera.reset();
    Watch watch(a_venue({vault_rule()}));
    const auto closed =
        watch.book.adopt({open_condition(other_rule, 1.0, 1.0, at(-3.0)),
                          open_condition(other_kind, 1.0, 1.0, at(-3.0)), other_zone, no_subject},
                         at(0.0));
    ASSERT_EQ(closed.size(), 4U);
    for (const auto& alert : closed) {
        EXPECT_EQ(alert.transition, Transition::cleared);
        EXPECT_EQ(alert.note, "rule_removed");
        EXPECT_EQ(alert.at, at(0.0));
        EXPECT_FALSE(alert.condition.empty());
        EXPECT_EQ(alert.frame, std::nullopt) << "no frame shows that it ended";
        EXPECT_THAT(alert.evidence, IsEmpty());
    }
}

TEST(RuleBookRestart, AZoneThatLostItsCalibrationIsClosed) {
    auto record = a_venue({vault_rule()});
    record.cameras[0].calibration.reset();
    Watch watch(record);
    EXPECT_EQ(watch.book.adopt({open_condition(vault_rule(), 1.0, 1.0, at(-3.0))}, at(0.0)).size(), 1U);
}

TEST(RuleBookRestart, OfTwoOpenConditionsOfOneSubjectTheOlderIsClosed) {
    auto older = open_condition(vault_rule(), 1.0, 1.0, at(-30.0));
    auto newer = open_condition(vault_rule(), 1.0, 1.0, at(-3.0));
    newer.condition = "rule/vault#9";
    Watch watch(a_venue({vault_rule()}));
    const auto closed = watch.book.adopt({older, newer}, at(0.0));
    ASSERT_EQ(closed.size(), 1U);
    EXPECT_EQ(closed[0].condition, older.condition);
    EXPECT_EQ(closed[0].note, "superseded");
    EXPECT_THAT(transitions(watch.run(2.2)), ElementsAre(Transition::cleared)) << "the newer one goes on";
}

TEST(RuleBookRestart, AnAdoptedConditionOfAnExpiredRuleIsClosedAtTheFirstLook) {
    auto rule = vault_rule();
    rule.purpose.until = at(-1.0);
    Watch watch(a_venue({rule}));
    EXPECT_THAT(watch.book.adopt({open_condition(rule, 1.0, 1.0, at(-3.0))}, at(0.0)), IsEmpty());
    const auto alerts = watch.step();
    ASSERT_THAT(transitions(alerts), ElementsAre(Transition::cleared));
    EXPECT_EQ(alerts[0].note, "rule_off");
}

TEST(RuleBookTime, ALoopOfTheVideoIsOnePeriodLong) {
    Watch watch(a_venue({vault_rule()}));
    watch.everywhere({kInside});
    watch.run(0.6);
    ++watch.stamp.epoch;
    watch.stamp.stream = std::chrono::milliseconds(-100);  // the step makes it 0
    EXPECT_THAT(watch.run(0.4), IsEmpty());
    EXPECT_THAT(transitions(watch.step()), ElementsAre(Transition::raised));
}

TEST(RuleBookTime, AGapInTheFramesIsNotTimeThatTheConditionHeld) {
    Watch watch(a_venue({vault_rule()}));
    watch.everywhere({kInside});
    watch.run(0.5);
    EXPECT_THAT(watch.step(60.0), IsEmpty());
    EXPECT_THAT(watch.run(0.9), IsEmpty());
    EXPECT_THAT(transitions(watch.step()), ElementsAre(Transition::raised));
}

TEST(RuleBookTime, ASlowCameraIsNotAGap) {
    auto record = a_venue({vault_rule()});
    record.cameras[0].fps = 0.2;
    Watch watch(record);
    watch.everywhere({kInside});
    EXPECT_THAT(watch.step(5.0), IsEmpty());
    EXPECT_THAT(transitions(watch.step(5.0)), ElementsAre(Transition::raised));
}

TEST(RuleBookTime, AJumpOfTheWallClockChangesNothing) {
    Watch watch(a_venue({vault_rule()}));
    watch.everywhere({kInside});
    watch.run(0.5);
    watch.stamp.captured += std::chrono::hours(5);
    EXPECT_THAT(watch.run(0.5), IsEmpty());
    watch.stamp.captured -= std::chrono::hours(10);
    EXPECT_THAT(transitions(watch.step()), ElementsAre(Transition::raised));
}

TEST(RuleKinds, EachIsThereOnce) {
    std::vector<RuleKind> kinds;
    for (const auto& definition : vision::rule_kinds()) kinds.push_back(definition.kind);
    EXPECT_THAT(kinds, ElementsAre(RuleKind::intrusion, RuleKind::over_capacity, RuleKind::camera_silent,
                                   RuleKind::camera_frozen, RuleKind::abandoned_object,
                                   RuleKind::removed_object, RuleKind::person_down, RuleKind::smoke_or_fire));
}

}  // namespace
}  // namespace vigie::test
