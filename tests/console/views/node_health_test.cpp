// What is said of nodes, and in which order.
#include "console/views/node_health.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "console/views/node_report.hpp"
#include "tests/console/views/headless_console.hpp"
#include "tests/console/views/sample_console.hpp"
#include "tests/support/sample_messages.hpp"

namespace vigie::test {
namespace {

using console::Concern;

constexpr net::MonoTime kNow(std::chrono::seconds(1000));

class NodeReports : public ::testing::Test {
protected:
    NodeReports() {
        speak("en");
        change([](net::NodeHealth& health) {
            health.cameras.front().state = net::SourceState::running;
            health.cameras.front().message = {};
            health.cameras.front().counters.clear();
            health.rules.front().on = true;
            health.rules.front().why_off = {};
            health.rules.front().also_off.clear();
            health.counters.clear();
            health.disk_free_bytes = 412'000'000'000;
        });
        node().clock = net::ClockOffset{std::chrono::microseconds(1200), std::chrono::microseconds(300)};
    }

    console::NodeSituation& node() { return situation_.nodes.front(); }
    template <class Change>
    void change(const Change& change) {
        net::NodeHealth health = *node().health;
        change(health);
        node().health = std::make_shared<const net::NodeHealth>(std::move(health));
    }
    console::NodeReport report() { return report_on(node(), situation_, kNow); }
    void expect_first(Concern concern, std::string_view words) {
        const console::NodeReport report = this->report();
        ASSERT_FALSE(report.messages.empty());
        EXPECT_EQ(report.concern, concern);
        EXPECT_EQ(report.messages.front().concern, concern);
        EXPECT_NE(report.messages.front().words.find(words), std::string::npos)
            << report.messages.front().words;
    }

    console::Situation situation_ = sample_venue();
};

TEST_F(NodeReports, OfAHealthyNodeAreFiguresAlone) {
    const console::NodeReport report = this->report();
    EXPECT_EQ(report.concern, Concern::none);
    EXPECT_TRUE(report.messages.empty());
    EXPECT_EQ(report.figures, (std::vector<std::string>{"clock +1.2 ± 0.3 ms", "0 lost", "412 GB free"}));
}

TEST_F(NodeReports, OfANodeThatIsNotHeardHaveNoFiguresOfThePast) {
    change([](net::NodeHealth& health) {
        health.disk_free_bytes = 1'500'000'000;
        health.cameras.front().captured_fps = 10.0;
        health.cameras.front().analysed_fps = 2.0;
    });
    node().liveness = net::Liveness::silent;
    EXPECT_TRUE(report().figures.empty());
    EXPECT_EQ(report().messages.size(), 1U) << "that it is silent";
    node().liveness = net::Liveness::live;
    node().link = console::LinkState::down;
    EXPECT_TRUE(report().figures.empty());
    change([](net::NodeHealth& health) { health.storage_problem = {"the disk is full"}; });
    EXPECT_EQ(report().messages.size(), 2U) << "its silence does not end that";
}

TEST_F(NodeReports, SayWhatWasLost) {
    node().messages_lost = 5;
    EXPECT_EQ(report().figures.at(1), "5 lost");
    EXPECT_EQ(report().figures_in_full.at(1), "5 messages lost on the way");
}

TEST_F(NodeReports, StartWithTheLinkAndItsReason) {
    node().link = console::LinkState::refused;
    node().link_reason = {"This console's key is not allowed"};
    expect_first(Concern::failure, "This console's key is not allowed");
}

TEST_F(NodeReports, TellSilenceWithItsAge) {
    node().liveness = net::Liveness::silent;
    node().last_health = kNow - std::chrono::seconds(14);
    expect_first(Concern::failure, "Silent for 14 s");
}

TEST_F(NodeReports, TellLateHealth) {
    node().liveness = net::Liveness::late;
    expect_first(Concern::warning, "late");
}

TEST_F(NodeReports, TellStorageProblemsBeforeWarnings) {
    node().liveness = net::Liveness::late;
    change([](net::NodeHealth& health) { health.storage_problem = {"the disk is full"}; });
    expect_first(Concern::failure, "the disk is full");
}

TEST_F(NodeReports, WarnOfALowDisk) {
    change([](net::NodeHealth& health) { health.disk_free_bytes = 1'500'000'000; });
    expect_first(Concern::warning, "1.5 GB free");
}

TEST_F(NodeReports, WarnOfAClockThatIsFarOff) {
    node().clock = net::ClockOffset{-std::chrono::milliseconds(1400), std::chrono::milliseconds(2)};
    expect_first(Concern::warning, "1.4 s");
}

TEST_F(NodeReports, WarnOfCamerasInTroubleByName) {
    change([](net::NodeHealth& health) {
        health.cameras.front().state = net::SourceState::failed;
        health.cameras.front().message = {"the file cannot be opened"};
    });
    expect_first(Concern::warning, "Gate 1: the file cannot be opened");
}

TEST_F(NodeReports, NoteRulesThatAreOffAndWhatWasDropped) {
    change([](net::NodeHealth& health) {
        health.rules.front().on = false;
        health.rules.front().why_off = {"its purpose has expired"};
        health.cameras.front().counters = {{"frames_refused", 17}};
        health.counters = {{"clients_refused", 2}, {"messages_malformed", 0}};
    });
    const console::NodeReport report = this->report();
    EXPECT_EQ(report.concern, Concern::note);
    ASSERT_EQ(report.messages.size(), 3U);
    EXPECT_NE(report.messages[0].words.find("17"), std::string::npos);
    EXPECT_NE(report.messages[1].words.find("its purpose has expired"), std::string::npos);
    EXPECT_NE(report.messages[2].words.find('2'), std::string::npos);
}

TEST_F(NodeReports, NoteACameraThatIsNotAnalysedInFullNowAndNoSingleFrames) {
    change([](net::NodeHealth& health) {
        health.cameras.front().counters = {{"frames_captured", 4000}, {"frames_dropped", 3}};
        health.cameras.front().captured_fps = 10.0;
        health.cameras.front().analysed_fps = 9.5;
    });
    EXPECT_TRUE(report().messages.empty());
    change([](net::NodeHealth& health) { health.cameras.front().analysed_fps = 6.2; });
    expect_first(Concern::note, "Gate 1: 6.2 of 10.0 frames a second analysed");
}

TEST_F(NodeReports, NoteRulesThatAreOnButDoNotWatchAll) {
    change([](net::NodeHealth& health) {
        health.rules.front().why_off = {"zone 'dark' is not watched: its camera has no calibration"};
    });
    const console::NodeReport report = this->report();
    EXPECT_EQ(report.concern, Concern::note);
    ASSERT_EQ(report.messages.size(), 1U);
    EXPECT_EQ(report.messages[0].words.find("Rule limited: "), 0U) << report.messages[0].words;
    EXPECT_NE(report.messages[0].words.find("zone 'dark' is not watched"), std::string::npos);
}

TEST_F(NodeReports, TellEveryReasonWhyARuleIsOff) {
    change([](net::NodeHealth& health) {
        health.rules.front().on = false;
        health.rules.front().why_off = {"its camera has no calibration"};
        health.rules.front().also_off = {{"the English of it", net::Reason::rule_off_schedule, {}}};
    });
    const console::NodeReport report = this->report();
    ASSERT_EQ(report.messages.size(), 1U);
    EXPECT_NE(report.messages[0].words.find("its camera has no calibration; outside of its hours"),
              std::string::npos)
        << report.messages[0].words;
}

TEST_F(NodeReports, NameThePlacesThatARuleDoesNotWatchInTheLanguage) {
    change([](net::NodeHealth& health) {
        health.rules.front().why_off = {
            "the English of it", net::Reason::rule_uncalibrated, {"zone-1", "cam-1", "gone"}};
    });
    speak("fr");
    const console::NodeReport report = this->report();
    speak("en");
    ASSERT_EQ(report.messages.size(), 1U);
    EXPECT_NE(report.messages[0].words.find("non surveillé parce que la caméra n’est pas étalonnée"),
              std::string::npos)
        << report.messages[0].words;
    EXPECT_NE(report.messages[0].words.find(situation_.zones.front().configuration.name + ", Gate 1, gone"),
              std::string::npos)
        << report.messages[0].words;
}

TEST_F(NodeReports, CountLossesAndSpaceInTheRightForm) {
    speak("fr");
    for (const auto& [lost, words] :
         {std::pair{0, "0 perdu"}, std::pair{1, "1 perdu"}, std::pair{2, "2 perdus"}}) {
        node().messages_lost = static_cast<std::uint64_t>(lost);
        EXPECT_EQ(report().figures.at(1), words);
    }
    for (const auto& [bytes, words] :
         {std::pair{1'500'000'000ULL, "1,5 Go libre"}, std::pair{2'000'000'000ULL, "2,0 Go libres"}}) {
        change([bytes = bytes](net::NodeHealth& health) { health.disk_free_bytes = bytes; });
        EXPECT_EQ(report().figures.at(2), words);
    }
    speak("en");
}

TEST_F(NodeReports, AreSilentOnWorkThatWasDone) {
    change([](net::NodeHealth& health) {
        health.cameras.front().counters = {{"frames_captured", 118}, {"tiles_encoded", 90}};
        health.counters = {{"requests_answered", 30}, {"pictures_sent", 240}, {"consoles_watching", 1}};
    });
    EXPECT_TRUE(report().messages.empty());
}

TEST_F(NodeReports, TellALossThatThisConsoleHasNoWordsFor) {
    change([](net::NodeHealth& health) { health.counters = {{"segments_torn", 3}}; });
    ASSERT_EQ(report().messages.size(), 1U);
    EXPECT_NE(report().messages[0].words.find("segments torn 3"), std::string::npos)
        << report().messages[0].words;
}

class NodeHealthPanel : public ::testing::Test {
protected:
    explicit NodeHealthPanel(Screen screen = {400.0F, 160.0F, 1.0F}, int nodes = 3)
        : console_(sample_venue({.nodes = nodes}), screen,
                   HeadlessConsole::panel(console::draw_node_health)) {
        speak("en");
        console_.frame();
    }
    HeadlessConsole console_;
};

TEST_F(NodeHealthPanel, PutsTheWorstNodeFirstWithItsMessage) {
    console::NodeSituation& last = console_.situation.nodes.back();
    last.link = console::LinkState::down;
    last.link_reason = {"No answer for 14 s"};
    console_.frame();
    const auto& items = console_.marks().items();
    EXPECT_LT(items.at("node.node-3").y, items.at("node.node-1").y);
    EXPECT_TRUE(console_.reads("No answer for 14 s"));
    EXPECT_TRUE(console_.reads("2 of 3 connected"));
}

TEST_F(NodeHealthPanel, WrapsALongReasonAndCutsTheAddressBeforeTheReason) {
    console::NodeSituation& last = console_.situation.nodes.back();
    last.link = console::LinkState::down;
    last.link_reason = {"the English of it", net::Reason::link_hanging, {"tcp://node-3.venue.example:7402"}};
    last.health.reset();
    console_.frame();
    std::set<float> rows;
    std::string read;
    for (const console::Marks::Text& text : console_.marks().texts()) {
        if (text.rect.y > console_.marks().items().at("node.node-3").y + 10.0F &&
            text.rect.y < console_.marks().items().at("node.node-1").y) {
            rows.insert(text.rect.y);
            read += text.words + " ";
        }
    }
    EXPECT_EQ(rows.size(), 2U);
    EXPECT_EQ(read.find("Does not answer any more: restart vigie-node there"), 0U) << read;
}

class OneNodeHealth : public NodeHealthPanel {
protected:
    OneNodeHealth() : NodeHealthPanel({323.0F, 93.0F, 1.0F}, 1) {}
};

TEST_F(OneNodeHealth, GivesTheReasonASecondLineWhereNoWholeOneIsLeft) {
    console::NodeSituation& node = console_.situation.nodes.front();
    node.link = console::LinkState::down;
    node.link_reason = {"the English of it", net::Reason::link_hanging, {"tcp://node-1.venue.example:7402"}};
    node.health.reset();
    console_.frame();
    EXPECT_TRUE(console_.reads("Does not answer any more: restart vigie-node"));
    EXPECT_TRUE(console_.reads("if its key has"));
}

class LowNodeHealth : public NodeHealthPanel {
protected:
    LowNodeHealth() : NodeHealthPanel({300.0F, 60.0F, 1.0F}, 4) {}
};

TEST_F(LowNodeHealth, KeepsTheWorstAndCountsTheRest) {
    console_.situation.nodes[2].link = console::LinkState::down;
    console_.situation.nodes[2].link_reason = {"No answer"};
    console_.frame();
    EXPECT_TRUE(console_.shows("node.node-3"));
    EXPECT_FALSE(console_.shows("node.node-1"));
    EXPECT_TRUE(console_.reads("No answer"));
    EXPECT_TRUE(console_.reads("+ 3 more"));
}

TEST(NodeHealthOnScreen, AlwaysHasARowOfTheWorstNode) {
    speak("en");
    for (const auto& [width, height] : {std::pair{1280.0F, 720.0F}, std::pair{1366.0F, 768.0F},
                                        std::pair{1600.0F, 900.0F}, std::pair{1920.0F, 1080.0F}}) {
        for (const float scale : {0.75F, 1.0F, 1.125F, 1.25F, 1.375F, 1.5F}) {
            HeadlessConsole console(sample_venue(), {width, height, scale});
            EXPECT_TRUE(console.shows("node.node-1")) << width << "x" << height << " at " << scale;
            const auto& texts = console.marks().texts();
            EXPECT_TRUE(std::any_of(texts.begin(), texts.end(),
                                    [](const console::Marks::Text& text) {
                                        return text.panel == "health" && text.words == "Node 1";
                                    }))
                << width << "x" << height << " at " << scale;
        }
    }
}

}  // namespace
}  // namespace vigie::test
