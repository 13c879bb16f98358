#include <chrono>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "console/views/incident_queue.hpp"
#include "console/views/layout.hpp"
#include "console/views/words.hpp"
#include "tests/console/views/headless_console.hpp"
#include "tests/console/views/sample_console.hpp"

namespace vigie::console {
namespace {

using test::find_action;
using test::HeadlessConsole;

HeadlessConsole::Draw queue_alone() {
    return HeadlessConsole::panel(draw_incident_queue);
}

/// A queue that shows everything in the board's order.
void show_all(HeadlessConsole& console) {
    console.ui.queue.clear();
    for (const auto& incident : console.situation.incidents->incidents) {
        console.ui.queue.push_back(incident->number);
    }
    console.frames(2);
}

/// The rows that filter and search let through, as the program puts them.
void settle(HeadlessConsole& console) {
    console.ui = settle_queue(console.ui, console.situation, console.operator_name, false);
    console.frames(2);
}

class Queue : public testing::Test {
protected:
    void SetUp() override { test::speak("en"); }
};

TEST_F(Queue, AClickOnARowSelectsItsIncident) {
    HeadlessConsole console(test::sample_venue(), {400, 800, 1.0F}, queue_alone());
    show_all(console);
    const auto actions = console.click("incident.row.6");
    const auto* selected = find_action<SelectIncident>(actions);
    ASSERT_NE(selected, nullptr);
    EXPECT_EQ(selected->incident, 6U);
    EXPECT_EQ(console.ui.selected, 6U);
}

TEST_F(Queue, ARowSaysWhatWhereHowLongAndWhoIsOnIt) {
    Situation situation = test::sample_venue();
    test::set_incidents(situation, {test::sample_incident(7)});
    HeadlessConsole console(std::move(situation), {400, 800, 1.0F}, queue_alone());
    show_all(console);
    EXPECT_TRUE(console.reads("Over limit · 1,312 people"));
    EXPECT_TRUE(console.reads("Concourse 1"));
    EXPECT_TRUE(console.reads("47 s"));
    EXPECT_TRUE(console.reads("NEW"));
    console.pending = {7};
    console.frame();
    EXPECT_TRUE(console.reads("SAVING"));
    EXPECT_FALSE(console.reads("NEW"));
}

TEST_F(Queue, ANarrowRowKeepsTheFigureInBothLanguages) {
    for (const char* language : {"en", "fr"}) {
        test::speak(language);
        Situation situation = test::sample_venue();
        Incident crowd = test::sample_incident(7);
        crowd.evidence = {{"people", 5.0, std::nullopt, 4.0, "people"}};
        Incident intruder = crowd;
        intruder.number = 6;
        intruder.kind = net::RuleKind::intrusion;
        test::set_incidents(situation, {crowd, intruder});
        HeadlessConsole console(std::move(situation), {293, 800, 1.0F}, queue_alone());
        show_all(console);
        EXPECT_TRUE(console.reads(incident_title(crowd))) << incident_title(crowd);
        EXPECT_TRUE(console.reads(incident_title(intruder))) << incident_title(intruder);
    }
    test::speak("en");
}

TEST_F(Queue, ARowWhoseConditionIsOverSaysSo) {
    Situation situation = test::sample_venue();
    Incident incident = test::sample_incident(7);
    incident.condition = ConditionState::cleared;
    test::set_incidents(situation, {incident});
    HeadlessConsole console(std::move(situation), {400, 800, 1.0F}, queue_alone());
    show_all(console);
    EXPECT_TRUE(console.reads("Concourse 1 · Cleared"));
}

TEST_F(Queue, AResolvedRowSaysWhenAndDoesNotGrowOld) {
    Situation situation = test::sample_venue();
    Incident incident = test::sample_incident(7);
    incident.work = WorkState::resolved;
    incident.history.push_back(
        {4, incident.opened + std::chrono::seconds(30), EntryKind::resolved, "Alix Martin", ""});
    test::set_incidents(situation, {incident});
    HeadlessConsole console(std::move(situation), {400, 800, 1.0F}, queue_alone());
    console.ui.filter = QueueFilter::resolved;
    show_all(console);
    EXPECT_TRUE(console.reads("11:59:43"));
    EXPECT_FALSE(console.reads("47 s"));
}

TEST_F(Queue, FiltersAndSearchAskForWhatIsChosenAndTyped) {
    HeadlessConsole console(test::sample_venue(), {400, 800, 1.0F}, queue_alone());
    const auto filtered = console.click("queue.filter.2");
    ASSERT_NE(find_action<SetQueueFilter>(filtered), nullptr);
    EXPECT_EQ(find_action<SetQueueFilter>(filtered)->filter, QueueFilter::mine);
    console.click("queue.search");
    const auto typed = console.type("gate");
    ASSERT_NE(find_action<EditText>(typed), nullptr);
    EXPECT_EQ(find_action<EditText>(typed)->field, TextField::search);
    EXPECT_EQ(console.ui.search, "gate");
}

TEST_F(Queue, TheSearchFindsTheWordsOfARowInTheOperatorsLanguage) {
    Situation situation = test::sample_venue();
    Incident silence = test::sample_incident(6);
    silence.kind = net::RuleKind::node_silent;
    silence.priority = net::Priority::low;
    silence.work = WorkState::acknowledged;
    silence.zone.reset();
    silence.evidence.clear();
    test::set_incidents(situation, {test::sample_incident(7), silence});
    HeadlessConsole console(std::move(situation), {400, 800, 1.0F}, queue_alone());
    const auto found = [&console](const char* typed) {
        console.ui.search = typed;
        settle(console);
        return console.ui.queue;
    };
    test::speak("fr");
    for (const char* typed : {"surcharge", "critique", "nouveau", "312 personnes"}) {
        EXPECT_EQ(found(typed), std::vector<IncidentNumber>{7}) << typed;
    }
    for (const char* typed :
         {"muet", "n\u0153ud muet", "NOEUD MUET", "faible", "acquitt\u00e9", "ACQUITTE"}) {
        EXPECT_EQ(found(typed), std::vector<IncidentNumber>{6}) << typed;
    }
    test::speak("en");
    EXPECT_EQ(found("limit"), std::vector<IncidentNumber>{7});
    EXPECT_TRUE(found("surcharge").empty());
}

TEST_F(Queue, ASearchThatHidesACriticalIncidentSaysSoAndIsClearedByAClick) {
    Situation situation = test::sample_venue();
    Incident quiet = test::sample_incident(6);
    quiet.priority = net::Priority::low;
    quiet.zone = *net::ZoneId::parse("zone-2");
    test::set_incidents(situation, {test::sample_incident(7), quiet});
    HeadlessConsole console(std::move(situation), {400, 800, 1.0F}, queue_alone());
    console.ui.search = "INC-00006";
    settle(console);
    ASSERT_FALSE(console.shows("incident.row.7"));
    EXPECT_TRUE(console.reads("1 critical hidden"));
    EXPECT_TRUE(console.reads("1 of 2 shown"));
    console.click("queue.search.clear");
    EXPECT_EQ(console.ui.search, "");
    settle(console);
    EXPECT_FALSE(console.reads("hidden"));
    EXPECT_TRUE(console.reads("2 open"));
}

TEST_F(Queue, ArrivalsWaitBehindAButtonThatDoesNotMoveTheRows) {
    HeadlessConsole console(test::sample_venue(), {400, 800, 1.0F}, queue_alone());
    show_all(console);
    const MarkRect before = console.marks().items().at("incident.row.8");
    EXPECT_FALSE(console.shows("queue.arrivals"));
    console.ui.waiting = 3;
    console.frame();
    EXPECT_TRUE(console.reads("3 new"));
    EXPECT_EQ(console.marks().items().at("incident.row.8").y, before.y);
    EXPECT_NE(find_action<RevealArrivals>(console.click("queue.arrivals")), nullptr);
}

int vertices_of(ImU32 colour) {
    int found = 0;
    const ImDrawData* drawn = ImGui::GetDrawData();
    for (int i = 0; i < drawn->CmdListsCount; ++i) {
        for (const ImDrawVert& vertex : drawn->CmdLists[i]->VtxBuffer) {
            found += vertex.col == colour ? 1 : 0;
        }
    }
    return found;
}

TEST_F(Queue, ACriticalArrivalDoesNotHideBehindANeutralButton) {
    Situation situation = test::sample_venue();
    Incident quiet = test::sample_incident(7);
    quiet.priority = net::Priority::low;
    test::set_incidents(situation, {quiet});
    HeadlessConsole console(std::move(situation), {400, 800, 1.0F}, queue_alone());
    show_all(console);
    const ImU32 red = console.theme().colour.critical;
    const int before = vertices_of(red);
    console.ui.waiting = 1;
    console.ui.worst_waiting = WorstArrivals{net::Priority::critical, 1};
    console.frame();
    EXPECT_TRUE(console.reads("1 new · critical"));
    EXPECT_GT(vertices_of(red), before);
    EXPECT_EQ(vertices_of(console.theme().colour.primary), 0);
    console.ui.waiting = 5;
    console.ui.worst_waiting = WorstArrivals{net::Priority::critical, 2};
    console.frame();
    EXPECT_TRUE(console.reads("5 new · 2 critical"));
    EXPECT_NE(find_action<RevealArrivals>(console.click("queue.arrivals")), nullptr);
}

/// Texts of the queue's header that were cut.
std::string cut_in_header(const HeadlessConsole& console) {
    std::string cut;
    for (const auto& text : console.marks().texts()) {
        if (text.rect.y < kHeaderHeight * console.screen().scale && text.words.ends_with("…")) {
            cut += text.words + " ";
        }
    }
    return cut;
}

TEST_F(Queue, TheHeaderLeavesOutRatherThanCutsAndKeepsWhatIsHidden) {
    for (const char* language : {"en", "fr"}) {
        test::speak(language);
        for (const float width : {256.0F, 260.0F, 293.0F, 352.0F, 400.0F}) {
            for (const float height : {168.0F, 400.0F}) {
                Situation situation = test::sample_venue();
                Incident quiet = test::sample_incident(6);
                quiet.priority = net::Priority::low;
                test::set_incidents(situation, {test::sample_incident(7), quiet, test::sample_incident(8)});
                HeadlessConsole console(std::move(situation), {width, height, 1.0F}, queue_alone());
                console.ui.search = "INC-00006";
                settle(console);
                EXPECT_EQ(cut_in_header(console), "") << language << " " << width << "x" << height;
                EXPECT_TRUE(console.reads(tr_n("{n} critical hidden", "{n} critical hidden", 2)) ||
                            console.reads(tr_n("{n} hidden", "{n} hidden", 2)))
                    << language << " " << width << "x" << height;
                console.ui.waiting = 3;
                console.ui.worst_waiting = WorstArrivals{net::Priority::critical, 2};
                console.frame();
                EXPECT_EQ(cut_in_header(console), "") << language << " " << width << "x" << height;
                EXPECT_TRUE(console.reads(tr_n("{n} new", "{n} new", 3))) << language << " " << width;
                EXPECT_TRUE(console.reads(tr_n("{n} hidden", "{n} hidden", 2)) ||
                            console.reads(tr_n("{n} critical hidden", "{n} critical hidden", 2)))
                    << language << " " << width << "x" << height;
            }
        }
    }
    test::speak("en");
}

TEST_F(Queue, TheSearchHasRoomForItsHintAlsoWhileArrivalsWait) {
    for (const char* language : {"en", "fr"}) {
        test::speak(language);
        HeadlessConsole console(test::sample_venue(), {260.0F, kSmallestQueue.height, 1.0F}, queue_alone());
        show_all(console);
        console.ui.waiting = 1;
        console.ui.worst_waiting = WorstArrivals{net::Priority::high, 1};
        console.frame();
        ImFont& face = *console.theme().font.small;
        const float hint = face.CalcTextSizeA(face.FontSize, FLT_MAX, 0.0F, tr("Search")).x;
        EXPECT_GE(console.marks().items().at("queue.search").width, hint + 34.0F) << language;
    }
    test::speak("en");
}

TEST_F(Queue, ThreeRowsStayRatherThanALineThatSaysHowManyThereAreMore) {
    HeadlessConsole console(test::sample_venue({.incidents = 4}), {293, 116.0F + 3.0F * kRowHeight + 11.0F},
                            queue_alone());
    show_all(console);
    for (const char* row : {"incident.row.4", "incident.row.3", "incident.row.2"}) {
        EXPECT_TRUE(console.shows(row)) << row;
    }
    EXPECT_FALSE(console.reads("more"));
}

TEST_F(Queue, ShowsWholeRowsAndSaysHowManyThereAreMore) {
    for (const float height : {300.0F, 317.0F, 331.0F, 345.0F, 600.0F}) {
        HeadlessConsole console(test::sample_venue({.incidents = 30}), {320, height, 1.0F}, queue_alone());
        show_all(console);
        const auto rows_in_sight = [&] {
            int rows = 0;
            for (const auto& [name, rect] : console.marks().items()) {
                if (name.starts_with("incident.row.")) {
                    EXPECT_EQ(rect.height, kRowHeight) << name << " is cut at " << height;
                    ++rows;
                }
            }
            return rows;
        };
        const int rows = rows_in_sight();
        EXPECT_GE(rows, 3);
        EXPECT_TRUE(console.reads("+ " + std::to_string(30 - rows) + " more")) << height;
        console.point_at("queue.rows");
        console.scroll(-1.0F);
        console.frames(2);
        EXPECT_FALSE(console.shows("incident.row.30")) << "scrolled";
        EXPECT_EQ(rows_in_sight(), rows);
    }
}

TEST_F(Queue, AnEmptyQueueSaysWhy) {
    HeadlessConsole console(test::sample_venue({.incidents = 0}), {400, 800, 1.0F}, queue_alone());
    EXPECT_TRUE(console.reads("Nothing to do"));
    console.ui.search = "gate";
    console.frame();
    EXPECT_TRUE(console.reads("Nothing found"));
    console.ui.search.clear();
    console.situation.incidents = nullptr;
    console.frame();
    EXPECT_TRUE(console.reads("Waiting for the ledger"));
}

TEST_F(Queue, ASelectionOutOfSightIsScrolledToAndThenLeftAlone) {
    HeadlessConsole console(test::sample_venue({.incidents = 60}), {400, 600, 1.0F}, queue_alone());
    show_all(console);
    ASSERT_FALSE(console.shows("incident.row.5"));
    console.ui.selected = 5;
    console.frames(3);
    EXPECT_TRUE(console.shows("incident.row.5"));
    EXPECT_FALSE(console.shows("incident.row.60"));

    console.point_at("queue.rows");
    for (int i = 0; i < 40; ++i) {
        console.scroll(10.0F);
    }
    EXPECT_TRUE(console.shows("incident.row.60"));
    EXPECT_FALSE(console.shows("incident.row.5"));
}

TEST_F(Queue, IsHeldExactlyWhileThePointerIsOverItsRows) {
    HeadlessConsole console(test::sample_venue(), {400, 800, 1.0F}, queue_alone());
    show_all(console);
    const MarkRect rows = console.marks().items().at("queue.rows");
    EXPECT_TRUE(queue_is_held(console.marks(), rows.x + 5.0F, rows.y + 5.0F));
    EXPECT_FALSE(queue_is_held(console.marks(), rows.x + 5.0F, rows.y - 5.0F));
    EXPECT_FALSE(queue_is_held(Marks{}, 5.0F, 5.0F));
}

TEST_F(Queue, TenThousandIncidentsCostNoMoreThanTheRowsInSight) {
    HeadlessConsole few(test::sample_venue({.incidents = 30}), {400, 800, 1.0F}, queue_alone());
    show_all(few);
    const int vertices = few.vertices();
    const auto rows_of = [](const HeadlessConsole& console) {
        std::size_t rows = 0;
        for (const auto& [name, rect] : console.marks().items()) {
            rows += name.starts_with("incident.row.") ? 1U : 0U;
        }
        return rows;
    };
    const std::size_t rows = rows_of(few);
    ASSERT_GT(rows, 10U);

    few.situation = test::sample_venue({.incidents = 10'000});
    show_all(few);
    EXPECT_EQ(rows_of(few), rows);
    EXPECT_LT(few.vertices(), vertices + vertices / 5);
}

TEST_F(Queue, AnOldUnacknowledgedIncidentIsDrawnAsOverdue) {
    Situation situation = test::sample_venue();
    test::set_incidents(situation, {test::sample_incident(7)});
    HeadlessConsole console(std::move(situation), {400, 800, 1.0F}, queue_alone());
    show_all(console);
    EXPECT_EQ(vertices_of(console.theme().colour.warn), 0);
    console.now += std::chrono::minutes(2);
    console.frame();
    EXPECT_GT(vertices_of(console.theme().colour.warn), 0);
}

TEST_F(Queue, TheSearchIsAlsoThereWhenThePanelIsAtItsSmallest) {
    HeadlessConsole console(test::sample_venue(), {kSmallestQueue.width, kSmallestQueue.height, 1.0F},
                            queue_alone());
    show_all(console);
    console.ui.waiting = 12;
    console.frame();
    EXPECT_TRUE(console.shows("queue.search"));
    EXPECT_TRUE(console.shows("queue.arrivals"));
    EXPECT_TRUE(console.shows("incident.row.8"));
}

}  // namespace
}  // namespace vigie::console
