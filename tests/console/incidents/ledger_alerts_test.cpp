#include <gmock/gmock.h>

#include "console/incidents/entry_text.hpp"
#include "console/incidents/incident_book.hpp"
#include "tests/console/incidents/ledger_fixture.hpp"

using namespace vigie;
using namespace vigie::console;
using ::testing::ElementsAre;
using vigie::test::AlertArchive;

namespace {

class LedgerAlerts : public vigie::test::LedgerTest {};

TEST_F(LedgerAlerts, ANewLedgerIsEmptyAndKnowsNoNode) {
    EXPECT_EQ(count(), 0U);
    EXPECT_EQ(ledger().board()->head, 0U);
    EXPECT_EQ(ledger().cursor(test::id<net::NodeId>("north")).value(), net::AlertCursor{});
}

TEST_F(LedgerAlerts, ARaisedAlertOpensAnIncidentWithAllThatTheAlertSays) {
    AlertArchive node;
    node.raise("crowd", "bar", net::Priority::high, 31.0);
    pull(node);

    ASSERT_EQ(count(), 1U);
    const Incident opened = incident();
    EXPECT_EQ(opened.number, 1U);
    EXPECT_EQ(opened.version, 1U);
    EXPECT_EQ(opened.node.text(), "north");
    EXPECT_EQ(opened.rule.text(), "crowd");
    EXPECT_EQ(opened.kind, net::RuleKind::over_capacity);
    EXPECT_EQ(opened.priority, net::Priority::high);
    EXPECT_EQ(opened.zone->text(), "bar");
    EXPECT_EQ(opened.camera->text(), "cam-1");
    EXPECT_EQ(opened.work, WorkState::fresh);
    EXPECT_EQ(opened.condition, ConditionState::active);
    EXPECT_EQ(opened.observed, test::at(1.0));
    EXPECT_EQ(opened.opened, clock_.utc());
    EXPECT_EQ(opened.times_raised, 1U);
    ASSERT_EQ(opened.evidence.size(), 1U);
    EXPECT_EQ(opened.evidence[0].value, 31.0);
    ASSERT_EQ(opened.history.size(), 1U);
    EXPECT_EQ(opened.history[0].actor, "system");
}

TEST_F(LedgerAlerts, AlertsOfOneRuleAndPlaceJoinOneOpenIncident) {
    AlertArchive node;
    const auto first = node.raise("crowd", "bar");
    node.raise("crowd", "stage");
    node.update(first, net::Priority::medium, 41.0);
    pull(node);

    EXPECT_EQ(count(), 2U);
    EXPECT_THAT(kinds(1), ElementsAre(EntryKind::opened, EntryKind::joined));
    EXPECT_EQ(incident(1).times_raised, 1U) << "an update is not another raise";
    EXPECT_EQ(incident(1).evidence[0].value, 41.0);
    EXPECT_EQ(ledger().board()->incidents.front()->number, 2U) << "newest first";
}

TEST_F(LedgerAlerts, AConditionThatComesBackMakesTheIncidentNewAgain) {
    AlertArchive node;
    node.clear(node.raise());
    pull(node);
    EXPECT_EQ(incident().condition, ConditionState::cleared);
    ASSERT_TRUE(ledger().acknowledge(seen_by("camille")));

    node.raise();
    pull(node);
    EXPECT_EQ(count(), 1U);
    EXPECT_EQ(incident().work, WorkState::fresh);
    EXPECT_EQ(incident().acknowledged_by, std::nullopt);
    EXPECT_EQ(incident().condition, ConditionState::active);
    EXPECT_EQ(incident().times_raised, 2U);
    EXPECT_THAT(kinds(), ElementsAre(EntryKind::opened, EntryKind::condition_cleared, EntryKind::acknowledged,
                                     EntryKind::worsened));
}

TEST_F(LedgerAlerts, AnUpdateThatCrossesAPriorityBandMakesTheIncidentNewAgain) {
    AlertArchive node;
    const auto condition = node.raise();
    pull(node);
    ASSERT_TRUE(ledger().acknowledge(seen_by("camille")));
    node.update(condition, net::Priority::critical);
    pull(node);
    EXPECT_EQ(incident().work, WorkState::fresh);
    EXPECT_EQ(incident().priority, net::Priority::critical);
}

TEST_F(LedgerAlerts, AnUpdateWithinItsBandLeavesTheAcknowledgementAlone) {
    AlertArchive node;
    const auto condition = node.raise();
    pull(node);
    ASSERT_TRUE(ledger().acknowledge(seen_by("camille")));
    node.update(condition, net::Priority::medium);
    pull(node);
    EXPECT_EQ(incident().work, WorkState::acknowledged);
}

TEST_F(LedgerAlerts, ARaiseAfterTheResolutionOpensANewIncident) {
    AlertArchive node;
    const auto first = node.raise();
    pull(node);
    ASSERT_TRUE(ledger().resolve(seen_by("camille"), Outcome::genuine, "moved on"));
    node.clear(first);
    node.raise();
    pull(node);
    EXPECT_EQ(count(), 2U);
    EXPECT_EQ(incident(1).condition, ConditionState::cleared);
    EXPECT_EQ(incident(1).work, WorkState::resolved);
    EXPECT_EQ(incident(2).condition, ConditionState::active);
}

TEST_F(LedgerAlerts, WhatIsWorseThanItWasResolvedAsEndsInTheOldIncidentAndGoesOnInANewOne) {
    AlertArchive node;
    const auto condition = node.raise();
    pull(node);
    ASSERT_TRUE(ledger().resolve(seen_by("camille"), Outcome::genuine, "moved on"));
    node.update(condition, net::Priority::high);
    pull(node);
    EXPECT_THAT(kinds(1), ElementsAre(EntryKind::opened, EntryKind::resolved, EntryKind::condition_cleared));
    EXPECT_EQ(incident(1).condition, ConditionState::cleared);
    EXPECT_EQ(incident(1).work, WorkState::resolved);
    const net::Sentence why = sentence_of_entry(incident(1).history.back().text);
    EXPECT_EQ(why.reason, net::Reason::condition_taken_over);
    EXPECT_THAT(why.about, ElementsAre("INC-00002"));
    EXPECT_THAT(kinds(2), ElementsAre(EntryKind::opened));
    EXPECT_EQ(incident(2).condition, ConditionState::active);

    reopen();
    EXPECT_EQ(incident(1).condition, ConditionState::cleared);
    node.clear(condition);
    pull(node);
    EXPECT_THAT(kinds(2), ElementsAre(EntryKind::opened, EntryKind::condition_cleared));
    clock_.advance(kRecent + std::chrono::seconds(1));
    reopen();
    EXPECT_EQ(count(), 1U) << "nothing of the old one lasts";
}

TEST_F(LedgerAlerts, WhatIsWorseThanItWasResolvedAsGoesOnInTheIncidentThatIsOpenAlready) {
    AlertArchive node;
    const auto first = node.raise();
    pull(node);
    ASSERT_TRUE(ledger().resolve(seen_by("camille"), Outcome::genuine, "moved on"));
    node.raise();
    node.update(first, net::Priority::high);
    pull(node);
    EXPECT_EQ(count(), 2U);
    EXPECT_EQ(incident(1).condition, ConditionState::cleared);
    EXPECT_THAT(sentence_of_entry(incident(1).history.back().text).about, ElementsAre("INC-00002"));
    EXPECT_THAT(kinds(2), ElementsAre(EntryKind::opened, EntryKind::worsened));
}

TEST_F(LedgerAlerts, AConditionThatIsRaisedTwiceStaysInItsIncident) {
    AlertArchive node;
    const auto condition = node.raise();
    pull(node);
    node.raise_again(condition);
    pull(node);
    EXPECT_THAT(kinds(), ElementsAre(EntryKind::opened, EntryKind::joined));
    EXPECT_EQ(incident().condition, ConditionState::active);
}

TEST_F(LedgerAlerts, AConditionThatWasReadoptedAfterARestartIsStillTheSame) {
    AlertArchive node;
    const auto condition = node.raise();
    pull(node);
    reopen();
    node.update(condition, net::Priority::high);
    node.clear(condition);
    pull(node);
    EXPECT_EQ(count(), 1U);
    EXPECT_THAT(kinds(), ElementsAre(EntryKind::opened, EntryKind::worsened, EntryKind::condition_cleared));
}

TEST_F(LedgerAlerts, AlertsDeliveredAgainChangeNothing) {
    AlertArchive node;
    node.clear(node.raise());
    node.raise("crowd", "stage");
    const auto batch = node.all();
    const auto cursor = ledger().ingest(node.node(), batch).value();
    const auto before = *ledger().board()->incidents[0];
    for (int again = 0; again < 3; ++again) {
        reopen();
        EXPECT_EQ(ledger().ingest(node.node(), batch).value(), cursor);
    }
    EXPECT_EQ(count(), 2U);
    EXPECT_EQ(*ledger().board()->incidents[0], before);
    EXPECT_EQ(ledger().cursor(node.node()).value(), node.head());
}

TEST_F(LedgerAlerts, ABatchThatOverlapsWhatIsKnownAddsOnlyTheRest) {
    AlertArchive node;
    node.raise("crowd", "bar");
    pull(node);
    node.raise("crowd", "stage");
    EXPECT_EQ(ledger().ingest(node.node(), node.all()).value(), node.head());
    EXPECT_EQ(count(), 2U);
}

TEST_F(LedgerAlerts, ABatchWithAGapIsRefusedWhole) {
    AlertArchive node;
    node.raise("crowd", "bar");
    node.raise("crowd", "stage");
    auto batch = node.all();
    batch.alerts.erase(batch.alerts.begin());
    const auto taken = ledger().ingest(node.node(), batch);
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().code, net::ErrorCode::invalid_input);
    EXPECT_EQ(count(), 0U);
    EXPECT_EQ(ledger().cursor(node.node()).value(), net::AlertCursor{});
}

TEST_F(LedgerAlerts, ABatchWhoseChecksumsDoNotChainIsRefusedWhole) {
    AlertArchive node;
    node.raise("crowd", "bar");
    node.raise("crowd", "stage");
    auto batch = node.all();
    batch.alerts[1].bytes.back() ^= 1;
    const auto taken = ledger().ingest(node.node(), batch);
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().code, net::ErrorCode::invalid_input);
    EXPECT_THAT(taken.error().message, ::testing::HasSubstr("alert 2 of node north"));
    EXPECT_EQ(count(), 0U);
    EXPECT_TRUE(ledger().ingest(node.node(), node.all())) << "and the good one is taken afterwards";
}

TEST_F(LedgerAlerts, AStoreThatWasRolledBackAndWroteOtherAlertsLosesNone) {
    AlertArchive node;
    const auto kept = node.raise("crowd", "bar");
    node.raise("crowd", "stage");
    pull(node);
    node.roll_back_to(1);
    node.raise("crowd", "hall");
    node.clear(kept);
    pull(node);
    EXPECT_EQ(count(), 3U) << "alert 2 means the stage before and the hall after";
    EXPECT_EQ(incident(2).condition, ConditionState::cleared) << "the stage: its alert is lost";
    EXPECT_EQ(incident(3).condition, ConditionState::active);
    EXPECT_EQ(incident(3).zone->text(), "hall");
    EXPECT_EQ(incident(1).condition, ConditionState::cleared);
    EXPECT_EQ(incident(1).times_raised, 1U) << "read twice, taken once";
}

TEST_F(LedgerAlerts, AConditionWhoseAlertsAreAllLostEndsAlsoWhenNothingWasWrittenSince) {
    AlertArchive node;
    node.raise("crowd", "bar");
    node.raise("crowd", "stage");
    AlertArchive other("south", 7);
    other.raise("crowd", "hall");
    pull(other);
    pull(node);
    node.roll_back_to(1);
    pull(node);
    EXPECT_EQ(incident(2).condition, ConditionState::active) << "its alert is still there";
    EXPECT_THAT(kinds(3), ElementsAre(EntryKind::opened, EntryKind::condition_cleared));
    node.roll_back_to(0);
    pull(node);
    EXPECT_EQ(incident(2).condition, ConditionState::cleared) << "of an empty store too";
    EXPECT_THAT(kinds(1), ElementsAre(EntryKind::opened)) << "of another node";
}

TEST_F(LedgerAlerts, ALostConditionEndsOnceTheStoreIsReadAgainInManyBatchesAndOverARestart) {
    AlertArchive node;
    node.raise("crowd", "bar");
    node.raise("crowd", "stage");
    node.raise("crowd", "lawn");
    pull(node);
    node.roll_back_to(1);
    node.raise("crowd", "hall");
    node.raise("crowd", "foyer");
    node.raise("crowd", "gate");
    node.raise("crowd", "roof");
    auto cursor = ledger().cursor(node.node()).value();
    while (cursor != node.head()) {
        cursor = ledger().ingest(node.node(), node.after(cursor, 1)).value();
        reopen();
    }
    EXPECT_EQ(incident(1).condition, ConditionState::active);
    EXPECT_EQ(incident(2).condition, ConditionState::cleared) << "the stage";
    EXPECT_EQ(incident(3).condition, ConditionState::cleared) << "the lawn";
    for (const IncidentNumber raised_since : {4U, 5U, 6U, 7U}) {
        EXPECT_THAT(kinds(raised_since), ElementsAre(EntryKind::opened));
    }
}

TEST_F(LedgerAlerts, AConditionWhoseRaiseSurvivedIsTheNodesToEnd) {
    AlertArchive node;
    const auto condition = node.raise("crowd", "bar");
    node.update(condition, net::Priority::medium);
    pull(node);
    node.roll_back_to(1);
    pull(node);
    EXPECT_EQ(incident().condition, ConditionState::active);
    node.clear(condition);
    pull(node);
    EXPECT_THAT(kinds(), ElementsAre(EntryKind::opened, EntryKind::joined, EntryKind::condition_cleared));
}

TEST_F(LedgerAlerts, AConditionThatIsRaisedAgainUnderTheNumberThatWasLostStays) {
    AlertArchive node;
    node.raise("crowd", "bar", net::Priority::medium, 30.0);
    pull(node);
    node.roll_back_to(0);
    node.raise("crowd", "bar", net::Priority::medium, 35.0);
    pull(node);
    EXPECT_EQ(count(), 1U);
    EXPECT_THAT(kinds(), ElementsAre(EntryKind::opened, EntryKind::joined));
    EXPECT_EQ(incident().condition, ConditionState::active);
}

TEST_F(LedgerAlerts, ADivergedAnswerSetsTheCursorToTheBeginningOfTheArchiveAsItIsNow) {
    AlertArchive old("north", 1);
    old.raise();
    pull(old);
    AlertArchive recreated("north", 2);
    const auto answer = recreated.after(ledger().cursor(old.node()).value());
    ASSERT_EQ(answer.status, net::PullStatus::diverged);
    const net::AlertCursor beginning{recreated.archive(), 0, 0};
    EXPECT_EQ(ledger().ingest(old.node(), answer).value(), beginning);
    reopen();
    EXPECT_EQ(ledger().cursor(old.node()).value(), beginning);
}

TEST_F(LedgerAlerts, ARecreatedStoreEndsTheConditionsOfTheOldOneUntilItRaisesThemAgain) {
    AlertArchive old("north", 1);
    old.raise("crowd", "bar");
    AlertArchive other("south", 7);
    other.raise("crowd", "hall");
    pull(old);
    pull(other);
    AlertArchive recreated("north", 2);
    recreated.raise("crowd", "bar");
    pull(recreated);
    EXPECT_THAT(kinds(1), ElementsAre(EntryKind::opened, EntryKind::condition_cleared, EntryKind::worsened));
    EXPECT_EQ(incident(1).condition, ConditionState::active);
    EXPECT_THAT(kinds(2), ElementsAre(EntryKind::opened)) << "of another node";
}

TEST_F(LedgerAlerts, AnAlertThatCannotBeDecodedStandsInTheQueueAndStopsNoOther) {
    AlertArchive node;
    node.raise("crowd", "bar");
    node.add_garbage();
    node.raise("crowd", "stage");
    pull(node);
    ASSERT_EQ(count(), 3U);
    const Incident told = incident(2);
    EXPECT_EQ(told.kind, net::RuleKind::unreadable_alert);
    EXPECT_EQ(told.node, node.node());
    EXPECT_EQ(told.condition, ConditionState::cleared) << "nobody will say that it is over";
    const net::Sentence why = sentence_of_entry(told.history[0].text);
    EXPECT_THAT(why.english, ::testing::StartsWith("Alert 2 cannot be read: "));
    EXPECT_EQ(why.reason, net::Reason::alert_unreadable);
    EXPECT_THAT(why.about, ElementsAre("2"));
    reopen();
    EXPECT_EQ(incident(2), told);
}

TEST_F(LedgerAlerts, EachFurtherUnreadableAlertAsksForAttentionAgain) {
    AlertArchive node;
    node.add_garbage();
    pull(node);
    ASSERT_TRUE(ledger().acknowledge(seen_by("camille")));
    node.add_garbage();
    pull(node);
    EXPECT_EQ(count(), 1U);
    EXPECT_EQ(incident().work, WorkState::fresh);
    EXPECT_EQ(incident().times_raised, 2U);
}

TEST_F(LedgerAlerts, AnAlertThatNamesAnotherNodeIsNotBelieved) {
    AlertArchive north("north");
    north.raise();
    ASSERT_TRUE(ledger().ingest(test::id<net::NodeId>("south"), north.all()));
    EXPECT_EQ(incident().kind, net::RuleKind::unreadable_alert);
    EXPECT_EQ(incident().node.text(), "south");
    const net::Sentence why = sentence_of_entry(incident().history[0].text);
    EXPECT_EQ(why.reason, net::Reason::alert_of_another);
    EXPECT_THAT(why.about, ElementsAre("1"));
}

TEST_F(LedgerAlerts, WhatAnAlertSaysOfAConditionThatNobodyRaisedIsStillShown) {
    AlertArchive node;
    node.update("crowd/bar#77", net::Priority::high);
    node.clear("crowd/stage#78");
    pull(node);
    ASSERT_EQ(count(), 1U);
    EXPECT_EQ(incident().zone->text(), "bar");
    node.clear("crowd/bar#77");
    pull(node);
    EXPECT_EQ(incident().condition, ConditionState::cleared);
}

}  // namespace
