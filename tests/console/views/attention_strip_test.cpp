// The line above the wall: who needs attention.
#include "console/views/attention_strip.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "console/views/camera_wall.hpp"
#include "console/views/words.hpp"
#include "tests/console/views/headless_console.hpp"
#include "tests/console/views/sample_console.hpp"

namespace vigie::test {
namespace {

class AttentionStrip : public ::testing::Test {
protected:
    AttentionStrip()
        : console_(sample_venue({.cameras_a_node = 24}), {1160.0F, 700.0F, 1.0F},
                   HeadlessConsole::panel(console::draw_camera_wall)) {
        speak("en");
        set_incidents(console_.situation, {});
        console_.frame();
    }
    HeadlessConsole console_;
};

TEST_F(AttentionStrip, SaysSoWhenNoCameraIsInTrouble) {
    EXPECT_TRUE(console_.reads("No camera in trouble"));
}

TEST_F(AttentionStrip, SaysWhyNoCameraIsSeenInsteadOfThatAllIsWell) {
    console_.situation.cameras.clear();
    console::NodeSituation& node = console_.situation.nodes.front();
    node.configuration.reset();
    node.link = console::LinkState::down;
    node.name = "Edge 1";
    node.link_reason = {"does not answer"};
    console_.frame();
    EXPECT_FALSE(console_.reads("No camera in trouble"));
    const auto& texts = console_.marks().texts();
    const auto told = std::count_if(texts.begin(), texts.end(), [](const console::Marks::Text& text) {
        return text.words == "No camera is seen: Edge 1: does not answer";
    });
    EXPECT_EQ(told, 2);  // in the line, and in the middle of the empty wall
}

TEST_F(AttentionStrip, IsNotCalmWhileAnotherNodesCamerasAreUnknown) {
    console::NodeSituation other;
    other.name = "edge-2";
    other.link = console::LinkState::refused;
    other.link_reason = {"refuses the key"};
    console_.situation.nodes.push_back(other);
    console_.frame();
    EXPECT_FALSE(console_.reads("No camera in trouble"));
    EXPECT_TRUE(console_.reads("edge-2: refuses the key"));
}

TEST_F(AttentionStrip, TellsOfSilenceBeforeTheRuleThatCalledEarlier) {
    set_lasting_incident(console_.situation, sample_incident(4));
    for (console::CameraSituation& camera : console_.situation.cameras) {
        camera.liveness = net::Liveness::silent;
    }
    console_.frame();
    const console::MarkRect chip = console_.marks().items().at("attention.cam-1");
    float silent = 0.0F;
    float rule = 0.0F;
    for (const console::Marks::Text& text : console_.marks().texts()) {
        if (text.rect.y >= chip.y && text.rect.y < chip.y + chip.height && text.rect.x >= chip.x &&
            text.rect.x < chip.x + chip.width) {
            silent = text.words == "Silent" ? text.rect.x : silent;
            rule = text.words == console::chip_of(net::RuleKind::over_capacity) ? text.rect.x : rule;
        }
    }
    EXPECT_GT(silent, 0.0F);
    EXPECT_GT(rule, silent);
}

TEST_F(AttentionStrip, ASilentCameraIsToldOnce) {
    auto incident = sample_incident(4);
    incident.kind = net::RuleKind::camera_silent;
    set_lasting_incident(console_.situation, incident);
    for (console::CameraSituation& camera : console_.situation.cameras) {
        camera.liveness = net::Liveness::silent;
    }
    console_.frame();
    const console::MarkRect chip = console_.marks().items().at("attention.cam-1");
    int told = 0;
    for (const console::Marks::Text& text : console_.marks().texts()) {
        const bool inside = text.rect.y >= chip.y && text.rect.y < chip.y + chip.height &&
                            text.rect.x >= chip.x && text.rect.x < chip.x + chip.width;
        const bool says_so =
            text.words == "Silent" || text.words == console::chip_of(net::RuleKind::camera_silent);
        told += inside && says_so ? 1 : 0;
    }
    EXPECT_EQ(told, 1);
}

TEST_F(AttentionStrip, PutsTheWorstFirst) {
    console_.situation.cameras[8].liveness = net::Liveness::late;
    console_.situation.cameras[20].liveness = net::Liveness::silent;
    console_.frame();
    const auto& items = console_.marks().items();
    ASSERT_TRUE(items.contains("attention.cam-9"));
    ASSERT_TRUE(items.contains("attention.cam-21"));
    EXPECT_LT(items.at("attention.cam-21").x, items.at("attention.cam-9").x);
}

TEST_F(AttentionStrip, ClickFocusesACameraThatIsOutOfSight) {
    console_.situation.cameras[23].liveness = net::Liveness::frozen;
    console_.frame();
    ASSERT_FALSE(console_.shows("camera.cam-24"));
    console_.click("attention.cam-24");
    EXPECT_EQ(console_.ui.focused.text(), "cam-24");
}

TEST_F(AttentionStrip, NamesTheRuleOfAnIncident) {
    set_incidents(console_.situation, {sample_incident(4)});
    console_.frame();
    EXPECT_TRUE(console_.shows("attention.cam-1"));
    EXPECT_FALSE(console_.reads("No camera in trouble"));
}

TEST_F(AttentionStrip, CountsThoseWithoutRoom) {
    for (console::CameraSituation& camera : console_.situation.cameras) {
        camera.liveness = net::Liveness::silent;
    }
    console_.frame();
    std::size_t chips = 0;
    for (const auto& [name, place] : console_.marks().items()) {
        chips += name.starts_with("attention.") ? 1U : 0U;
    }
    ASSERT_LT(chips, 24U);
    EXPECT_TRUE(console_.reads("+ " + std::to_string(24 - chips) + " more"));
}

}  // namespace
}  // namespace vigie::test
