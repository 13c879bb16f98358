// Switching the phases of halls: who may, what is pending, and what a restart of the console keeps.
#include <gmock/gmock.h>

#include "console/incidents/hall_switch.hpp"
#include "console/incidents/operators.hpp"
#include "tests/console/incidents/ledger_fixture.hpp"
#include "tests/support/sample_messages.hpp"

using namespace vigie;
using namespace vigie::console;
using net::SwitchVerdict;
using net::VenuePhase;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using vigie::test::AlertArchive;
using vigie::test::at;
using vigie::test::id;

namespace {

const auto kNode = id<net::NodeId>("north");
const auto kHall = id<net::HallId>("main");

class LedgerPhases : public vigie::test::LedgerTest {
protected:
    LedgerPhases() {
        auto accounts = Operators::open(file());
        EXPECT_TRUE((*accounts)->add("alix", Role::supervisor, "correct horse"));
        EXPECT_TRUE((*accounts)->add("max", Role::operator_, "correct horse"));
    }
    static PhaseOrder order(VenuePhase to, const std::string& actor = "alix") {
        return {kNode, kHall, VenuePhase::show, to, at(50.0), "a reason, in words", actor};
    }
    [[nodiscard]] std::vector<HallSwitch> switches() { return ledger().board()->switches; }
    [[nodiscard]] std::vector<net::PhaseSwitch> asked() { return pending_of(switches(), kNode); }
    static net::PhaseAnswer answer_to(net::SwitchId id, SwitchVerdict verdict = SwitchVerdict::done) {
        return {id, kHall, verdict, VenuePhase::egress, at(60.0)};
    }
};

TEST_F(LedgerPhases, ASwitchIsPendingUntilItsNodeAnswersAlsoOverARestart) {
    const auto asking = ledger().switch_phase(order(VenuePhase::egress));
    ASSERT_TRUE(asking) << asking.error().message;
    reopen();
    ASSERT_THAT(asked(), SizeIs(1));
    const net::PhaseSwitch wanted = asked().front();
    EXPECT_NE(wanted.id, 0U);
    EXPECT_EQ(wanted.hall, kHall);
    EXPECT_EQ(wanted.to, VenuePhase::egress);
    EXPECT_EQ(wanted.by, "alix");
    EXPECT_EQ(wanted.at, clock_.utc());
    EXPECT_EQ(wanted.seen_since, at(50.0));
    EXPECT_THAT(pending_of(switches(), id<net::NodeId>("south")), IsEmpty());
    EXPECT_EQ(switches().front().order.from, VenuePhase::show);
    EXPECT_EQ(switches().front().order.reason, "a reason, in words");

    clock_.advance(std::chrono::seconds(3));
    ASSERT_TRUE(ledger().answer_phase(kNode, answer_to(wanted.id)));
    EXPECT_THAT(asked(), IsEmpty());
    const auto head = ledger().board()->head;
    ASSERT_TRUE(ledger().answer_phase(kNode, answer_to(wanted.id))) << "it answers as often as it is asked";
    EXPECT_EQ(ledger().board()->head, head) << "and that is recorded once";
    reopen();
    ASSERT_THAT(switches(), SizeIs(1));
    EXPECT_EQ(switches().front().state, SwitchState::done);
    EXPECT_EQ(switches().front().answered, clock_.utc());
    EXPECT_EQ(switches().front().stands, VenuePhase::egress);
}

TEST_F(LedgerPhases, ARefusalIsKept) {
    ASSERT_TRUE(ledger().switch_phase(order(VenuePhase::closed)));
    const auto wanted = asked().front().id;
    ASSERT_TRUE(ledger().answer_phase(kNode, answer_to(wanted, SwitchVerdict::switched_meanwhile)));
    reopen();
    EXPECT_THAT(asked(), IsEmpty());
    EXPECT_EQ(switches().front().state, SwitchState::refused);
    EXPECT_EQ(switches().front().verdict, SwitchVerdict::switched_meanwhile);
}

TEST_F(LedgerPhases, AnswersOfOtherNodesAndToOtherSwitchesChangeNothing) {
    ASSERT_TRUE(ledger().switch_phase(order(VenuePhase::closed)));
    const auto wanted = asked().front().id;
    ASSERT_TRUE(ledger().answer_phase(id<net::NodeId>("south"), answer_to(wanted)));
    ASSERT_TRUE(ledger().answer_phase(kNode, answer_to(wanted + 1)));
    EXPECT_THAT(asked(), SizeIs(1));
}

TEST_F(LedgerPhases, TheNextSwitchOfAHallReplacesOneThatIsNotAnswered) {
    ASSERT_TRUE(ledger().switch_phase(order(VenuePhase::interval)));
    const auto first = asked().front().id;
    ASSERT_TRUE(ledger().switch_phase(order(VenuePhase::evacuation)));
    ASSERT_THAT(asked(), SizeIs(1));
    EXPECT_EQ(asked().front().to, VenuePhase::evacuation);
    ASSERT_TRUE(ledger().answer_phase(kNode, answer_to(first)));
    EXPECT_EQ(switches().front().state, SwitchState::withdrawn)
        << "an answer that comes late changes nothing";
    PhaseOrder other = order(VenuePhase::closed);
    other.hall = id<net::HallId>("annex");
    ASSERT_TRUE(ledger().switch_phase(other));
    EXPECT_THAT(asked(), SizeIs(2)) << "of another hall";
}

TEST_F(LedgerPhases, TheSameSwitchTwiceIsOne) {
    ASSERT_TRUE(ledger().switch_phase(order(VenuePhase::evacuation)));
    const auto again = ledger().switch_phase(order(VenuePhase::evacuation));
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, net::ErrorCode::conflict);
    EXPECT_THAT(again.error().message, HasSubstr("alix has already asked"));
    EXPECT_THAT(switches(), SizeIs(1));
}

TEST_F(LedgerPhases, OnlySupervisorsAndAdministratorsSwitch) {
    for (const char* actor : {"max", "nobody"}) {
        const auto refused = ledger().switch_phase(order(VenuePhase::evacuation, actor));
        ASSERT_FALSE(refused) << actor;
        EXPECT_THAT(refused.error().message, HasSubstr("supervisor"));
    }
    EXPECT_FALSE(ledger().switch_phase(order(VenuePhase::evacuation, "system")));
    EXPECT_THAT(switches(), IsEmpty());
}

TEST_F(LedgerPhases, AReasonIsCheckedAsAllWordsAre) {
    PhaseOrder bad = order(VenuePhase::closed);
    bad.reason = "\xFF";
    EXPECT_EQ(ledger().switch_phase(bad).error().code, net::ErrorCode::invalid_input);
    bad.reason = std::string(5000, 'x');
    EXPECT_EQ(ledger().switch_phase(bad).error().code, net::ErrorCode::invalid_input);
}

TEST_F(LedgerPhases, StandBesideIncidentsInOneLedger) {
    AlertArchive node;
    node.raise();
    pull(node);
    ASSERT_TRUE(ledger().switch_phase(order(VenuePhase::egress)));
    ASSERT_TRUE(ledger().acknowledge({1, incident().version, "max"}));
    ASSERT_TRUE(ledger().answer_phase(kNode, answer_to(asked().front().id)));
    EXPECT_EQ(incident().work, WorkState::acknowledged);
    EXPECT_EQ(incident().version, 2U);
    const auto before = incident();
    reopen();
    EXPECT_EQ(incident(), before);
    EXPECT_EQ(switches().front().state, SwitchState::done);
}

TEST_F(LedgerPhases, AnotherProgramOnTheSameFileIsFollowed) {
    auto other = Ledger::open(file(), clock_);
    ASSERT_TRUE(other);
    ASSERT_TRUE((*other)->switch_phase(order(VenuePhase::egress)));
    ASSERT_TRUE(ledger().notice({}));
    EXPECT_THAT(asked(), SizeIs(1));
    const auto again = ledger().switch_phase(order(VenuePhase::egress));
    EXPECT_EQ(again.error().code, net::ErrorCode::conflict);
}

TEST(HallLog, KeepsTheNewestOfEachHallAndForgetsTheOldest) {
    HallLog log;
    const auto add = [&log](std::uint64_t entry, const char* hall) {
        PhaseOrder order;
        order.hall = id<net::HallId>(hall);
        order.to = VenuePhase::show;
        return log.add({entry, at(0.0), false, "alix", kNode, text_of_switch(entry, order)});
    };
    ASSERT_TRUE(add(1, "old"));
    for (std::uint64_t entry = 2; entry < 500; ++entry) {
        ASSERT_TRUE(add(entry, "main"));
    }
    EXPECT_THAT(log.switches(), SizeIs(HallLog::kRemembered));
    EXPECT_NE(newest_of(log.switches(), kNode, id<net::HallId>("old")), nullptr);
    EXPECT_EQ(newest_of(log.switches(), kNode, kHall)->entry, 499U);
}

TEST(HallLog, DamagedTextsAreNamedByTheirEntry) {
    PhaseOrder order;
    order.hall = kHall;
    const std::string sound = text_of_switch(7, order);
    const std::string answer = text_of_answer({7, kHall, SwitchVerdict::done, VenuePhase::show, at(1.0)});
    HallLog log;
    EXPECT_TRUE(log.add({1, at(0.0), false, "alix", kNode, sound}));
    EXPECT_TRUE(log.add({2, at(0.0), true, "system", kNode, answer}));
    for (const std::string& text : {std::string(), std::string("main"), sound.substr(0, 12),
                                    "Not An Id" + sound.substr(4), std::string("main\n\nparty\n1\n\n")}) {
        const auto refused = log.add({3, at(0.0), false, "alix", kNode, text});
        ASSERT_FALSE(refused) << text;
        EXPECT_EQ(refused.error().code, net::ErrorCode::corrupt);
        EXPECT_THAT(refused.error().message, HasSubstr("entry 3"));
    }
    EXPECT_FALSE(log.add({3, at(0.0), true, "system", kNode, "main\n7\n9\nshow\n1"}));
    EXPECT_FALSE(log.add({3, at(0.0), true, "system", kNode, answer.substr(0, 8)}));
}

}  // namespace
