// What each action does to what the operator arranged.
#include "console/views/ui_state.hpp"

#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/console/views/ui_situation.hpp"

namespace vigie::console {
namespace {

using test::id;
using test::incident;
using test::reduced;
using test::settled;
using test::situation_of;
using testing::ElementsAre;

/// Three rows: 3, 2, 1; cameras gate, hall, yard.
class UiStateTest : public testing::Test {
protected:
    UiStateTest() {
        for (const auto* camera : {"gate", "hall", "yard"}) {
            test::add_camera(situation_, camera);
        }
        state_ = settled({}, situation_);
    }
    void act(const Action& action) { state_ = reduced(std::move(state_), action, situation_); }
    void type(TextField field, std::string text) { act(EditText{field, std::move(text)}); }
    /// The focused camera after stepping.
    std::string step_focus(int step) {
        act(FocusStep{step});
        return state_.focused.text();
    }
    IncidentNumber step(int step) {
        act(StepIncident{step});
        return state_.selected;
    }

    Situation situation_ = situation_of({incident(3), incident(2), incident(1)});
    UiState state_;
};

TEST_F(UiStateTest, StepsThroughTheRowsAndStopsAtTheirEnds) {
    EXPECT_EQ(step(1), 3U) << "the first row, when none is selected";
    EXPECT_EQ(step(1), 2U);
    EXPECT_EQ(step(1), 1U);
    EXPECT_EQ(step(1), 1U);
    EXPECT_EQ(step(-1), 2U);
    EXPECT_EQ(step(-99), 3U);
    EXPECT_EQ(step(std::numeric_limits<int>::max()), 1U);
    EXPECT_EQ(step(0), 1U);
    EXPECT_TRUE(state_.selected_by_keyboard);
}

TEST_F(UiStateTest, SteppingUpFromNothingBeginsAtTheLastRow) {
    EXPECT_EQ(step(-1), 1U);
}

TEST_F(UiStateTest, SteppingFollowsTheRowsOnScreenNotTheWantedOrder) {
    state_.queue = {1, 3};
    EXPECT_EQ(step(1), 1U);
    EXPECT_EQ(step(1), 3U);
}

TEST_F(UiStateTest, SteppingFromASelectionThatIsNotAmongTheRowsBeginsAnew) {
    state_.queue = {3, 1};
    act(SelectIncident{2});
    EXPECT_EQ(step(1), 3U);
    act(SelectIncident{2});
    EXPECT_EQ(step(-1), 1U);
}

TEST_F(UiStateTest, SteppingThroughAnEmptyQueueSelectsNothing) {
    state_.queue.clear();
    EXPECT_EQ(step(1), 0U);
    EXPECT_EQ(step(-1), 0U);
}

TEST_F(UiStateTest, SteppingUpFromTheFirstRowLetsInWhatWaits) {
    (void)step(1);
    situation_.incidents = situation_of({incident(4), incident(3), incident(2), incident(1)}).incidents;
    state_ = settled(state_, situation_);
    ASSERT_EQ(state_.waiting, 1U);
    EXPECT_EQ(step(-1), 3U) << "the selection stays, the rows come";
    EXPECT_EQ(state_.waiting, 0U);
    EXPECT_EQ(step(-1), 4U);
}

TEST_F(UiStateTest, WhatIsTypedAboutAnIncidentStaysWithIt) {
    act(SelectIncident{2});
    type(TextField::note, "two men at the fence");
    act(ToggleResolveForm{});
    act(ChooseOutcome{Outcome::false_alarm});
    type(TextField::reason, "a fox");
    act(SelectIncident{3});
    EXPECT_EQ(state_.note, "");
    EXPECT_EQ(state_.reason, "");
    EXPECT_EQ(state_.outcome, std::nullopt);
    EXPECT_FALSE(state_.resolving);
    act(SelectIncident{2});
    EXPECT_EQ(state_.note, "two men at the fence");
    EXPECT_EQ(state_.reason, "a fox");
    EXPECT_EQ(state_.outcome, Outcome::false_alarm);
    EXPECT_FALSE(state_.resolving) << "the form opens when asked for";
}

TEST_F(UiStateTest, SelectingTheSelectedOneChangesNothing) {
    act(SelectIncident{2});
    act(ToggleResolveForm{});
    type(TextField::note, "half a note");
    act(SelectIncident{2});
    EXPECT_EQ(state_.note, "half a note");
    EXPECT_TRUE(state_.resolving);
}

TEST_F(UiStateTest, DraftsAreBounded) {
    for (IncidentNumber number = 1; number <= 500; ++number) {
        act(SelectIncident{number});
        type(TextField::note, "x");
    }
    EXPECT_LE(state_.drafts.size(), 64U);
    act(SelectIncident{499});
    EXPECT_EQ(state_.note, "x") << "the newest are kept";
}

TEST_F(UiStateTest, SendingANoteEmptiesItAndNothingElse) {
    act(SelectIncident{2});
    type(TextField::note, "seen");
    type(TextField::reason, "kept");
    act(NoteIncident{2, 1, "seen"});
    EXPECT_EQ(state_.note, "");
    EXPECT_EQ(state_.reason, "kept");
    EXPECT_EQ(state_.selected, 2U);
}

TEST_F(UiStateTest, ResolvingClosesTheForm) {
    act(SelectIncident{2});
    act(ToggleResolveForm{});
    act(ChooseOutcome{Outcome::test});
    type(TextField::reason, "drill");
    act(ResolveIncident{2, 1, Outcome::test, "drill"});
    EXPECT_FALSE(state_.resolving);
    EXPECT_EQ(state_.reason, "");
    EXPECT_EQ(state_.outcome, std::nullopt);
}

TEST_F(UiStateTest, ActsOnAnotherIncidentLeaveWhatIsTypedAboutThisOne) {
    act(SelectIncident{2});
    type(TextField::note, "mine");
    act(NoteIncident{3, 1, "other"});
    act(ResolveIncident{3, 1, Outcome::genuine, "other"});
    act(AcknowledgeIncident{3, 1});
    act(ReopenIncident{3, 1});
    EXPECT_EQ(state_.note, "mine");
}

TEST_F(UiStateTest, ARefusedActGivesItsTextBackToItsIncident) {
    act(SelectIncident{2});
    state_ = give_back(state_, 3, {"refused note", "", Outcome::genuine});
    EXPECT_EQ(state_.note, "") << "it belongs to another incident";
    act(SelectIncident{3});
    EXPECT_EQ(state_.note, "refused note");
    state_ = give_back(state_, 3, {"older", "because", Outcome::test});
    EXPECT_EQ(state_.note, "refused note") << "what was typed since stays";
    EXPECT_EQ(state_.reason, "because");
    EXPECT_EQ(state_.outcome, Outcome::test);
    EXPECT_TRUE(state_.resolving);
}

TEST_F(UiStateTest, ARefusedNoteOpensNoForm) {
    act(SelectIncident{3});
    act(ChooseOutcome{Outcome::test});
    state_ = give_back(state_, 3, {"note", "", Outcome::genuine});
    EXPECT_FALSE(state_.resolving);
    EXPECT_EQ(state_.outcome, Outcome::test);
}

TEST_F(UiStateTest, OnlyAnOpenIncidentCanBeResolved) {
    act(ToggleResolveForm{});
    EXPECT_FALSE(state_.resolving) << "none is selected";
    act(SelectIncident{2});
    act(ToggleResolveForm{});
    EXPECT_TRUE(state_.resolving);
    act(ToggleResolveForm{});
    EXPECT_FALSE(state_.resolving);
    situation_ = situation_of({incident(2, net::Priority::medium, WorkState::resolved)});
    act(ToggleResolveForm{});
    EXPECT_FALSE(state_.resolving);
}

TEST_F(UiStateTest, FocusesACameraAndGoesBackToTheWall) {
    act(FocusCamera{id<net::CameraId>("hall")});
    EXPECT_EQ(state_.focused.text(), "hall");
    act(FocusCamera{});
    EXPECT_TRUE(state_.focused.empty());
}

TEST_F(UiStateTest, StepsTheFocusRoundAndRound) {
    EXPECT_EQ(step_focus(1), "gate") << "the first, from the wall";
    EXPECT_EQ(step_focus(1), "hall");
    EXPECT_EQ(step_focus(2), "gate");
    EXPECT_EQ(step_focus(-1), "yard");
    EXPECT_EQ(step_focus(-6), "yard");
    EXPECT_EQ(step_focus(0), "yard");
    (void)step_focus(std::numeric_limits<int>::min());
    EXPECT_FALSE(state_.focused.empty());
}

TEST_F(UiStateTest, SteppingTheFocusBackFromTheWallBeginsAtTheLastCamera) {
    EXPECT_EQ(step_focus(-1), "yard");
}

TEST_F(UiStateTest, SteppingTheFocusWithoutCamerasDoesNothing) {
    situation_.cameras.clear();
    EXPECT_EQ(step_focus(1), "");
}

TEST_F(UiStateTest, FocusesTheCameraOfTheSelectedIncident) {
    auto seen = incident(2);
    seen.camera = id<net::CameraId>("yard");
    auto counted = incident(1);
    counted.zone = id<net::ZoneId>("bar");
    situation_.incidents = situation_of({incident(3), seen, counted}).incidents;
    ZoneSituation zone;
    zone.node = counted.node;
    zone.configuration.zone = *counted.zone;
    zone.configuration.cameras = {id<net::CameraId>("hall"), id<net::CameraId>("gate")};
    situation_.zones = {zone};
    const auto focused_from = [this](IncidentNumber number) {
        state_.focused = {};
        act(SelectIncident{number});
        act(FocusIncidentCamera{});
        return state_.focused.text();
    };
    EXPECT_EQ(focused_from(2), "yard");
    EXPECT_EQ(focused_from(1), "hall") << "the one that counts its zone";
    EXPECT_EQ(focused_from(3), "") << "it has no place";
    EXPECT_EQ(focused_from(0), "");
}

TEST_F(UiStateTest, DoesNotFocusAnIncidentsCameraThatIsNotThere) {
    auto seen = incident(2);
    seen.camera = id<net::CameraId>("roof");
    situation_.incidents = situation_of({seen}).incidents;
    act(FocusCamera{id<net::CameraId>("hall")});
    act(SelectIncident{2});
    act(FocusIncidentCamera{});
    EXPECT_EQ(state_.focused.text(), "hall");
}

TEST_F(UiStateTest, StepsBackOneLayerAtATime) {
    act(SelectIncident{2});
    act(FocusCamera{id<net::CameraId>("hall")});
    act(ToggleResolveForm{});
    act(ToggleHelp{});
    act(StepBack{});
    EXPECT_FALSE(state_.help);
    EXPECT_TRUE(state_.resolving);
    act(StepBack{});
    EXPECT_FALSE(state_.resolving);
    EXPECT_FALSE(state_.focused.empty());
    act(StepBack{});
    EXPECT_TRUE(state_.focused.empty());
    EXPECT_EQ(state_.selected, 2U);
    act(StepBack{});
    EXPECT_EQ(state_.selected, 0U);
    act(StepBack{});
    EXPECT_EQ(state_.selected, 0U);
}

TEST_F(UiStateTest, StepsBackOutOfTheSearchBeforeItLeavesTheSelection) {
    act(SelectIncident{2});
    type(TextField::search, "nothing like it");
    ASSERT_TRUE(state_.queue.empty());
    act(StepBack{});
    EXPECT_EQ(state_.search, "");
    EXPECT_FALSE(state_.queue.empty());
    EXPECT_EQ(state_.selected, 2U);
}

TEST_F(UiStateTest, ClampsColumnsAndScale) {
    const auto columns = [this](int wanted) {
        act(SetColumns{wanted});
        return state_.settings.columns;
    };
    EXPECT_EQ(columns(0), 1);
    EXPECT_EQ(columns(4), 4);
    EXPECT_EQ(columns(7), 6);
    const auto scale = [this](double wanted) {
        act(SetScale{wanted});
        return state_.settings.scale;
    };
    EXPECT_EQ(scale(0.1), 0.75);
    EXPECT_EQ(scale(1.25), 1.25);
    EXPECT_EQ(scale(9.0), 1.5);
    EXPECT_EQ(scale(std::nan("")), 1.5) << "what is no number changes nothing";
    EXPECT_EQ(scale(-std::numeric_limits<double>::infinity()), 1.5);
}

TEST_F(UiStateTest, SwitchesEachOverlayByItself) {
    act(ToggleOverlay{Overlay::zones});
    EXPECT_FALSE(state_.settings.zones);
    EXPECT_TRUE(state_.settings.people && state_.settings.labels && state_.settings.heatmap);
    act(ToggleOverlay{Overlay::people});
    act(ToggleOverlay{Overlay::labels});
    act(ToggleOverlay{Overlay::heatmap});
    EXPECT_FALSE(state_.settings.people || state_.settings.labels || state_.settings.heatmap);
    act(ToggleOverlay{Overlay::zones});
    EXPECT_TRUE(state_.settings.zones);
}

TEST_F(UiStateTest, SpeaksOnlyLanguagesThatItHas) {
    act(SetLanguage{"fr"});
    EXPECT_EQ(state_.settings.language, "fr");
    act(SetLanguage{"tlh"});
    EXPECT_EQ(state_.settings.language, "fr");
    act(SetLanguage{"en"});
    EXPECT_EQ(state_.settings.language, "en");
}

TEST_F(UiStateTest, ShowsAFloorAndHelp) {
    act(ShowFloor{id<net::FloorId>("hall")});
    EXPECT_EQ(state_.floor.text(), "hall");
    act(ToggleHelp{});
    EXPECT_TRUE(state_.help);
    act(ToggleHelp{});
    EXPECT_FALSE(state_.help);
}

TEST_F(UiStateTest, APhaseIsProposedAndLeftStepByStep) {
    const ProposePhase show{id<net::NodeId>("north"), id<net::HallId>("main"), net::VenuePhase::show};
    act(ToggleHalls{});
    act(show);
    type(TextField::phase_reason, "late start");
    ASSERT_TRUE(state_.proposed);
    act(StepBack{});
    EXPECT_FALSE(state_.proposed);
    EXPECT_EQ(state_.phase_reason, "") << "a reason belongs to one question";
    EXPECT_TRUE(state_.halls);
    act(StepBack{});
    EXPECT_FALSE(state_.halls);
    act(ToggleHalls{});
    act(show);
    act(SwitchPhase{show.node, show.hall, std::nullopt, show.to, std::nullopt, ""});
    EXPECT_FALSE(state_.proposed);
}

TEST_F(UiStateTest, EveryTypedTextIsCutBetweenCharactersAtItsLimit) {
    const auto shown = [this](TextField field) -> const std::string& {
        switch (field) {
            case TextField::search:
                return state_.search;
            case TextField::note:
                return state_.note;
            case TextField::reason:
                return state_.reason;
            case TextField::phase_reason:
                return state_.phase_reason;
            case TextField::sign_in_name:
                return state_.sign_in_name;
            case TextField::sign_in_password:
                break;
        }
        return state_.sign_in_password;
    };
    for (const TextField field :
         {TextField::search, TextField::note, TextField::reason, TextField::phase_reason,
          TextField::sign_in_name, TextField::sign_in_password}) {
        std::string text(text_limit(field) - 1, 'a');
        type(field, text + "\u00e9");
        EXPECT_EQ(shown(field), text);
        type(field, text + "bc");
        EXPECT_EQ(shown(field), text + "b");
    }
}

TEST_F(UiStateTest, ThePasswordIsEmptiedWhenItIsSent) {
    type(TextField::sign_in_name, "camille");
    type(TextField::sign_in_password, "correct horse");
    act(SignIn{"camille", "correct horse"});
    EXPECT_EQ(state_.sign_in_password, "");
    EXPECT_EQ(state_.sign_in_name, "camille") << "so that a typing error costs only the password";
}

TEST_F(UiStateTest, SigningOutForgetsTheOperatorAndKeepsTheLayout) {
    act(SetColumns{5});
    act(SetScale{1.25});
    act(SetLanguage{"fr"});
    act(ToggleOverlay{Overlay::labels});
    act(ShowFloor{id<net::FloorId>("hall")});
    act(SelectIncident{1});
    type(TextField::note, "about 1");
    (void)step(1);
    act(SelectIncident{3});
    type(TextField::note, "note");
    act(ToggleResolveForm{});
    act(ChooseOutcome{Outcome::test});
    type(TextField::reason, "reason");
    type(TextField::search, "inc");
    type(TextField::sign_in_name, "camille");
    type(TextField::sign_in_password, "secret");
    act(FocusCamera{id<net::CameraId>("hall")});
    act(SetQueueFilter{QueueFilter::mine});
    act(ToggleHelp{});
    act(SignOut{});
    EXPECT_EQ(state_.selected, 0U);
    EXPECT_FALSE(state_.selected_by_keyboard);
    EXPECT_TRUE(state_.drafts.empty());
    EXPECT_EQ(state_.note + state_.reason + state_.search + state_.sign_in_name + state_.sign_in_password,
              "");
    EXPECT_FALSE(state_.resolving);
    EXPECT_EQ(state_.outcome, std::nullopt);
    EXPECT_TRUE(state_.focused.empty());
    EXPECT_EQ(state_.filter, QueueFilter::open);
    EXPECT_FALSE(state_.help);
    EXPECT_THAT(state_.queue, ElementsAre(3, 2, 1)) << "whoever comes next sees everything that is open";
    EXPECT_EQ(state_.settings.columns, 5);
    EXPECT_EQ(state_.settings.scale, 1.25);
    EXPECT_EQ(state_.settings.language, "fr");
    EXPECT_FALSE(state_.settings.labels);
    EXPECT_EQ(state_.floor.text(), "hall");
}

TEST_F(UiStateTest, DismissingTheNoticeIsNotItsBusiness) {
    act(SelectIncident{2});
    act(DismissNotice{});
    EXPECT_EQ(state_.selected, 2U);
}

}  // namespace
}  // namespace vigie::console
