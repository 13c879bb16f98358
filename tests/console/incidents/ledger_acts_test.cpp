#include <gmock/gmock.h>

#include "tests/console/incidents/ledger_fixture.hpp"

using namespace vigie;
using namespace vigie::console;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using vigie::test::AlertArchive;

namespace {

class LedgerActs : public vigie::test::LedgerTest {
protected:
    LedgerActs() {
        node_.raise();
        pull(node_);
        clock_.advance(std::chrono::minutes(2));
    }
    AlertArchive node_;
};

TEST_F(LedgerActs, AnAcknowledgementSaysWhoAndWhenAndOutlivesTheProgram) {
    ASSERT_TRUE(ledger().acknowledge(seen_by("camille")));
    const Incident done = incident();
    EXPECT_EQ(done.work, WorkState::acknowledged);
    EXPECT_EQ(done.acknowledged_by, "camille");
    EXPECT_EQ(done.acknowledged_at, clock_.utc());
    EXPECT_EQ(done.version, 2U);
    reopen();
    EXPECT_EQ(incident(), done);
}

TEST_F(LedgerActs, ASecondAcknowledgementIsToldWhoWasFirst) {
    const Act late = seen_by("luc");
    ASSERT_TRUE(ledger().acknowledge(seen_by("camille")));
    clock_.advance(std::chrono::minutes(3));
    const auto second = ledger().acknowledge(late);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, net::ErrorCode::conflict);
    EXPECT_EQ(second.error().message,
              "INC-00001 was acknowledged by camille 3 min ago, after you looked: look at it again");
    EXPECT_EQ(second.error().reason, net::Reason::act_acknowledged);
    EXPECT_EQ(second.error().about, (std::vector<std::string>{"INC-00001", "camille", "180"}));
    EXPECT_EQ(incident().acknowledged_by, "camille");
    EXPECT_EQ(incident().version, 2U);
}

TEST_F(LedgerActs, AConflictSaysHowLongAgoInTheUnitThatFits) {
    const Act late = seen_by("luc");
    ASSERT_TRUE(ledger().acknowledge(seen_by("camille")));
    const auto acknowledged = clock_.utc();
    const std::pair<net::Microseconds, const char*> cases[] = {
        {std::chrono::seconds(-60), "camille just now,"},
        {std::chrono::seconds(1), "camille just now,"},
        {std::chrono::seconds(119), "camille 119 s ago,"},
        {std::chrono::seconds(120), "camille 2 min ago,"},
        {std::chrono::minutes(119), "camille 119 min ago,"},
        {std::chrono::hours(47), "camille 47 h ago,"},
        {std::chrono::hours(72), "camille 3 days ago,"}};
    for (const auto& [later, words] : cases) {
        clock_.set_utc(acknowledged + later);
        EXPECT_THAT(ledger().acknowledge(late).error().message, HasSubstr(words));
    }
}

TEST_F(LedgerActs, AnActOnAnIncidentThatBecameWorseSinceIsAConflict) {
    const Act seen = seen_by("camille");
    node_.update("crowd/bar#1", net::Priority::critical);
    pull(node_);
    const auto done = ledger().resolve(seen, Outcome::false_alarm, "");
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, net::ErrorCode::conflict);
    EXPECT_EQ(done.error().reason, net::Reason::act_worsened);
    EXPECT_EQ(done.error().about, (std::vector<std::string>{"INC-00001", "0"}));
    EXPECT_EQ(incident().work, WorkState::fresh);
}

TEST_F(LedgerActs, MoreOfTheSameOrItsEndDoesNotStandInTheWay) {
    const Act seen = seen_by("camille");
    node_.update("crowd/bar#1", net::Priority::medium);
    node_.clear("crowd/bar#1");
    pull(node_);
    EXPECT_TRUE(ledger().acknowledge(seen));
}

TEST_F(LedgerActs, NotesAreNeverInConflictAndKeepTheirOrder) {
    const Act camille = seen_by("camille");
    const Act luc = seen_by("luc");
    ASSERT_TRUE(ledger().note(camille, "On y va"));
    ASSERT_TRUE(ledger().note(luc, "Équipe 2 en route"));
    const auto history = incident().history;
    ASSERT_EQ(history.size(), 3U);
    EXPECT_EQ(history[1].text, "On y va");
    EXPECT_EQ(history[2].text, "Équipe 2 en route");
    EXPECT_EQ(history[2].actor, "luc");
    EXPECT_FALSE(ledger().acknowledge(luc)) << "but what somebody wrote must be seen before acting";
}

TEST_F(LedgerActs, AResolutionKeepsItsOutcomeAndReason) {
    ASSERT_TRUE(ledger().resolve(seen_by("camille"), Outcome::false_alarm, "a reflection"));
    reopen();
    EXPECT_EQ(incident().work, WorkState::resolved);
    EXPECT_EQ(incident().outcome, Outcome::false_alarm);
    EXPECT_EQ(incident().history.back().text, "a reflection");
}

TEST_F(LedgerActs, AReopenedIncidentIsNewAgain) {
    ASSERT_TRUE(ledger().acknowledge(seen_by("camille")));
    ASSERT_TRUE(ledger().resolve(seen_by("camille"), Outcome::test, ""));
    ASSERT_TRUE(ledger().reopen(seen_by("luc")));
    EXPECT_EQ(incident().work, WorkState::fresh);
    EXPECT_EQ(incident().outcome, std::nullopt);
    EXPECT_EQ(incident().acknowledged_by, std::nullopt);
    EXPECT_EQ(ledger().reopen(seen_by("camille")).error().code, net::ErrorCode::conflict)
        << "it is open already";
}

TEST_F(LedgerActs, AnIncidentCannotBeReopenedBesideAnotherOfTheSameKindAndPlace) {
    ASSERT_TRUE(ledger().resolve(seen_by("camille"), Outcome::genuine, ""));
    node_.clear("crowd/bar#1");
    node_.raise();
    pull(node_);
    ASSERT_EQ(count(), 2U);
    const auto reopened = ledger().reopen(seen_by("camille", 1));
    ASSERT_FALSE(reopened);
    EXPECT_EQ(reopened.error().code, net::ErrorCode::conflict);
    EXPECT_THAT(reopened.error().message, HasSubstr("INC-00002"));
}

TEST_F(LedgerActs, AnUnknownIncidentOrVersionIsRefusedByName) {
    const auto unknown = ledger().acknowledge({99, 1, "camille"});
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().code, net::ErrorCode::not_found);
    EXPECT_THAT(unknown.error().message, HasSubstr("INC-00099"));
    const auto unseen = ledger().acknowledge({1, 7, "camille"});
    ASSERT_FALSE(unseen);
    EXPECT_EQ(unseen.error().code, net::ErrorCode::invalid_input);
    EXPECT_EQ(unseen.error().reason, net::Reason::act_unknown_version);
    EXPECT_EQ(ledger().acknowledge({1, 0, "camille"}).error().code, net::ErrorCode::invalid_input);
    EXPECT_EQ(ledger().acknowledge({0, 1, "camille"}).error().code, net::ErrorCode::not_found);
}

TEST_F(LedgerActs, NobodyActsWithoutANameOrInTheSystemsName) {
    for (const std::string& name : {std::string(), std::string("system"), std::string("System"),
                                    std::string("a\nb"), std::string("\xff\xfe"), std::string(65, 'x')}) {
        EXPECT_EQ(ledger().acknowledge(seen_by(name)).error().code, net::ErrorCode::invalid_input) << name;
    }
    EXPECT_EQ(incident().version, 1U);
}

TEST_F(LedgerActs, WordsThatCannotBeKeptAreRefused) {
    const std::string with_nul("nul\0inside", 10);
    for (const std::string& words : {std::string(), with_nul, std::string("\xc3"), std::string(4097, 'x')}) {
        EXPECT_EQ(ledger().note(seen_by("camille"), words).error().code, net::ErrorCode::invalid_input);
    }
    EXPECT_EQ(ledger().resolve(seen_by("camille"), Outcome::test, with_nul).error().code,
              net::ErrorCode::invalid_input);
    ASSERT_TRUE(ledger().note(seen_by("camille"), "two lines\n'; DROP TABLE entries; -- :name"));
    reopen();
    EXPECT_EQ(incident().history.back().text, "two lines\n'; DROP TABLE entries; -- :name");
}

TEST_F(LedgerActs, LedgerTimeNeverDecreasesWhenTheClockJumpsBack) {
    const net::UtcTime before = clock_.utc();
    ASSERT_TRUE(ledger().note(seen_by("camille"), "first"));
    clock_.set_utc(before - std::chrono::hours(24));
    ASSERT_TRUE(ledger().note(seen_by("camille"), "second"));
    reopen();
    ASSERT_TRUE(ledger().note(seen_by("camille"), "third"));
    clock_.set_utc(before + std::chrono::seconds(1));
    ASSERT_TRUE(ledger().note(seen_by("camille"), "fourth"));
    const auto history = incident().history;
    ASSERT_EQ(history.size(), 5U);
    EXPECT_EQ(history[2].at, before);
    EXPECT_EQ(history[3].at, before);
    EXPECT_EQ(history[4].at, before + std::chrono::seconds(1));
}

TEST_F(LedgerActs, ResolvedIncidentsLeaveTheBoardAfterTwelveHoursAndCanStillBeReopened) {
    ASSERT_TRUE(ledger().resolve(seen_by("camille"), Outcome::genuine, ""));
    node_.clear("crowd/bar#1");
    pull(node_);
    clock_.advance(std::chrono::hours(11));
    reopen();
    ASSERT_EQ(count(), 1U);
    const auto version = incident().version;
    clock_.advance(std::chrono::hours(2));
    reopen();
    EXPECT_EQ(count(), 0U);
    ASSERT_TRUE(ledger().reopen({1, version, "luc"}));
    EXPECT_THAT(kinds(), ElementsAre(EntryKind::opened, EntryKind::resolved, EntryKind::condition_cleared,
                                     EntryKind::reopened));
}

TEST_F(LedgerActs, AConditionThatLastsLongAfterItsResolutionStillFindsItsIncident) {
    ASSERT_TRUE(ledger().resolve(seen_by("camille"), Outcome::genuine, "they stay"));
    clock_.advance(std::chrono::hours(48));
    reopen();
    EXPECT_EQ(count(), 0U);
    node_.clear("crowd/bar#1");
    pull(node_);
    ASSERT_TRUE(ledger().reopen({1, 3, "camille"}));
    EXPECT_EQ(incident().condition, ConditionState::cleared);
}

TEST_F(LedgerActs, TwoConsolesOnOneLedgerSeeEachOthersActs) {
    auto other = Ledger::open(file(), clock_).value();
    const Act seen = seen_by("luc");
    ASSERT_TRUE(other->acknowledge(seen_by("camille")));
    EXPECT_EQ(ledger().acknowledge(seen).error().code, net::ErrorCode::conflict);
    ASSERT_TRUE(ledger().notice({})) << "which looks what others did";
    EXPECT_EQ(incident().acknowledged_by, "camille");

    ASSERT_TRUE(ledger().resolve(seen_by("luc"), Outcome::genuine, ""));
    node_.raise("crowd", "stage");
    ASSERT_TRUE(other->ingest(node_.node(), node_.all()));
    EXPECT_EQ(other->board()->incidents.size(), 2U);
    EXPECT_EQ(other->board()->incidents[1]->work, WorkState::resolved);
}

}  // namespace
