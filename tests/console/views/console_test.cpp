#include "console/views/ui_context.hpp"

#include <string>

#include <gtest/gtest.h>

#include "console/views/layout.hpp"
#include "console/views/top_bar.hpp"
#include "tests/console/views/headless_console.hpp"
#include "tests/console/views/sample_console.hpp"

namespace vigie::console {
namespace {

using test::find_action;
using test::HeadlessConsole;

class LiveScreen : public testing::Test {
protected:
    void SetUp() override { test::speak("en"); }
    HeadlessConsole console_{test::sample_venue()};
};

TEST_F(LiveScreen, DrawsEveryPanel) {
    std::set<std::string> panels;
    for (const auto& text : console_.marks().texts()) {
        panels.insert(text.panel);
    }
    for (const char* panel : {"top_bar", "queue", "detail", "wall", "plan", "zones", "health", "timeline"}) {
        EXPECT_TRUE(panels.contains(panel)) << panel;
    }
}

TEST_F(LiveScreen, TheTopBarHasTheFiguresOfTheMoment) {
    for (const char* words : {"Palais des Congrès", "16,116", "± 212 / 25,100  64%", "/ 6 live", "84",
                              "Camille Durand", "12:00:00", "Local, CET", "LIVE"}) {
        EXPECT_TRUE(console_.reads(words)) << words;
    }
    // 8 incidents, of which one is resolved and three are acknowledged; two are critical.
    EXPECT_TRUE(console_.reads("critical / 7 open / 4 new"));
}

TEST_F(LiveScreen, TheClockIsCalledLocalOnlyInTheVenuesOwnZone) {
    console_.zone_text = "UTC";  // before the first configuration
    console_.frame();
    EXPECT_TRUE(console_.reads("UTC"));
    EXPECT_FALSE(console_.reads("Local"));
}

TEST_F(LiveScreen, ACountThatIsALowerBoundIsNotShownAsExact) {
    console_.situation.venue = net::Count{120.0, 110.0, 130.0, true, true};
    console_.frame();
    EXPECT_TRUE(console_.reads("≥ 120"));
    EXPECT_FALSE(console_.reads("± 10"));
    console_.situation.venue.reset();
    console_.age_p95_ms.reset();
    console_.frame();
    EXPECT_TRUE(console_.reads("–"));
}

TEST_F(LiveScreen, OnlySaysLiveWhileEverythingIs) {
    EXPECT_EQ(live_state(console_.situation), LiveState::live);
    console_.situation.cameras[2].liveness = net::Liveness::frozen;
    EXPECT_EQ(live_state(console_.situation), LiveState::partly);
    console_.frame();
    EXPECT_TRUE(console_.reads("PARTLY LIVE"));
    EXPECT_TRUE(console_.reads("/ 6 live"));

    for (auto& camera : console_.situation.cameras) {
        camera.liveness = net::Liveness::silent;
    }
    for (auto& node : console_.situation.nodes) {
        node.liveness = net::Liveness::silent;
    }
    EXPECT_EQ(live_state(console_.situation), LiveState::lost);
    EXPECT_EQ(live_state(Situation{}), LiveState::waiting);
}

TEST_F(LiveScreen, ALedgerThatDoesNotRecordIsToldAsLongAsItDoesNot) {
    console_.situation.ledger = {false, {"the disk is full"}};
    console_.frame();
    EXPECT_TRUE(console_.reads("Nothing is being recorded: the disk is full"));
    console_.situation.ledger = {true, {}};
    console_.frame();
    EXPECT_FALSE(console_.reads("recorded"));
}

TEST_F(LiveScreen, ANoticeCanBeDismissed) {
    console_.notice = {"Alix Martin has acknowledged INC-00042"};
    console_.frame();
    EXPECT_TRUE(console_.reads("Alix Martin has acknowledged INC-00042"));
    EXPECT_NE(find_action<DismissNotice>(console_.click("notice.dismiss")), nullptr);
}

TEST_F(LiveScreen, TheMenuHasScaleLanguageHelpAndLeaving) {
    console_.click("operator");
    EXPECT_EQ(find_action<SetScale>(console_.click("menu.larger"))->scale, 1.125);
    EXPECT_EQ(find_action<SetScale>(console_.click("menu.smaller"))->scale, 1.0);
    EXPECT_EQ(find_action<SetLanguage>(console_.click("menu.language.1"))->language, "fr");
    EXPECT_NE(find_action<ToggleHelp>(console_.click("menu.help")), nullptr);
    console_.ui.help = false;
    console_.frames(2);
    console_.click("operator");
    EXPECT_NE(find_action<AskToSignOut>(console_.click("menu.sign_out")), nullptr);
}

TEST_F(LiveScreen, IdsDoNotChangeWithTheLanguage) {
    console_.ui.selected = 8;
    console_.frames(2);
    console_.click("incident.note");
    console_.type("On ");
    test::speak("fr");
    console_.frame();
    console_.type("my way");
    EXPECT_EQ(console_.ui.note, "On my way");
    test::speak("en");
}

TEST_F(LiveScreen, ACameraIsFocusedByAClickOnItsTileAndLeftByEscape) {
    const auto actions = console_.click("camera.cam-2");
    ASSERT_NE(find_action<FocusCamera>(actions), nullptr);
    EXPECT_EQ(console_.ui.focused.text(), "cam-2");
    console_.frame();
    EXPECT_FALSE(console_.shows("camera.cam-1"));
    console_.press_key(ImGuiKey_Escape);
    console_.frame();
    EXPECT_TRUE(console_.shows("camera.cam-1"));
}

TEST_F(LiveScreen, AcknowledgesByClickWhatIsSelectedByClick) {
    console_.ui = settle_queue(console_.ui, console_.situation, console_.operator_name, false);
    console_.frames(2);
    console_.click("incident.row.8");
    const auto actions = console_.click("incident.ack");
    const auto* acknowledged = find_action<AcknowledgeIncident>(actions);
    ASSERT_NE(acknowledged, nullptr);
    EXPECT_EQ(acknowledged->incident, 8U);
    EXPECT_EQ(acknowledged->version, 3U);
}

TEST_F(LiveScreen, SurvivesASituationWithNothingInIt) {
    console_.situation = Situation{};
    console_.ui.selected = 99;
    console_.frames(2);
    EXPECT_TRUE(console_.reads("WAITING"));
}

TEST_F(LiveScreen, TheDetailTakesTheRoomThatAFewRowsLeaveAndItsButtonsStay) {
    const auto settle = [this] {
        console_.ui = settle_queue(console_.ui, console_.situation, console_.operator_name, false);
        console_.frames(2);
    };
    settle();
    const MarkRect before = console_.marks().items().at("panel.detail");
    test::set_incidents(console_.situation, {test::sample_incident(7)});
    settle();
    const MarkRect after = console_.marks().items().at("panel.detail");
    EXPECT_GT(after.height, before.height);
    EXPECT_EQ(bottom_of(after), bottom_of(before));
}

TEST(SilentNode, ItsCountsAreTheLastOnesAndNoLowerLimit) {
    for (const char* language : {"en", "fr"}) {
        test::speak(language);
        test::HeadlessConsole console(test::sample_venue());
        auto& situation = console.situation;
        situation.nodes.front().occupancy_liveness = net::Liveness::silent;
        auto occupancy = *situation.nodes.front().occupancy;
        occupancy.at = console.now - std::chrono::minutes(3);
        situation.nodes.front().occupancy = std::make_shared<const net::Occupancy>(occupancy);
        for (auto& zone : situation.zones) {
            zone.liveness = net::Liveness::silent;
            zone.count.count.partly_blind = zone.count.count.at_least = true;
        }
        situation.venue->partly_blind = situation.venue->at_least = true;
        console.frames(2);
        const bool english = std::string_view(language) == "en";
        EXPECT_TRUE(console.reads(english ? "last 16,116" : "dernier : 16"));
        EXPECT_TRUE(console.reads(english ? "last 210" : "dernier : 210"));
        EXPECT_TRUE(console.reads(english ? "3 min ago" : "il y a 3"));
        EXPECT_FALSE(console.reads("≥")) << "people may have left";
        EXPECT_FALSE(console.reads(english ? "at least" : "au moins"));
    }
    test::speak("en");
}

}  // namespace
}  // namespace vigie::console
