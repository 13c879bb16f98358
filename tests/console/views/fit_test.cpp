// No text leaves its panel and no two texts of a panel overlap, whatever the window, the scale, the language
// and the names.
#include <algorithm>
#include <array>
#include <string>
#include <tuple>

#include <gtest/gtest.h>

#include "console/views/layout.hpp"
#include "tests/console/views/headless_console.hpp"
#include "tests/console/views/sample_console.hpp"
#include "tests/support/sample_messages.hpp"

namespace vigie::console {
namespace {

using test::HeadlessConsole;
using test::Screen;

/// Rounding to whole pixels, and the soft edge of letters.
constexpr float kTolerancePx = 1.5F;

bool overlap(const MarkRect& a, const MarkRect& b) {
    const MarkRect shared = intersection(a, b);
    return shared.width > kTolerancePx && shared.height > kTolerancePx;
}

bool within(const MarkRect& inner, const MarkRect& outer) {
    return inner.x >= outer.x - kTolerancePx && inner.y >= outer.y - kTolerancePx &&
           right_of(inner) <= right_of(outer) + kTolerancePx &&
           bottom_of(inner) <= bottom_of(outer) + kTolerancePx;
}

std::string print(const Marks::Text& text) {
    return "'" + text.words + "' at " + std::to_string(static_cast<int>(text.rect.x)) + "," +
           std::to_string(static_cast<int>(text.rect.y)) + " " +
           std::to_string(static_cast<int>(text.rect.width)) + "x" +
           std::to_string(static_cast<int>(text.rect.height));
}

void expect_fit(const HeadlessConsole& console, std::size_t least_texts = 40) {
    const auto& texts = console.marks().texts();
    const auto& items = console.marks().items();
    ASSERT_GE(texts.size(), least_texts);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto panel = items.find("panel." + texts[i].panel);
        ASSERT_NE(panel, items.end()) << "no place is marked for panel " << texts[i].panel;
        EXPECT_TRUE(within(texts[i].rect, panel->second)) << print(texts[i]) << " leaves " << texts[i].panel;
        for (std::size_t j = i + 1; j < texts.size(); ++j) {
            if (texts[i].panel == texts[j].panel) {
                EXPECT_FALSE(overlap(texts[i].rect, texts[j].rect))
                    << texts[i].panel << ": " << print(texts[i]) << " and " << print(texts[j]);
            }
        }
    }
}

using Case = std::tuple<std::pair<float, float>, float, const char*>;

class Fit : public testing::TestWithParam<Case> {
protected:
    Fit() {
        test::speak(std::get<2>(GetParam()));
        const auto [width, height] = std::get<0>(GetParam());
        console_.emplace(
            test::sample_venue(
                {.nodes = 2, .cameras_a_node = 8, .zones_a_node = 6, .incidents = 200, .long_names = true}),
            Screen{width, height, std::get<1>(GetParam())});
        console_->operator_name = "Marie-Antoinette de la Rochefoucauld-Montmorency, équipe de nuit";
        console_->ui = settle_queue(console_->ui, console_->situation, console_->operator_name, false);
        console_->ui.selected = console_->ui.queue.front();
        console_->picture = [this](const net::CameraId& camera) -> std::optional<PictureView> {
            for (const auto& known : console_->situation.cameras) {
                if (known.camera == camera) {
                    return PictureView{nullptr, 480.0F, 360.0F, known.scene, 84.0, 9.9};
                }
            }
            return std::nullopt;
        };
        console_->frames(2);
    }
    ~Fit() override { test::speak("en"); }

    std::optional<HeadlessConsole> console_;
};

TEST_P(Fit, TheLiveScreenWithTwoHundredIncidents) {
    expect_fit(*console_);
}

TEST_P(Fit, WhatFailsAndWhatToDoIsSaidInFull) {
    const auto expect_whole = [&](const std::string& panel) {
        console_->frames(2);
        expect_fit(*console_);
        for (const Marks::Text& text : console_->marks().texts()) {
            EXPECT_FALSE(text.panel == panel && text.words.ends_with("…")) << print(text);
        }
    };
    const std::string font = "/usr/share/fonts/opentype/inter/Inter-Regular.otf";
    console_->notice = {"The font cannot be read", net::Reason::font_unreadable, {font}};
    expect_whole("notice");
    console_->notice = {};
    console_->situation.ledger = {
        false, {"the file '/var/lib/vigie/console/ledger.sqlite' cannot be written: the disk is full"}};
    expect_whole("banner");
}

TEST_P(Fit, EverythingInTrouble) {
    constexpr std::array kStates = {net::Liveness::late, net::Liveness::frozen, net::Liveness::silent,
                                    net::Liveness::never_seen, net::Liveness::live};
    auto& situation = console_->situation;
    for (std::size_t i = 0; i < situation.cameras.size(); ++i) {
        situation.cameras[i].liveness = kStates[i % kStates.size()];
    }
    situation.nodes.back().liveness = net::Liveness::silent;
    situation.nodes.back().link = LinkState::refused;
    situation.nodes.back().link_reason = {"its key is not allowed: add it to authorized_keys of the node"};
    for (auto& zone : situation.zones) {
        zone.count.count = {120'000.0, 110'000.0, 130'000.0, true, true};
    }
    situation.ledger = {
        false, {"the file '/var/lib/vigie/console/ledger.sqlite' cannot be written: the disk is full"}};
    situation.conditions = {
        {net::RuleKind::node_cannot_record, situation.nodes.front().node, {}, {"the disk is full"}}};
    console_->notice = {
        "Marie-Antoinette de la Rochefoucauld-Montmorency has acknowledged INC-00042 before you"};
    console_->ui.waiting = 1234;
    console_->ui.worst_waiting = WorstArrivals{net::Priority::critical, 321};
    console_->pending = {console_->ui.selected};
    console_->frames(2);
    expect_fit(*console_);
}

TEST_P(Fit, TheResolveFormAndOneCameraInFocus) {
    console_->ui.resolving = true;
    console_->ui.focused = console_->situation.cameras.front().camera;
    console_->frames(2);
    expect_fit(*console_);
}

TEST_P(Fit, HelpMenuAndTheEmptyQueue) {
    console_->ui.queue.clear();
    console_->ui.selected = 0;
    console_->frames(2);
    console_->click("operator");
    ASSERT_TRUE(console_->shows("menu.sign_out"));
    expect_fit(*console_);
    console_->ui.help = true;
    console_->frames(2);
    expect_fit(*console_);
}

TEST_P(Fit, HallsAndAnEvacuation) {
    auto& situation = console_->situation;
    const auto incidents = situation.incidents;
    situation = test::sample_venue(
        {.nodes = 2, .zones_a_node = 6, .halls_a_node = 2, .exits_a_hall = 9, .long_names = true});
    situation.incidents = incidents;
    const HallRef first{situation.nodes[0].node, situation.nodes[0].configuration->halls[0].hall};
    const HallRef second{situation.nodes[0].node, situation.nodes[0].configuration->halls[1].hall};
    const HallRef third{situation.nodes[1].node, situation.nodes[1].configuration->halls[0].hall};
    test::set_phase(situation, first, net::VenuePhase::evacuation);
    HallSwitch wanted;
    wanted.order = {first.node,
                    first.hall,
                    net::VenuePhase::evacuation,
                    net::VenuePhase::closed,
                    test::at(0.0),
                    "Everybody has left by the doors to the sea",
                    console_->operator_name};
    test::set_switches(situation, {wanted});
    console_->frames(2);
    ASSERT_TRUE(console_->shows("evacuation." + first.hall.text()));
    expect_fit(*console_);
    test::set_phase(situation, second, net::VenuePhase::evacuation);
    test::set_phase(situation, third, net::VenuePhase::evacuation);
    console_->frames(2);
    expect_fit(*console_);
    console_->ui.halls = true;
    console_->ui.proposed = ProposePhase{second.node, second.hall, net::VenuePhase::closed};
    console_->frames(2);
    ASSERT_TRUE(console_->shows("panel.halls"));
    expect_fit(*console_);
}

TEST_P(Fit, TheQuestionBeforeSigningOut) {
    console_->ui.leaving = true;
    console_->frames(2);
    ASSERT_TRUE(console_->shows("sign_out.confirm"));
    expect_fit(*console_);
}

TEST_P(Fit, TheSignInScreenWithANotice) {
    console_->operator_name.clear();
    console_->notice = {
        "The venue's time zone Europe/Ville-Imaginaire is unknown on this machine, so times are in UTC; "
        "install the package tzdata, or correct time_zone in the node's configuration"};
    console_->frames(3);
    expect_fit(*console_, 9);
}

TEST_P(Fit, TheSignInScreenWithAProblem) {
    console_->operator_name.clear();
    console_->sign_in_problem = {
        "The accounts cannot be read: the file '/var/lib/vigie/console/ledger.sqlite' is damaged; restore it "
        "from "
        "its backup"};
    console_->frames(3);
    expect_fit(*console_, 9);
}

std::string name_of(const testing::TestParamInfo<Case>& instance) {
    const auto [width, height] = std::get<0>(instance.param);
    return std::to_string(static_cast<int>(width)) + "x" + std::to_string(static_cast<int>(height)) + "_at_" +
           std::to_string(static_cast<int>(std::get<1>(instance.param) * 100.0F)) + "_" +
           std::get<2>(instance.param);
}

INSTANTIATE_TEST_SUITE_P(
    Screens, Fit,
    testing::Combine(testing::Values(std::pair{1280.0F, 720.0F}, std::pair{1366.0F, 768.0F},
                                     std::pair{1600.0F, 900.0F}, std::pair{1920.0F, 1080.0F},
                                     std::pair{2560.0F, 1440.0F}),
                     testing::Values(0.75F, 1.0F, 1.25F, 1.5F), testing::Values("en", "fr")),
    name_of);

}  // namespace
}  // namespace vigie::console
