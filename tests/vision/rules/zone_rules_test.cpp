// Intrusion and over-capacity on hand-made scenes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/vision/rules/watch.hpp"

namespace vigie::test {
namespace {

using net::RuleKind;
using net::TrackState;
using net::Transition;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const net::Track kInside = person_at({4.0, 4.0});
const net::Track kOutside = person_at({8.0, 4.0});

Watch intrusion(std::string_view where) {
    return Watch(a_venue({a_rule(RuleKind::intrusion, 1.0, {where})}));
}

Watch over_capacity(std::string_view where) {
    auto rule = a_rule(RuleKind::over_capacity, 1.0, {where});
    rule.clear_below = 0.8;
    return Watch(a_venue({rule}));
}

net::Count people(double number) {
    return {number, number - 0.5, number + 0.5, false, false};
}

TEST(Intrusion, FiresWhenSomebodyHasStoodInTheZoneForTheMinimumDuration) {
    Watch watch = intrusion("vault");
    watch.people[camera("east")] = {kInside};
    EXPECT_THAT(watch.run(1.0), IsEmpty());
    const auto alerts = watch.step();
    ASSERT_THAT(transitions(alerts), ElementsAre(Transition::raised));
    EXPECT_EQ(alerts[0].zone, zone("vault"));
    EXPECT_EQ(alerts[0].camera, camera("east"));
    EXPECT_EQ(alerts[0].kind, RuleKind::intrusion);
    EXPECT_EQ(alerts[0].priority, net::Priority::high);
    EXPECT_EQ(alerts[0].frame, watch.stamp);
    EXPECT_EQ(alerts[0].at, watch.stamp.captured) << "when it was seen, not when it was judged";
    ASSERT_EQ(alerts[0].evidence.size(), 2U);
    EXPECT_EQ(alerts[0].evidence[0], (net::Evidence{"people", 1.0, std::nullopt, 1.0, "people"}));
    EXPECT_EQ(alerts[0].evidence[1], (net::Evidence{"duration", 1.0, std::nullopt, 1.0, "s"}));
}

TEST(Intrusion, DoesNotFireForSomebodyJustOutside) {
    Watch watch = intrusion("vault");
    watch.people[camera("east")] = {person_at({6.01, 4.0}), person_at({4.0, 1.99}), kOutside};
    EXPECT_THAT(watch.run(10.0), IsEmpty());
}

TEST(Intrusion, DoesNotFireForSomebodyWhoOnlyCrossesTheCorner) {
    Watch watch = intrusion("vault");
    for (int round = 0; round < 4; ++round) {
        watch.people[camera("east")] = {kInside};
        EXPECT_THAT(watch.run(1.0), IsEmpty());
        watch.people[camera("east")] = {kOutside};
        EXPECT_THAT(watch.run(0.1), IsEmpty());
    }
}

TEST(Intrusion, DoesNotFireForATrackThatIsNotYetAPersonOrHasNoPlace) {
    Watch watch = intrusion("vault");
    net::Track nowhere = kInside;
    nowhere.floor.reset();
    watch.people[camera("east")] = {person_at({4.0, 4.0}, TrackState::tentative), nowhere};
    EXPECT_THAT(watch.run(10.0), IsEmpty());
}

TEST(Intrusion, HoldsWhileSomebodyIsHiddenForAMoment) {
    Watch watch = intrusion("vault");
    watch.people[camera("east")] = {kInside};
    EXPECT_THAT(watch.run(0.5), IsEmpty());
    watch.people[camera("east")] = {person_at({4.0, 4.0}, TrackState::coasting)};
    EXPECT_THAT(transitions(watch.run(0.6)), ElementsAre(Transition::raised));
}

TEST(Intrusion, IsUpdatedWhenASecondPersonComesAndClearedWhenBothHaveGone) {
    Watch watch = intrusion("vault");
    watch.people[camera("east")] = {kInside};
    watch.run(1.1);
    watch.people[camera("east")] = {kInside, person_at({3.0, 3.0})};
    watch.run(0.5);
    watch.people[camera("east")] = {kOutside};
    EXPECT_THAT(watch.run(2.0), IsEmpty());
    watch.run(0.1);
    EXPECT_THAT(transitions(watch.told),
                ElementsAre(Transition::raised, Transition::updated, Transition::cleared));
}

TEST(Intrusion, BelievesTheCameraThatSeesMost) {
    Watch watch = intrusion("shared");
    watch.people[camera("west")] = {kInside, kInside};
    const auto alerts = watch.run(1.1);
    ASSERT_THAT(transitions(alerts), ElementsAre(Transition::raised));
    EXPECT_EQ(alerts[0].camera, camera("west")) << "the one whose frame shows it";
    EXPECT_EQ(alerts[0].evidence[0].value, 2.0);
}

TEST(Intrusion, IsRaisedByTheCameraThatIsLeftButNotClearedByIt) {
    Watch watch = intrusion("shared");
    watch.seeing.erase(camera("east"));
    watch.people[camera("west")] = {kInside};
    EXPECT_THAT(transitions(watch.run(1.1)), ElementsAre(Transition::raised));
    watch.people[camera("west")] = {};
    EXPECT_THAT(watch.run(20.0), IsEmpty()) << "east may still see somebody";
    watch.seeing.insert(camera("east"));
    EXPECT_THAT(transitions(watch.run(2.2)), ElementsAre(Transition::cleared));
}

TEST(Intrusion, OfABlindZoneNeitherFiresNorClears) {
    Watch watch = intrusion("vault");
    watch.people[camera("east")] = {kInside};
    watch.run(0.9);
    watch.seeing.clear();
    EXPECT_THAT(watch.run(20.0), IsEmpty());
    watch.seeing.insert(camera("east"));
    EXPECT_THAT(watch.run(1.0), IsEmpty()) << "the waiting starts again";
    EXPECT_THAT(transitions(watch.run(0.1)), ElementsAre(Transition::raised));
    watch.seeing.clear();
    EXPECT_THAT(watch.run(20.0), IsEmpty());
}

TEST(Intrusion, IsCountedInStreamTimeHoweverFastTheVideoIsPlayed) {
    Watch watch = intrusion("vault");
    watch.people[camera("east")] = {kInside};
    for (int frame = 0; frame < 10; ++frame) {
        watch.stamp.captured_mono -= std::chrono::milliseconds(99);  // a hundred times as fast
        EXPECT_THAT(watch.step(), IsEmpty());
    }
    watch.stamp.captured_mono -= std::chrono::milliseconds(99);
    EXPECT_THAT(transitions(watch.step()), ElementsAre(Transition::raised));
}

TEST(Intrusion, LookingAtTheSameFrameAgainCountsForNothing) {
    Watch watch = intrusion("vault");
    watch.people[camera("east")] = {kInside};
    watch.step();
    for (int i = 0; i < 100; ++i) EXPECT_THAT(watch.look(), IsEmpty());
}

TEST(OverCapacity, FiresWithOnePersonTooMany) {
    Watch watch = over_capacity("vault");
    watch.counts[zone("vault")] = people(5.0);
    EXPECT_THAT(watch.run(1.0), IsEmpty());
    const auto alerts = watch.step();
    ASSERT_THAT(transitions(alerts), ElementsAre(Transition::raised));
    EXPECT_EQ(alerts[0].evidence[0], (net::Evidence{"people", 5.0, 0.5, 4.0, "people"}));
    EXPECT_EQ(alerts[0].evidence[1], (net::Evidence{"capacity", 4.0, std::nullopt, std::nullopt, "people"}));
    EXPECT_EQ(alerts[0].frame, watch.stamp);
}

TEST(OverCapacity, DoesNotFireWhenTheZoneIsJustFull) {
    Watch watch = over_capacity("vault");
    watch.counts[zone("vault")] = people(4.0);
    EXPECT_THAT(watch.run(20.0), IsEmpty());
}

TEST(OverCapacity, StaysOnUntilTheCountIsBelowItsSecondThreshold) {
    Watch watch = over_capacity("vault");
    watch.counts[zone("vault")] = people(5.0);
    ASSERT_THAT(transitions(watch.run(1.1)), ElementsAre(Transition::raised));
    watch.counts[zone("vault")] = people(3.2);  // 0.8 of 4
    EXPECT_THAT(watch.run(20.0), IsEmpty());
    watch.counts[zone("vault")] = people(3.0);
    EXPECT_THAT(transitions(watch.run(2.1)), ElementsAre(Transition::cleared));
}

TEST(OverCapacity, ALowerBoundRaisesButNeverClears) {
    Watch watch = over_capacity("vault");
    watch.counts[zone("vault")] = people(5.0);
    watch.counts[zone("vault")].at_least = true;
    EXPECT_THAT(transitions(watch.run(1.1)), ElementsAre(Transition::raised));
    watch.counts[zone("vault")].people = 0.0;
    EXPECT_THAT(watch.run(20.0), IsEmpty());
}

TEST(OverCapacity, OfAZoneWhoseCamerasAreAllBlindNeitherFiresNorClears) {
    Watch watch = over_capacity("shared");
    watch.seeing = {};
    watch.counts[zone("shared")] = {9.0, 8.0, 10.0, true, true};
    EXPECT_THAT(watch.run(20.0), IsEmpty()) << "an old count";
}

TEST(OverCapacity, OfAZoneThatHasLostOneOfItsCamerasStillRaisesAndNeverClears) {
    Watch watch = over_capacity("shared");
    watch.seeing.erase(camera("east"));
    watch.counts[zone("shared")] = {9.0, 8.0, 10.0, true, true};
    const auto raised = watch.run(1.1);
    ASSERT_THAT(transitions(raised), ElementsAre(Transition::raised));
    EXPECT_EQ(raised[0].camera, camera("west")) << "whose frame shows it";
    watch.counts[zone("shared")] = {0.0, 0.0, 1.0, true, true};
    EXPECT_THAT(watch.run(20.0), IsEmpty());
}

TEST(OverCapacity, ShowsTheCameraThatSeesMostOfThePeople) {
    Watch watch = over_capacity("shared");
    watch.counts[zone("shared")] = people(5.0);
    watch.people[camera("east")] = {kInside, kOutside, kOutside};
    watch.people[camera("west")] = {kInside, kInside};
    const auto tracked = watch.run(1.1);
    ASSERT_THAT(transitions(tracked), ElementsAre(Transition::raised));
    EXPECT_EQ(tracked[0].camera, camera("west"));
}

TEST(OverCapacity, ShowsTheCameraThatCountsMostOfACrowdWhoseFewAreTracked) {
    Watch watch = over_capacity("shared");
    watch.counts[zone("shared")] = people(9.0);
    watch.people[camera("west")] = {kInside, kInside};
    watch.counted_by[camera("east")] = {{zone("shared"), people(8.0), std::nullopt}};
    watch.counted_by[camera("west")] = {{zone("shared"), people(3.0), std::nullopt}};
    const auto alerts = watch.run(1.1);
    ASSERT_THAT(transitions(alerts), ElementsAre(Transition::raised));
    EXPECT_EQ(alerts[0].camera, camera("east"));
}

TEST(ZoneRules, AZoneThatNobodyCanLocatePeopleInIsNotWatched) {
    Watch watch(a_venue({a_rule(RuleKind::intrusion, 1.0, {"dark", "vault"})}));
    watch.seeing.insert(camera("plain"));
    watch.everywhere({kInside});
    const auto alerts = watch.run(1.1);
    ASSERT_EQ(alerts.size(), 1U);
    EXPECT_EQ(alerts[0].zone, zone("vault"));
}

}  // namespace
}  // namespace vigie::test
