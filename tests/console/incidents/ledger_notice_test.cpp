#include <gmock/gmock.h>

#include "console/incidents/entry_text.hpp"
#include "tests/console/incidents/ledger_fixture.hpp"

using namespace vigie;
using namespace vigie::console;
using ::testing::ElementsAre;

namespace {

class LedgerNotice : public vigie::test::LedgerTest {
protected:
    const std::vector<NoticedCondition> silent_{
        {net::RuleKind::node_silent, test::id<net::NodeId>("north"), {"Bar, Foyer"}}};
};

TEST_F(LedgerNotice, ASilentNodeIsOneIncidentThatNamesWhatIsBlind) {
    ASSERT_TRUE(ledger().notice(silent_));
    ASSERT_EQ(count(), 1U);
    EXPECT_EQ(incident().kind, net::RuleKind::node_silent);
    EXPECT_EQ(incident().node.text(), "north");
    EXPECT_EQ(incident().condition, ConditionState::active);
    EXPECT_EQ(incident().history[0].text, "Bar, Foyer");
    EXPECT_EQ(incident().history[0].actor, "system");
}

TEST_F(LedgerNotice, ANodeThatCannotRecordIsACriticalIncidentOfItsOwnThatSaysWhy) {
    auto both = silent_;
    both.push_back({net::RuleKind::node_cannot_record,
                    both[0].node,
                    {"the disk is full", net::Reason::database_full, {"a.db"}}});
    ASSERT_TRUE(ledger().notice(both));
    ASSERT_EQ(count(), 2U);
    EXPECT_EQ(incident(1).priority, net::Priority::high);
    EXPECT_EQ(incident(2).kind, net::RuleKind::node_cannot_record);
    EXPECT_EQ(incident(2).priority, net::Priority::critical);
    EXPECT_EQ(sentence_of_entry(incident(2).history[0].text),
              (net::Sentence{"The disk is full", net::Reason::database_full, {"a.db"}}));
    EXPECT_EQ(incident(2).history[0].actor, "system");
    reopen();
    ASSERT_TRUE(ledger().notice(silent_));
    EXPECT_EQ(incident(2).condition, ConditionState::active) << "this run knows nothing yet";
    clock_.advance(kListening);
    ASSERT_TRUE(ledger().notice(silent_));
    EXPECT_EQ(incident(1).condition, ConditionState::active);
    EXPECT_EQ(incident(2).condition, ConditionState::cleared);
}

TEST_F(LedgerNotice, NoticingTheSameAgainChangesNothing) {
    ASSERT_TRUE(ledger().notice(silent_));
    ASSERT_TRUE(ledger().notice(silent_));
    ASSERT_TRUE(ledger().notice({silent_[0], silent_[0]}));
    reopen();
    ASSERT_TRUE(ledger().notice(silent_));
    EXPECT_THAT(kinds(), ElementsAre(EntryKind::opened));
}

TEST_F(LedgerNotice, WhatIsGoneIsCleared) {
    ASSERT_TRUE(ledger().notice(silent_));
    ASSERT_TRUE(ledger().notice({}));
    EXPECT_EQ(incident().condition, ConditionState::cleared);
    EXPECT_EQ(incident().work, WorkState::fresh) << "somebody must still look at it";
}

TEST_F(LedgerNotice, ANodeThatIsSilentAgainMakesItsIncidentNewAgain) {
    ASSERT_TRUE(ledger().notice(silent_));
    ASSERT_TRUE(ledger().acknowledge(seen_by("camille")));
    ASSERT_TRUE(ledger().notice({}));
    ASSERT_TRUE(ledger().notice(silent_));
    EXPECT_EQ(count(), 1U);
    EXPECT_EQ(incident().work, WorkState::fresh);
    EXPECT_EQ(incident().times_raised, 2U);
}

TEST_F(LedgerNotice, ResolvingWhatLastsDoesNotOpenItAgainUntilItWasGone) {
    ASSERT_TRUE(ledger().notice(silent_));
    ASSERT_TRUE(ledger().resolve(seen_by("camille"), Outcome::genuine, "being repaired"));
    ASSERT_TRUE(ledger().notice(silent_));
    EXPECT_EQ(count(), 1U);
    ASSERT_TRUE(ledger().notice({}));
    ASSERT_TRUE(ledger().notice(silent_));
    EXPECT_EQ(count(), 2U);
    EXPECT_EQ(incident(2).work, WorkState::fresh);
}

TEST_F(LedgerNotice, WhatAnEarlierRunNoticedIsClearedOnlyAfterListening) {
    ASSERT_TRUE(ledger().notice(silent_));
    reopen();
    ASSERT_TRUE(ledger().notice({}));
    EXPECT_EQ(incident().condition, ConditionState::active) << "this run knows nothing yet";
    clock_.advance(kListening);
    ASSERT_TRUE(ledger().notice({}));
    EXPECT_EQ(incident().condition, ConditionState::cleared);
}

TEST_F(LedgerNotice, ANodeThatStaysSilentOverARestartStaysAcknowledged) {
    ASSERT_TRUE(ledger().notice(silent_));
    ASSERT_TRUE(ledger().acknowledge(seen_by("camille")));
    reopen();
    ASSERT_TRUE(ledger().notice({}));
    ASSERT_TRUE(ledger().notice(silent_));
    clock_.advance(kListening);
    ASSERT_TRUE(ledger().notice(silent_));
    EXPECT_EQ(incident().work, WorkState::acknowledged);
}

TEST_F(LedgerNotice, AConsoleDoesNotEndWhatOnlyAnotherOneNotices) {
    auto other = Ledger::open(file(), clock_).value();
    clock_.advance(kListening);
    ASSERT_TRUE(ledger().notice(silent_));
    for (int beat = 0; beat < 3; ++beat) {
        ASSERT_TRUE(other->notice({}));
        ASSERT_TRUE(ledger().notice(silent_));
    }
    EXPECT_THAT(kinds(), ElementsAre(EntryKind::opened));
    ASSERT_TRUE(other->notice({}));
    EXPECT_EQ(other->board()->incidents.size(), 1U) << "but it shows it";
}

}  // namespace
