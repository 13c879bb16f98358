#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "console/views/incident_detail.hpp"
#include "console/views/layout.hpp"
#include "console/views/words.hpp"
#include "tests/console/views/headless_console.hpp"
#include "tests/console/views/sample_console.hpp"
#include "tests/support/sample_messages.hpp"

namespace vigie::console {
namespace {

using test::find_action;
using test::HeadlessConsole;

/// The detail alone, with incident 7 selected.
class Detail : public testing::Test {
protected:
    Detail() {
        test::speak("en");
        set(test::sample_incident(7));
        console_.ui.selected = 7;
        console_.frames(2);
    }
    void set(const Incident& incident) {
        test::set_lasting_incident(console_.situation, incident);
        console_.frames(2);
    }

    HeadlessConsole console_{
        test::sample_venue(), {420, 700, 1.0F}, HeadlessConsole::panel(draw_incident_detail)};
};

TEST_F(Detail, AcknowledgeNamesTheVersionThatWasSeen) {
    const auto actions = console_.click("incident.ack");
    const auto* acknowledged = find_action<AcknowledgeIncident>(actions);
    ASSERT_NE(acknowledged, nullptr);
    EXPECT_EQ(acknowledged->incident, 7U);
    EXPECT_EQ(acknowledged->version, 3U);
    EXPECT_EQ(actions.size(), 1U);
}

TEST_F(Detail, AnActThatTheLedgerHasNotConfirmedIsDrawnAsBeingSavedAndCannotBeRepeated) {
    console_.pending = {7};
    console_.frame();
    EXPECT_TRUE(console_.reads("SAVING"));
    EXPECT_TRUE(console_.reads("Saving …"));
    EXPECT_FALSE(console_.reads("ACK"));
    EXPECT_TRUE(console_.click("incident.ack").empty());
    EXPECT_TRUE(console_.click("incident.resolve").empty());
}

TEST_F(Detail, WhatIsAcknowledgedCannotBeAcknowledgedAgainAndSaysByWhomAndWhen) {
    Incident incident = test::sample_incident(7);
    incident.work = WorkState::acknowledged;
    incident.acknowledged_by = "Alix Martin";
    incident.acknowledged_at = incident.opened + std::chrono::seconds(5);
    set(incident);
    EXPECT_TRUE(console_.reads("Alix Martin at 11:59:18"));
    EXPECT_TRUE(console_.click("incident.ack").empty());
}

TEST_F(Detail, SaysWhatWasMeasuredAgainstWhichLimitAndTheHistory) {
    for (const char* words :
         {"Concourse 1", "1,312 ± 24 people, limit 1,200", "4.6 people/m²", "38 s when reported, limit 10 s",
          "raised 2 times", "Nobody yet", "INC-00007", "CRITICAL", "ACTIVE", "Alix Martin",
          "Team of four is on its way", "Raised again"}) {
        EXPECT_TRUE(console_.reads(words)) << words;
    }
}

TEST_F(Detail, SaysWhichPictureTriggeredItToTheTenthOfASecond) {
    Incident incident = test::sample_incident(7);
    incident.camera = test::id<net::CameraId>("cam-1");
    set(incident);
    EXPECT_FALSE(console_.reads("Triggered by")) << "no picture shows it";
    incident.frame = {test::id<net::CameraId>("cam-2"), test::sample_stamp(4711)};
    incident.frame->stamp.captured = test::at(-46.25);
    set(incident);
    EXPECT_TRUE(console_.reads("Triggered by"));
    EXPECT_TRUE(console_.reads("Gate 2 · 11:59:13.7 · frame 4711")) << "cut off, as the seconds are";
    test::speak("fr");
    console_.frame();
    EXPECT_TRUE(console_.reads("Déclenché par"));
    EXPECT_TRUE(console_.reads("Gate 2 · 11:59:13,7 · image 4711"));
    test::speak("en");
}

TEST_F(Detail, ANoteIsTypedAndAddedByEnterOrByTheButton) {
    console_.click("incident.note");
    console_.type("On my way");
    EXPECT_EQ(console_.ui.note, "On my way");
    const auto entered = console_.press_key(ImGuiKey_Enter);
    const auto* note = find_action<NoteIncident>(entered);
    ASSERT_NE(note, nullptr);
    EXPECT_EQ(note->text, "On my way");
    EXPECT_EQ(note->version, 3U);

    console_.ui.note = "Gate closed";
    console_.frame();
    const auto clicked = console_.click("incident.note.add");
    ASSERT_NE(find_action<NoteIncident>(clicked), nullptr);
    EXPECT_EQ(find_action<NoteIncident>(clicked)->text, "Gate closed");
}

TEST_F(Detail, AnEmptyNoteIsNotAdded) {
    console_.ui.note = "  ";
    console_.frame();
    EXPECT_TRUE(console_.click("incident.note.add").empty());
}

TEST_F(Detail, ResolvingAsksForOutcomeAndReason) {
    EXPECT_NE(find_action<ToggleResolveForm>(console_.click("incident.resolve")), nullptr);
    ASSERT_TRUE(console_.ui.resolving);
    EXPECT_TRUE(console_.click("incident.resolve.confirm").empty()) << "without a reason";
    console_.click("incident.outcome.1");
    console_.click("incident.reason");
    console_.type("Cleaning staff");
    const auto actions = console_.click("incident.resolve.confirm");
    const auto* resolved = find_action<ResolveIncident>(actions);
    ASSERT_NE(resolved, nullptr);
    EXPECT_EQ(resolved->incident, 7U);
    EXPECT_EQ(resolved->version, 3U);
    EXPECT_EQ(resolved->outcome, Outcome::false_alarm);
    EXPECT_EQ(resolved->reason, "Cleaning staff");
}

TEST_F(Detail, TheFormIsLeftByCancel) {
    console_.click("incident.resolve");
    console_.click("incident.resolve.cancel");
    EXPECT_FALSE(console_.ui.resolving);
    EXPECT_TRUE(console_.shows("incident.ack"));
}

TEST_F(Detail, AResolvedIncidentCanBeReopened) {
    Incident incident = test::sample_incident(7);
    incident.work = WorkState::resolved;
    incident.outcome = Outcome::test;
    set(incident);
    EXPECT_TRUE(console_.reads("Test"));
    EXPECT_FALSE(console_.shows("incident.resolve"));
    EXPECT_FALSE(console_.shows("incident.ack"));
    const auto actions = console_.click("incident.reopen");
    ASSERT_NE(find_action<ReopenIncident>(actions), nullptr);
    EXPECT_EQ(find_action<ReopenIncident>(actions)->version, 3U);
}

TEST_F(Detail, AResolvedIncidentSaysWhenAndAfterHowLongAndWaitsForNobody) {
    Incident incident = test::sample_incident(7);
    incident.work = WorkState::resolved;
    incident.outcome = Outcome::genuine;
    incident.history.push_back(
        {4, incident.opened + std::chrono::seconds(144), EntryKind::resolved, "Alix Martin", "gone"});
    incident.history.push_back(
        {5, incident.opened + std::chrono::seconds(200), EntryKind::condition_cleared, "system", ""});
    incident.changed = incident.history.back().at;
    set(incident);
    console_.now += std::chrono::minutes(20);
    console_.frame();
    EXPECT_TRUE(console_.reads("12:01:37, after 2 min 24 s"));
    EXPECT_FALSE(console_.reads(" ago"));
    EXPECT_FALSE(console_.reads("Nobody yet"));
    EXPECT_FALSE(console_.reads("Acknowledged"));
}

TEST_F(Detail, AnAlertHeardOfLateIsAsOldAsItIs) {
    Incident incident = test::sample_incident(7);
    set(incident);
    EXPECT_FALSE(console_.reads("HeardFromNode of"));
    incident.observed = incident.opened - std::chrono::minutes(64);
    set(incident);
    EXPECT_TRUE(console_.reads("10:55:13")) << "since";
    EXPECT_TRUE(console_.reads("11:59:13, 1 h 4 min later"));
}

TEST_F(Detail, WhoAcknowledgedBeforeItCameBackIsNotForgotten) {
    Incident incident = test::sample_incident(7);
    incident.history.push_back(
        {4, incident.opened + std::chrono::seconds(5), EntryKind::acknowledged, "camille", ""});
    incident.history.push_back(
        {5, incident.opened + std::chrono::seconds(9), EntryKind::condition_cleared, "system", ""});
    HistoryEntry back{6, incident.opened + std::chrono::seconds(12), EntryKind::worsened, "system", ""};
    back.change = Change::came_back;
    incident.history.push_back(back);
    set(incident);
    EXPECT_TRUE(console_.reads("camille at 11:59:18, before it"));
    EXPECT_FALSE(console_.reads("Nobody yet"));
    incident.work = WorkState::resolved;
    set(incident);
    EXPECT_TRUE(console_.reads("camille at 11:59:18, before it"));
}

TEST_F(Detail, FactsStayInSightWhileTheOutcomeIsChosen) {
    console_.click("incident.resolve");
    ASSERT_TRUE(console_.shows("incident.reason"));
    EXPECT_TRUE(console_.reads("1,312 ± 24 people, limit 1,200"));
    EXPECT_TRUE(console_.reads("Team of four is on its way"));
}

TEST_F(Detail, TheFormSaysWhatItStillWants) {
    console_.click("incident.resolve");
    console_.click("incident.reason");
    console_.type("Cleaning staff");
    EXPECT_TRUE(console_.reads("Choose an outcome"));
    EXPECT_FALSE(console_.reads("write the reason"));
    console_.click("incident.outcome.1");
    console_.frame();
    EXPECT_FALSE(console_.reads("Choose an outcome"));
}

TEST_F(Detail, WhatIsTypedAfterAnOutcomeWasPickedIsTheReason) {
    console_.click("incident.resolve");
    console_.click("incident.resolve.confirm");  // away from the field, before anything can be filed
    console_.press_key(ImGuiKey_DownArrow);
    console_.frames(2);
    console_.type("Cleaning");
    EXPECT_EQ(console_.ui.reason, "Cleaning");
    console_.click("incident.outcome.1");
    console_.frames(2);
    console_.type(" staff");
    EXPECT_EQ(console_.ui.reason, "Cleaning staff") << "and what was typed before stays";
}

/// Where the tooltip is drawn; nothing while there is none.
std::optional<MarkRect> tooltip_place() {
    const ImDrawData* drawn = ImGui::GetDrawData();
    for (int i = 0; i < drawn->CmdListsCount; ++i) {
        const ImDrawList& list = *drawn->CmdLists[i];
        if (std::string_view(list._OwnerName).starts_with("##Tooltip") && !list.VtxBuffer.empty()) {
            ImVec2 low = list.VtxBuffer.front().pos;
            ImVec2 high = low;
            for (const ImDrawVert& vertex : list.VtxBuffer) {
                low = {std::min(low.x, vertex.pos.x), std::min(low.y, vertex.pos.y)};
                high = {std::max(high.x, vertex.pos.x), std::max(high.y, vertex.pos.y)};
            }
            return MarkRect{low.x, low.y, high.x - low.x, high.y - low.y};
        }
    }
    return std::nullopt;
}

TEST_F(Detail, WhatTheFormWantsIsToldWhenAskedForAndDoesNotCoverCancel) {
    HeadlessConsole small(test::sample_venue(), {260.0F, kSmallestDetail.height, 1.0F},
                          HeadlessConsole::panel(draw_incident_detail));
    test::set_incidents(small.situation, {test::sample_incident(7)});
    small.ui.selected = 7;
    small.frames(2);
    const MarkRect resolve = small.marks().items().at("incident.resolve");
    ImGui::GetIO().MousePos = ImVec2(resolve.x + 5.0F, resolve.y + 5.0F);
    small.frames(2);
    for (const bool down : {true, false}) {
        ImGui::GetIO().MouseDown[0] = down;
        small.frame();
    }
    small.frames(5);
    const MarkRect confirm = small.marks().items().at("incident.resolve.confirm");
    ASSERT_TRUE(contains(confirm, resolve.x + 5.0F, resolve.y + 5.0F));
    EXPECT_FALSE(tooltip_place()) << "the pointer only rests where the form was opened";

    small.click("incident.resolve.confirm");
    small.frames(2);
    ASSERT_TRUE(tooltip_place());
    const MarkRect cancel = small.marks().items().at("incident.resolve.cancel");
    const MarkRect covered = intersection(*tooltip_place(), cancel);
    EXPECT_EQ(covered.width * covered.height, 0.0F);

    small.point_at("incident.reason");
    EXPECT_FALSE(tooltip_place());
    small.point_at("incident.resolve.confirm");
    small.frames(2);
    EXPECT_TRUE(tooltip_place());
}

TEST_F(Detail, WhoDidItStaysWholeInANarrowHistory) {
    for (const char* language : {"en", "fr"}) {
        test::speak(language);
        for (const float width : {256.0F, 293.0F, 352.0F}) {
            HeadlessConsole narrow(test::sample_venue(), {width, 700.0F, 1.0F},
                                   HeadlessConsole::panel(draw_incident_detail));
            Incident incident = test::sample_incident(7);
            incident.history = {{1, incident.opened, EntryKind::condition_cleared, "system", ""},
                                {2, incident.opened, EntryKind::acknowledged, "Marie-Laure Delacroix", ""}};
            incident.history.front().figure = net::Evidence{"people", 12.0, std::nullopt, 4.0, "people"};
            test::set_incidents(narrow.situation, {incident});
            narrow.ui.selected = 7;
            narrow.frames(2);
            EXPECT_TRUE(narrow.reads(tr("system"))) << language << width;
            EXPECT_TRUE(narrow.reads("Marie-Laure Delacroix")) << language << width;
        }
    }
    test::speak("en");
}

TEST_F(Detail, TheCameraIsAClickAway) {
    EXPECT_NE(find_action<FocusIncidentCamera>(console_.click("incident.camera")), nullptr);
}

TEST_F(Detail, InANarrowColumnWhetherItGoesOnAndEveryButtonStayWhole) {
    for (const char* language : {"en", "fr"}) {
        test::speak(language);
        HeadlessConsole narrow(test::sample_venue(), {293.0F, 420.0F, 1.0F},
                               HeadlessConsole::panel(draw_incident_detail));
        test::set_lasting_incident(narrow.situation, test::sample_incident(7));
        narrow.ui.selected = 7;
        narrow.frames(2);
        for (const std::string& words :
             {std::string(chip_of(ConditionState::active)), std::string(tr("Acknowledge")),
              std::string(tr("Resolve")), std::string(tr("Camera")), std::string(tr("Acknowledged")),
              incident_title(test::sample_incident(7))}) {
            EXPECT_TRUE(narrow.reads(words)) << language << ": " << words;
        }
    }
    test::speak("en");
}

TEST_F(Detail, NothingSelectedSaysWhatToDo) {
    console_.ui.selected = 0;
    console_.frame();
    EXPECT_TRUE(console_.reads("Select an incident"));
    EXPECT_FALSE(console_.shows("incident.ack"));
}

TEST_F(Detail, AtItsSmallestItStillHasEveryAct) {
    HeadlessConsole small(test::sample_venue(), {kSmallestDetail.width, kSmallestDetail.height, 1.0F},
                          HeadlessConsole::panel(draw_incident_detail));
    test::set_incidents(small.situation, {test::sample_incident(7)});
    small.ui.selected = 7;
    small.frames(2);
    for (const char* item : {"incident.ack", "incident.resolve", "incident.camera"}) {
        EXPECT_TRUE(small.shows(item)) << item;
    }
    small.click("incident.resolve");
    for (const char* item : {"incident.outcome.0", "incident.reason", "incident.resolve.confirm"}) {
        EXPECT_TRUE(small.shows(item)) << item;
    }
}

}  // namespace
}  // namespace vigie::console
