// From what views ask for to what the ledger is asked, and back.
#include "console/app/operator_desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vigie::console {
namespace {

constexpr IncidentNumber kFirst = 7;

Situation with_incident(std::uint64_t version, WorkState work = WorkState::fresh) {
    auto incident = std::make_shared<Incident>();
    incident->number = kFirst;
    incident->version = version;
    incident->work = work;
    auto board = std::make_shared<IncidentBoard>();
    board->incidents.push_back(incident);
    Situation situation;
    situation.incidents = board;
    return situation;
}

class OperatorDeskTest : public testing::Test {
protected:
    void sign_in() { desk.answer(net::Result<Operator>(Operator{"camille", Role::supervisor})); }
    void acknowledge(std::uint64_t version = 3) {
        desk.apply({AcknowledgeIncident{kFirst, version}}, situation);
    }
    void refuse(std::uint64_t ticket, const std::string& why) {
        desk.answer(ActOutcome{kFirst, ticket, net::fail(net::ErrorCode::conflict, why)});
    }

    Situation situation = with_incident(3);
    std::vector<std::pair<ActCommand, std::uint64_t>> acts;
    std::vector<std::pair<std::string, std::string>> passwords;
    std::vector<std::pair<PhaseOrder, std::uint64_t>> orders;
    OperatorDesk desk{Settings{}, DeskTasks{[this](ActCommand command, std::uint64_t ticket) {
                                                acts.emplace_back(std::move(command), ticket);
                                            },
                                            [this](std::string name, std::string password) {
                                                passwords.emplace_back(std::move(name), std::move(password));
                                            },
                                            [this](PhaseOrder order, std::uint64_t ticket) {
                                                orders.emplace_back(std::move(order), ticket);
                                            }}};
};

TEST_F(OperatorDeskTest, AnActCarriesTheOperatorAndTheVersionThatWasSeen) {
    sign_in();
    acknowledge(3);
    ASSERT_EQ(acts.size(), 1U);
    const auto& act = std::get<AcknowledgeCommand>(acts[0].first).act;
    EXPECT_EQ(act.incident, kFirst);
    EXPECT_EQ(act.version, 3U);
    EXPECT_EQ(act.actor, "camille");
}

TEST_F(OperatorDeskTest, NobodyActsWithoutSigningIn) {
    acknowledge();
    EXPECT_TRUE(acts.empty());
    EXPECT_TRUE(desk.pending().empty());
}

TEST_F(OperatorDeskTest, NobodyActsAfterSigningOut) {
    sign_in();
    desk.apply({SignOut{}}, situation);
    EXPECT_EQ(desk.operator_name(), "");
    acknowledge();
    EXPECT_TRUE(acts.empty());
}

TEST_F(OperatorDeskTest, AnActIsPendingUntilItsEffectIsOnTheBoard) {
    sign_in();
    acknowledge(3);
    EXPECT_THAT(desk.pending(), testing::ElementsAre(kFirst));
    desk.answer(ActOutcome{kFirst, acts[0].second, {}});
    desk.settle(situation, {});
    EXPECT_THAT(desk.pending(), testing::ElementsAre(kFirst)) << "the board is still the old one";
    desk.settle(with_incident(4, WorkState::acknowledged), {});
    EXPECT_TRUE(desk.pending().empty());
}

TEST_F(OperatorDeskTest, ADoubleClickActsOnce) {
    sign_in();
    acknowledge();
    acknowledge();
    EXPECT_EQ(acts.size(), 1U);
}

TEST_F(OperatorDeskTest, ARefusedActIsToldAndCanBeTriedAgain) {
    sign_in();
    acknowledge();
    refuse(acts[0].second, "sam acknowledged it at 14:02:37");
    EXPECT_EQ(desk.notice().english, "sam acknowledged it at 14:02:37");
    EXPECT_TRUE(desk.pending().empty());
    acknowledge(4);
    EXPECT_EQ(acts.size(), 2U);
    desk.apply({DismissNotice{}}, situation);
    EXPECT_EQ(desk.notice().english, "");
}

TEST_F(OperatorDeskTest, ANoticeOfAFullDiskGoesWhenTheLedgerRecordsAgain) {
    sign_in();
    acknowledge();
    desk.answer(ActOutcome{kFirst, acts[0].second, net::fail(net::ErrorCode::exhausted, "The disk is full")});
    situation.ledger = {false, {"The disk is full"}};
    desk.settle(situation, {});
    EXPECT_EQ(desk.notice().english, "The disk is full");
    situation.ledger = {true, {}};
    desk.settle(situation, {});
    EXPECT_EQ(desk.notice().english, "");
}

TEST_F(OperatorDeskTest, ANoticeThatIsAheadOfTheSituationStays) {
    sign_in();
    acknowledge();
    desk.answer(ActOutcome{kFirst, acts[0].second, net::fail(net::ErrorCode::exhausted, "The disk is full")});
    situation.ledger = {true, {}};
    desk.settle(situation, {});
    EXPECT_EQ(desk.notice().english, "The disk is full") << "the situation is older than the answer";
    situation.ledger = {false, {"The disk is full"}};
    desk.settle(situation, {});
    situation.ledger = {true, {}};
    desk.settle(situation, {});
    EXPECT_EQ(desk.notice().english, "");
}

TEST_F(OperatorDeskTest, ANoticeThatTooMuchWaitsIsNotAboutTheDisk) {
    sign_in();
    acknowledge();
    desk.answer(ActOutcome{
        kFirst, acts[0].second,
        net::fail(net::ErrorCode::exhausted, net::Sentence{"Too much waits", net::Reason::act_too_many})});
    situation.ledger = {false, {"The disk is full"}};
    desk.settle(situation, {});
    situation.ledger = {true, {}};
    desk.settle(situation, {});
    EXPECT_EQ(desk.notice().english, "Too much waits");
}

TEST_F(OperatorDeskTest, WordsOfARefusedNoteAreNotLost) {
    sign_in();
    desk.apply({SelectIncident{kFirst}, EditText{TextField::note, "two people, blue coats"},
                NoteIncident{kFirst, 3, "two people, blue coats"}},
               situation);
    refuse(acts.at(0).second, "sam acted first");
    EXPECT_EQ(desk.ui().note, "two people, blue coats");
}

TEST_F(OperatorDeskTest, WordsOfARefusedNoteGoBackToTheirOwnIncident) {
    sign_in();
    desk.apply({SelectIncident{kFirst}, EditText{TextField::note, "two people"},
                NoteIncident{kFirst, 3, "two people"}, SelectIncident{0}},
               situation);
    refuse(acts.at(0).second, "sam acted first");
    EXPECT_EQ(desk.ui().note, "") << "another incident is looked at now";
    desk.apply({SelectIncident{kFirst}}, situation);
    EXPECT_EQ(desk.ui().note, "two people");
}

TEST_F(OperatorDeskTest, WordsTypedWhileAnActIsPendingAreNotLost) {
    sign_in();
    acknowledge();
    desk.apply({SelectIncident{kFirst}, EditText{TextField::note, "two people"},
                NoteIncident{kFirst, 3, "two people"}},
               situation);
    EXPECT_EQ(acts.size(), 1U);
    EXPECT_EQ(desk.ui().note, "two people");
}

TEST_F(OperatorDeskTest, WordsOfARefusedResolutionAreNotLost) {
    sign_in();
    desk.apply({SelectIncident{kFirst}, ToggleResolveForm{}, ChooseOutcome{Outcome::test},
                EditText{TextField::reason, "drill"}, ResolveIncident{kFirst, 3, Outcome::test, "drill"}},
               situation);
    refuse(acts.at(0).second, "sam acted first");
    EXPECT_EQ(desk.ui().reason, "drill");
    EXPECT_EQ(desk.ui().outcome, Outcome::test);
    EXPECT_TRUE(desk.ui().resolving);
}

TEST_F(OperatorDeskTest, AnotherOperatorDoesNotFindTheWordsOfTheOneBefore) {
    sign_in();
    desk.apply({NoteIncident{kFirst, 3, "private words"}, SignOut{}}, situation);
    desk.answer(net::Result<Operator>(Operator{"sam", Role::operator_}));
    refuse(acts.at(0).second, "disk full");
    EXPECT_EQ(desk.ui().note, "");
}

TEST_F(OperatorDeskTest, AnAnswerToNothingChangesNothing) {
    sign_in();
    refuse(99, "unknown");
    EXPECT_EQ(desk.notice().english, "");
}

TEST_F(OperatorDeskTest, APasswordGoesToItsCheckAndAWrongOneIsTold) {
    desk.apply({SignIn{"camille", "wrong"}}, situation);
    ASSERT_EQ(passwords.size(), 1U);
    EXPECT_EQ(passwords[0].first, "camille");
    desk.answer(net::Result<Operator>(net::fail(net::ErrorCode::refused, "Name or password is wrong")));
    EXPECT_EQ(desk.sign_in_problem().english, "Name or password is wrong");
    EXPECT_EQ(desk.operator_name(), "");
    sign_in();
    EXPECT_EQ(desk.operator_name(), "camille");
    EXPECT_EQ(desk.sign_in_problem().english, "");
}

SwitchPhase evacuate() {
    return {net::NodeId::parse("edge-1").value(),
            net::HallId::parse("main").value(),
            net::VenuePhase::show,
            net::VenuePhase::evacuation,
            std::nullopt,
            "smoke"};
}

TEST_F(OperatorDeskTest, ASwitchCarriesWhoDecidedAndIsPendingUntilTheBoardHasIt) {
    const HallRef hall{evacuate().node, evacuate().hall};
    desk.apply({evacuate()}, situation);
    EXPECT_TRUE(orders.empty()) << "nobody is signed in";
    sign_in();
    EXPECT_EQ(desk.operator_role(), Role::supervisor);
    desk.apply({evacuate(), evacuate()}, situation);
    ASSERT_EQ(orders.size(), 1U) << "a double click decides once";
    EXPECT_EQ(orders[0].first.actor, "camille");
    EXPECT_EQ(orders[0].first.to, net::VenuePhase::evacuation);
    EXPECT_EQ(orders[0].first.reason, "smoke");
    EXPECT_THAT(desk.switching(), testing::ElementsAre(hall));
    desk.answer(ActOutcome{0, orders[0].second, {}});
    desk.settle(situation, {});
    EXPECT_THAT(desk.switching(), testing::ElementsAre(hall)) << "the board is still the old one";
    auto board = std::make_shared<IncidentBoard>(*situation.incidents);
    HallSwitch recorded;
    recorded.entry = 12;
    recorded.order = orders[0].first;
    board->switches = {recorded};
    situation.incidents = board;
    desk.settle(situation, {});
    EXPECT_TRUE(desk.switching().empty());
}

TEST_F(OperatorDeskTest, ARefusedSwitchIsToldAndCanBeTriedAgain) {
    sign_in();
    desk.apply({evacuate()}, situation);
    desk.answer(ActOutcome{0, orders[0].second, net::fail(net::ErrorCode::refused, "Ask a supervisor")});
    EXPECT_EQ(desk.notice().english, "Ask a supervisor");
    EXPECT_TRUE(desk.switching().empty());
    desk.apply({evacuate()}, situation);
    EXPECT_EQ(orders.size(), 2U);
}

TEST_F(OperatorDeskTest, WhatIsArrangedIsWhatIsKept) {
    Settings settings;
    settings.columns = 5;
    settings.language = "fr";
    settings.scale = 1.25;
    settings.heatmap = false;
    OperatorDesk arranged(settings, DeskTasks{[](const ActCommand&, std::uint64_t) {},
                                              [](const std::string&, const std::string&) {}});
    EXPECT_EQ(arranged.ui().settings, settings);
    arranged.apply({SetColumns{2}, ToggleOverlay{Overlay::heatmap}}, situation);
    settings.columns = 2;
    settings.heatmap = true;
    EXPECT_EQ(arranged.ui().settings, settings);
}

}  // namespace
}  // namespace vigie::console
