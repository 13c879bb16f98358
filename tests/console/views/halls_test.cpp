// The panel of halls, the strip of an evacuation and the phase in the top bar.
#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "console/views/evacuation.hpp"
#include "console/views/hall_words.hpp"
#include "console/views/layout.hpp"
#include "console/views/words.hpp"
#include "tests/console/views/headless_console.hpp"
#include "tests/console/views/sample_console.hpp"
#include "tests/support/sample_messages.hpp"

namespace vigie::console {
namespace {

using net::VenuePhase;
using test::find_action;
using test::HeadlessConsole;
using test::id;

const HallRef kHall{id<net::NodeId>("node-1"), id<net::HallId>("hall-1")};

Situation venue(VenuePhase phase, int halls = 1) {
    Situation situation = test::sample_venue({.halls_a_node = halls});
    test::set_phase(situation, kHall, phase);
    return situation;
}

HallSwitch switched(VenuePhase to, SwitchState state) {
    HallSwitch known;
    known.entry = 9;
    known.at = test::at(-5.0);
    known.order = {kHall.node, kHall.hall, VenuePhase::show, to, std::nullopt, "", "Alix"};
    known.state = state;
    return known;
}

/// Changes what the node says of the hall.
template <class Change>
void change(Situation& situation, Change&& change_state) {
    net::Occupancy occupancy = *situation.nodes[0].occupancy;
    for (auto& state : occupancy.halls) {
        if (state.hall == kHall.hall) {
            change_state(state);
        }
    }
    situation.nodes[0].occupancy = std::make_shared<const net::Occupancy>(occupancy);
}

TEST(HallsPanel, APhaseIsProposedConfirmedAndThenAskedFor) {
    HeadlessConsole console(venue(VenuePhase::show));
    console.click("halls.open");
    ASSERT_TRUE(console.shows("panel.halls"));
    EXPECT_FALSE(find_action<SwitchPhase>(console.click("phase.hall-1.evacuation")))
        << "one click is not enough";
    ASSERT_TRUE(console.reads("Evacuate Hall 1?"));
    console.click("phase.reason");
    console.type("Smoke in the kitchen");
    const Actions actions = console.click("phase.confirm");
    const auto* act = find_action<SwitchPhase>(actions);
    ASSERT_NE(act, nullptr);
    EXPECT_EQ(act->node, kHall.node);
    EXPECT_EQ(act->hall, kHall.hall);
    EXPECT_EQ(act->from, VenuePhase::show);
    EXPECT_EQ(act->to, VenuePhase::evacuation);
    EXPECT_EQ(act->seen_since, find_hall_state(console.situation, kHall)->since);
    EXPECT_EQ(act->reason, "Smoke in the kitchen");
    EXPECT_FALSE(console.shows("phase.confirm"));
    EXPECT_EQ(console.ui.phase_reason, "");
}

TEST(HallsPanel, IsOpenedByItsKeyAndLeftStepByStep) {
    HeadlessConsole console(venue(VenuePhase::show));
    console.type("e");
    ASSERT_TRUE(console.shows("panel.halls"));
    console.click("phase.hall-1.closed");
    ASSERT_TRUE(console.shows("phase.confirm"));
    EXPECT_TRUE(console.reads("142 ± 6 people are still counted inside"));
    console.press_key(ImGuiKey_Escape);
    EXPECT_FALSE(console.shows("phase.confirm"));
    ASSERT_TRUE(console.shows("panel.halls"));
    console.press_key(ImGuiKey_Escape);
    EXPECT_FALSE(console.shows("panel.halls"));
}

TEST(HallsPanel, LettersActOnNoIncidentWhileItIsOpen) {
    HeadlessConsole console(venue(VenuePhase::show));
    console.ui.selected = 8;
    console.ui.halls = true;
    console.frames(2);
    const Actions actions = console.type("a");
    EXPECT_FALSE(find_action<AcknowledgeIncident>(actions));
}

TEST(HallsPanel, WhoIsNoSupervisorSeesWhyTheButtonsRest) {
    for (const Role role : {Role::operator_, Role::investigator}) {
        HeadlessConsole console(venue(VenuePhase::show));
        console.operator_role = role;
        console.ui.halls = true;
        console.frames(2);
        EXPECT_TRUE(console.reads("Phases are switched by a supervisor"));
        console.click("phase.hall-1.evacuation");
        EXPECT_FALSE(console.ui.proposed);
    }
    HeadlessConsole console(venue(VenuePhase::show));
    console.operator_role = Role::administrator;
    console.ui.halls = true;
    console.frames(2);
    console.click("phase.hall-1.evacuation");
    EXPECT_TRUE(console.ui.proposed);
}

TEST(HallsPanel, ThePhaseThatStandsOrIsAskedForCannotBeProposed) {
    HeadlessConsole console(venue(VenuePhase::show));
    test::set_switches(console.situation, {switched(VenuePhase::egress, SwitchState::pending)});
    console.ui.halls = true;
    console.frames(2);
    console.click("phase.hall-1.show");
    console.click("phase.hall-1.egress");
    EXPECT_FALSE(console.ui.proposed);
    EXPECT_TRUE(console.reads("Egress asked by Alix at"));
    EXPECT_TRUE(console.reads("waiting for Node 1"));
    console.click("phase.hall-1.evacuation");
    EXPECT_TRUE(console.ui.proposed) << "another one replaces what is asked for";
}

TEST(HallsPanel, AnActThatIsBeingRecordedRestsTheButtons) {
    HeadlessConsole console(venue(VenuePhase::show));
    console.switching = {kHall};
    console.ui.halls = true;
    console.frames(2);
    EXPECT_TRUE(console.reads("Being recorded"));
    console.click("phase.hall-1.evacuation");
    EXPECT_FALSE(console.ui.proposed);
}

TEST(HallsPanel, ARefusalIsSaidWithWhatStandsAndStaysInTheHistory) {
    HeadlessConsole console(venue(VenuePhase::interval));
    HallSwitch refused = switched(VenuePhase::egress, SwitchState::refused);
    refused.verdict = net::SwitchVerdict::switched_meanwhile;
    refused.stands = VenuePhase::interval;
    test::set_switches(console.situation, {refused});
    console.ui.halls = true;
    console.frames(2);
    EXPECT_TRUE(console.reads("Not switched to Egress: somebody else had switched the hall to Interval"));
    EXPECT_TRUE(console.reads("Show → Egress"));
    EXPECT_TRUE(console.reads("not carried out"));
}

TEST(HallsPanel, WithoutHallsSaysSo) {
    HeadlessConsole console(test::sample_venue());
    EXPECT_FALSE(console.shows("halls.open"));
    console.type("e");
    EXPECT_TRUE(console.reads("No node has halls in its configuration"));
}

TEST(Evacuation, IsThereOnlyWhileAHallIsEvacuated) {
    HeadlessConsole console(venue(VenuePhase::show));
    EXPECT_FALSE(console.shows("evacuation.hall-1"));
    console.situation = venue(VenuePhase::evacuation);
    console.frames(2);
    EXPECT_TRUE(console.shows("evacuation.hall-1"));
    EXPECT_TRUE(console.shows("picture.cam-1")) << "pictures stay on screen";
}

TEST(Evacuation, TellsWhoIsInsideTheFlowOfEachExitAndTheTime) {
    HeadlessConsole console(venue(VenuePhase::evacuation));
    for (const char* words : {"EVACUATION", "Hall 1", "142 ± 6", "52 / min", "2 min 44 s", "Exit 1",
                              "40 / min", "Exit 2", "12 / min", "Exit 3", "0 / min"}) {
        EXPECT_TRUE(console.reads(words)) << words;
    }
    console.click("evacuation.open");
    EXPECT_TRUE(console.shows("panel.halls"));
}

constexpr test::Screen kSmallest{kSmallestWall.width, kSmallestWall.height, 1.0F};

/// A wall of that size with the card of a hall with that many exits.
HeadlessConsole evacuation_on(test::Screen screen, int exits) {
    Situation situation = test::sample_venue({.halls_a_node = 1, .exits_a_hall = exits});
    test::set_phase(situation, kHall, VenuePhase::evacuation);
    return HeadlessConsole(
        situation, screen,
        HeadlessConsole::panel([](const UiContext& context, const MarkRect& wall, Actions& actions) {
            const MarkRect area{wall.x, wall.y, wall.width, evacuation_height(context, wall)};
            draw_evacuation(context, wall, area, actions);
        }));
}

TEST(Evacuation, ALowCardTellsPeopleFlowTimeAndExitsToo) {
    HeadlessConsole console = evacuation_on({700.0F, 250.0F, 1.0F}, 3);
    for (const char* words : {"142 ± 6", "52 / min", "2 min 44 s", "Exit 1", "40 / min", "Exit 2", "12 / min",
                              "Exit 3", "0 / min"}) {
        EXPECT_TRUE(console.reads(words)) << words;
    }
    change(console.situation, [](net::HallState& state) { state.remaining.partly_blind = true; });
    console.frame();
    EXPECT_TRUE(console.reads("Partly blind")) << "what the figures leave out stays in sight";
}

TEST(Evacuation, NoFigureIsCutShortOnTheSmallestWall) {
    for (const char* language : {"en", "fr"}) {
        test::speak(language);
        HeadlessConsole console = evacuation_on(kSmallest, 3);
        for (const std::string& words :
             {std::string("142 ± 6"), flow_text(52.0, false), flow_text(40.0, false),
              duration_text(std::chrono::seconds(164)), std::string("Exit 1")}) {
            EXPECT_TRUE(console.reads(words)) << language << ": " << words;
        }
    }
    test::speak("en");
}

TEST(Evacuation, ExitsWithoutRoomAreCountedAndToldTogetherAndOneByOneWhenAskedFor) {
    for (const auto& [screen, most] :
         {std::pair{test::Screen{1156.0F, 600.0F, 1.0F}, 12},
          std::pair{test::Screen{700.0F, 250.0F, 1.0F}, 8}, std::pair{kSmallest, 4}}) {
        HeadlessConsole all = evacuation_on(screen, most);
        EXPECT_FALSE(all.reads("more"));
        EXPECT_TRUE(all.reads("Exit " + std::to_string(most)));
        HeadlessConsole some = evacuation_on(screen, most + 5);
        EXPECT_TRUE(some.reads("+ 6 more"));
        EXPECT_TRUE(some.reads("Exit " + std::to_string(most - 1)));
        EXPECT_TRUE(some.shows("evacuation.exits.hall-1"));
    }
}

TEST(Evacuation, TakesNoRoomThatItsCardsDoNotFill) {
    Situation situation = test::sample_venue({.halls_a_node = 2, .exits_a_hall = 11});
    for (const char* hall : {"hall-1", "hall-2"}) {
        test::set_phase(situation, {kHall.node, id<net::HallId>(hall)}, VenuePhase::evacuation);
    }
    HeadlessConsole console(situation, {1280.0F, 720.0F, 1.0F});
    const MarkRect second = console.marks().items().at("evacuation.hall-2");
    const MarkRect panel = console.marks().items().at("panel.evacuation");
    EXPECT_NEAR(bottom_of(second), bottom_of(panel), 1.0F);
    EXPECT_TRUE(console.reads("+ 6 more"));
}

TEST(Evacuation, TheExitsWithoutRoomKeepTheirFlow) {
    HeadlessConsole console = evacuation_on({400.0F, 250.0F, 1.0F}, 9);
    net::Occupancy occupancy = *console.situation.nodes[0].occupancy;
    for (net::LineCount& line : occupancy.lines) {
        line.out_per_min = 7.0;
    }
    console.situation.nodes[0].occupancy = std::make_shared<const net::Occupancy>(occupancy);
    console.frame();
    EXPECT_TRUE(console.reads("+ 6 more"));
    EXPECT_TRUE(console.reads("42 / min"));
    occupancy.lines.pop_back();
    console.situation.nodes[0].occupancy = std::make_shared<const net::Occupancy>(occupancy);
    console.frame();
    EXPECT_TRUE(console.reads("≥ 35 / min")) << "of one of them nothing is known";
    console.situation.nodes[0].occupancy_liveness = net::Liveness::silent;
    console.frame();
    EXPECT_FALSE(console.reads(" / min")) << "a flow of then is not one of now";
}

TEST(Evacuation, SaysWhenNobodyLeaves) {
    Situation situation = venue(VenuePhase::evacuation);
    change(situation, [](net::HallState& state) {
        state.exit_per_min = 0.0;
        state.time_to_clear_s.reset();
    });
    HeadlessConsole console(situation);
    EXPECT_TRUE(console.reads("Nobody leaves"));
}

TEST(Evacuation, AnExitOfWhichNothingIsKnownMakesTheFlowALowerLimitAndTheTimeUncertain) {
    Situation situation = test::sample_venue({.halls_a_node = 1, .exits_a_hall = 2});
    test::set_phase(situation, kHall, VenuePhase::evacuation);
    HeadlessConsole console(situation);
    EXPECT_TRUE(console.reads("52 / min"));
    EXPECT_FALSE(console.reads("≥ 52 / min"));
    EXPECT_FALSE(console.reads("about"));
    net::Occupancy occupancy = *console.situation.nodes[0].occupancy;
    occupancy.lines.back().out_per_min.reset();
    console.situation.nodes[0].occupancy = std::make_shared<const net::Occupancy>(occupancy);
    console.frames(2);
    EXPECT_TRUE(console.reads("≥ 52 / min"));
    EXPECT_TRUE(console.reads("about 2 min 44 s")) << "people may leave over the other one, or come in";
    change(console.situation, [](net::HallState& state) {
        state.exit_per_min = 0.0;
        state.time_to_clear_s.reset();
    });
    console.frames(2);
    EXPECT_FALSE(console.reads("Nobody leaves")) << "they may leave over the other one";
    EXPECT_TRUE(console.reads("Not known"));
}

TEST(Evacuation, AHallThatAsManyEnterAsLeaveIsNotEmptying) {
    Situation situation = venue(VenuePhase::evacuation);
    change(situation, [](net::HallState& state) { state.time_to_clear_s.reset(); });
    HeadlessConsole console(situation);
    EXPECT_TRUE(console.reads("Not emptying"));
}

TEST(Evacuation, ACountThatMissesSomebodyClaimsNoExactTimeAndNoEmptyHall) {
    Situation situation = venue(VenuePhase::evacuation);
    change(situation,
           [](net::HallState& state) { state.remaining.partly_blind = state.remaining.at_least = true; });
    HeadlessConsole console(situation);
    EXPECT_TRUE(console.reads("at least 142"));
    EXPECT_TRUE(console.reads("at least 2 min 44 s"));
    EXPECT_TRUE(console.reads("Partly blind"));
    change(console.situation,
           [](net::HallState& state) { state.remaining.people = state.remaining.low = 0.0; });
    console.frames(2);
    EXPECT_FALSE(console.reads("Nobody is counted"));
    EXPECT_TRUE(console.reads("Not known"));
    change(console.situation, [](net::HallState& state) { state.remaining = {0.0, 0.0, 0.0, false, false}; });
    console.frames(2);
    EXPECT_TRUE(console.reads("Nobody is counted"));
}

TEST(Evacuation, FiguresOfASilentNodeAreThoseOfThen) {
    Situation situation = venue(VenuePhase::evacuation);
    situation.nodes[0].occupancy_liveness = net::Liveness::silent;
    HeadlessConsole console(situation);
    EXPECT_TRUE(console.reads("last 142"));
    EXPECT_TRUE(console.reads("Figures are old"));
    EXPECT_FALSE(console.reads("2 min 44 s"));
    EXPECT_FALSE(console.reads("52 / min"));
}

TEST(Evacuation, ManyHallsAreCounted) {
    Situation situation = venue(VenuePhase::evacuation, 4);
    for (const char* hall : {"hall-2", "hall-3", "hall-4"}) {
        test::set_phase(situation, {kHall.node, id<net::HallId>(hall)}, VenuePhase::evacuation);
    }
    HeadlessConsole console(situation);
    EXPECT_TRUE(console.shows("evacuation.hall-2"));
    EXPECT_FALSE(console.shows("evacuation.hall-3"));
    EXPECT_TRUE(console.reads("2 more halls are being evacuated"));
}

TEST(TopBarPhase, IsThatOfTheHallsAndWhatIsAskedFor) {
    HeadlessConsole console(venue(VenuePhase::show));
    EXPECT_TRUE(console.reads("Show"));
    test::set_switches(console.situation, {switched(VenuePhase::egress, SwitchState::pending)});
    console.frames(2);
    EXPECT_TRUE(console.reads("Egress asked"));
    console.situation = venue(VenuePhase::evacuation, 2);
    test::set_phase(console.situation, {kHall.node, id<net::HallId>("hall-2")}, VenuePhase::show);
    console.frames(2);
    EXPECT_TRUE(console.reads("1 of 2 halls"));
}

TEST(HallWords, AreFrenchToo) {
    test::speak("fr");
    HeadlessConsole console(venue(VenuePhase::evacuation));
    EXPECT_TRUE(console.reads("ÉVACUATION"));
    EXPECT_TRUE(console.reads("Encore à l’intérieur"));
    test::speak("en");
}

}  // namespace
}  // namespace vigie::console
