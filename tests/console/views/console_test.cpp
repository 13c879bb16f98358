#include "console/views/ui_context.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

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

class LowScreen : public testing::TestWithParam<float> {
protected:
    LowScreen() {
        test::speak("en");
        test::set_incidents(console_.situation, {test::sample_incident(9), test::sample_incident(8),
                                                 test::sample_incident(7), test::sample_incident(6)});
        console_.ui = settle_queue(console_.ui, console_.situation, console_.operator_name, false);
        console_.frames(2);
    }
    [[nodiscard]] MarkRect place(const std::string& item) const { return console_.marks().items().at(item); }

    HeadlessConsole console_{test::sample_venue(), {1280.0F, 720.0F, GetParam()}};
};

INSTANTIATE_TEST_SUITE_P(Scales, LowScreen, testing::Values(1.0F, 1.25F, 1.5F));

TEST_P(LowScreen, WhileNothingIsSelectedTheRowsHaveTheRoomOfTheEmptyDetail) {
    const int rows = GetParam() > 1.0F ? 3 : 4;
    for (int i = 0; i < rows; ++i) {
        const std::string row = "incident.row." + std::to_string(9 - i);
        ASSERT_TRUE(console_.shows(row)) << row;
        EXPECT_EQ(place(row).height, std::floor(46.0F * GetParam() + 0.5F)) << row;
    }
    EXPECT_TRUE(console_.reads("Select an incident"));
}

TEST_P(LowScreen, ASelectedRowStaysInSightAndTheFirstOneWhereItIs) {
    const MarkRect first = place("incident.row.9");
    const MarkRect rows = place("queue.rows");
    console_.click("incident.row.9");
    console_.frames(3);
    EXPECT_EQ(place("incident.row.9").y, first.y);
    EXPECT_LT(bottom_of(place("panel.queue")), bottom_of(rows));
    for (const IncidentNumber selected : {6U, 7U, 8U, 9U}) {
        console_.press_key(ImGuiKey_Escape);
        console_.frames(3);
        ASSERT_EQ(console_.ui.selected, 0U);
        console_.ui.selected = selected;
        console_.frames(3);
        const std::string row = "incident.row." + std::to_string(selected);
        ASSERT_TRUE(console_.shows(row)) << row;
        EXPECT_EQ(place(row).height, first.height) << row;
    }
}

TEST_P(LowScreen, TheSecondClickOfADoubleClickOnARowMeetsNoControlOfTheDetail) {
    const float rows_end = bottom_of(place("queue.rows"));
    console_.ui.selected = 6;
    console_.frames(3);
    for (const char* item : {"incident.ack", "incident.resolve", "incident.camera"}) {
        EXPECT_GE(place(item).y, rows_end) << item;
    }
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

TEST(LateNode, ItsCountsAreDimAndSayTheirAgeWhereverTheyStand) {
    for (const char* language : {"en", "fr"}) {
        test::speak(language);
        test::HeadlessConsole console(test::sample_venue());
        auto& node = console.situation.nodes.front();
        node.occupancy_liveness = net::Liveness::late;
        auto occupancy = *node.occupancy;
        occupancy.at = console.now - std::chrono::milliseconds(2600);
        node.occupancy = std::make_shared<const net::Occupancy>(occupancy);
        for (auto& zone : console.situation.zones) {
            zone.liveness = net::Liveness::late;
        }
        console.frames(2);
        const bool english = std::string_view(language) == "en";
        std::set<std::string> aged;
        for (const auto& text : console.marks().texts()) {
            if (text.words.find(english ? "Late 2.6 s" : "Retard 2,6") != std::string::npos) {
                aged.insert(text.panel);
            }
        }
        EXPECT_EQ(aged, (std::set<std::string>{"top_bar", "timeline"}));
        EXPECT_TRUE(console.reads(english ? "210 · 2.6 s ago" : "210 · il y a 2,6 s")) << "on the plan";
        EXPECT_TRUE(console.reads(english ? "Counts late 2.6 s" : "Comptages en retard de 2,6")) << "zones";
        EXPECT_FALSE(console.reads("± 212")) << "an error is that of now";
        EXPECT_FALSE(console.reads("210 · 35"));
    }
    test::speak("en");
}

TEST(SilentNode, TheTimelinesFigureSaysHowOldItIs) {
    test::speak("en");
    test::HeadlessConsole console(test::sample_venue());
    auto& node = console.situation.nodes.front();
    node.occupancy_liveness = net::Liveness::silent;
    auto occupancy = *node.occupancy;
    occupancy.at = console.now - std::chrono::minutes(3);
    node.occupancy = std::make_shared<const net::Occupancy>(occupancy);
    console.frame();
    const auto& texts = console.marks().texts();
    EXPECT_TRUE(std::any_of(texts.begin(), texts.end(), [](const Marks::Text& text) {
        return text.panel == "timeline" && text.words == "3 min ago";
    }));
}

/// A console that has just been started: its node is known, and nothing has come from it.
Situation unheard() {
    Situation situation;
    NodeSituation node;
    node.node = net::NodeId::parse("node-1").value();
    node.name = "node-1";
    situation.nodes = {node};
    return situation;
}

TEST(LiveState, OfANodeThatIsKnownNotToAnswerIsNotLive) {
    Situation situation = unheard();
    EXPECT_EQ(live_state(situation), LiveState::waiting) << "it has not had its time to answer";
    for (const LinkState link : {LinkState::down, LinkState::refused}) {
        situation.nodes.front().link = link;
        EXPECT_EQ(live_state(situation), LiveState::lost);
    }
    situation.nodes.front().link = LinkState::connecting;
    situation.conditions = {{net::RuleKind::node_silent, situation.nodes.front().node, {}, {}}};
    EXPECT_EQ(live_state(situation), LiveState::lost);
}

TEST(LiveState, FollowsTheSilenceThatTheLedgerKeptFromBefore) {
    Situation situation = unheard();
    Incident silent = test::sample_incident(3);
    silent.kind = net::RuleKind::node_silent;
    silent.zone.reset();
    test::set_incidents(situation, {silent});
    EXPECT_EQ(live_state(situation), LiveState::lost);
    situation.nodes.front().link = LinkState::up;
    EXPECT_EQ(live_state(situation), LiveState::waiting) << "it is connected again";
    situation.nodes.front().link = LinkState::connecting;
    silent.condition = ConditionState::cleared;
    test::set_incidents(situation, {silent});
    EXPECT_EQ(live_state(situation), LiveState::waiting);
}

TEST(TopBar, DoesNotSayThatThereAreNoCamerasBeforeTheNodesToldThem) {
    test::speak("en");
    test::HeadlessConsole console(unheard());
    const auto reads_in_top_bar = [&console](std::string_view words) {
        const auto& texts = console.marks().texts();
        return std::any_of(texts.begin(), texts.end(), [words](const Marks::Text& text) {
            return text.panel == "top_bar" && text.words.find(words) != std::string::npos;
        });
    };
    EXPECT_TRUE(reads_in_top_bar("Cameras"));
    EXPECT_FALSE(reads_in_top_bar("/ 0 live"));
}

TEST_F(LiveScreen, TheAgeOfPicturesIsNotShownWhileNoneIsLive) {
    EXPECT_TRUE(console_.reads("84"));
    for (auto& camera : console_.situation.cameras) {
        camera.liveness = net::Liveness::late;
    }
    console_.frame();
    EXPECT_FALSE(console_.reads("84"));
}

TEST_F(LiveScreen, RowsOfZonesStandStillUnderThePointerAndMoveAfterwards) {
    const auto pointed = [this](const char* item) {
        const MarkRect rect = console_.marks().items().at(item);
        return zones_are_held(console_.marks(), rect.x + 1.0F, rect.y + 1.0F);
    };
    const auto settle = [this](bool held) {
        console_.ui = settle_zones(console_.ui, console_.situation, held);
        console_.frame();
    };
    const auto y_of = [this](const char* zone) { return console_.marks().items().at(zone).y; };
    test::set_incidents(console_.situation, {});
    settle(false);
    const float second = y_of("zone.zone-2");
    ASSERT_LT(y_of("zone.zone-1"), second);
    ASSERT_TRUE(pointed("zone.zone-2"));
    ASSERT_FALSE(pointed("panel.plan"));
    Incident incident = test::sample_incident(9);
    incident.zone = console_.situation.zones[1].configuration.zone;
    test::set_incidents(console_.situation, {incident});
    settle(true);
    EXPECT_EQ(y_of("zone.zone-2"), second);
    EXPECT_TRUE(console_.shows("zone.incident.zone-2")) << "the alarm is drawn in place";
    settle(false);
    EXPECT_LT(y_of("zone.zone-2"), y_of("zone.zone-1"));
}

TEST_F(LiveScreen, ZonesThatComeOrGoUnderThePointerMoveNoOther) {
    test::set_incidents(console_.situation, {});
    console_.ui = settle_zones(console_.ui, console_.situation, false);
    const std::vector<ZoneRow> before = console_.ui.zone_rows;
    ASSERT_EQ(before.size(), 4U);
    ZoneSituation added = console_.situation.zones.front();
    added.configuration.zone = net::ZoneId::parse("zone-9").value();
    added.count.count.people = 99'000.0;
    console_.situation.zones.erase(console_.situation.zones.begin() + 3);
    console_.situation.zones.push_back(added);
    console_.ui = settle_zones(console_.ui, console_.situation, true);
    std::vector<ZoneRow> expected = before;
    std::erase_if(expected, [](const ZoneRow& row) { return row.zone.text() == "zone-4"; });
    expected.push_back({added.node, added.configuration.zone});
    EXPECT_EQ(console_.ui.zone_rows, expected);
}

}  // namespace
}  // namespace vigie::console
