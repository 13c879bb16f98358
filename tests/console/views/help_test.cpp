#include "console/views/help.hpp"

#include <gtest/gtest.h>

#include "console/views/shortcuts.hpp"
#include "console/views/words.hpp"
#include "tests/console/views/headless_console.hpp"
#include "tests/console/views/sample_console.hpp"

namespace vigie::console {
namespace {

using test::HeadlessConsole;

void expect_every_shortcut(test::Screen screen, const char* language) {
    test::speak(language);
    HeadlessConsole console(test::sample_venue(), screen);
    console.ui.help = true;
    console.frames(2);
    const auto in_help = [&console](std::string_view words) {
        for (const auto& text : console.marks().texts()) {
            if (text.panel == "help" && text.words == words) {
                return true;
            }
        }
        return false;
    };
    for (const Shortcut& shortcut : shortcuts()) {
        EXPECT_TRUE(in_help(tr(shortcut.keys))) << language << ": " << shortcut.keys;
        EXPECT_TRUE(in_help(tr(shortcut.meaning))) << language << ": " << tr(shortcut.meaning);
    }
    test::speak("en");
}

TEST(Help, ListsEveryShortcutInFull) {
    expect_every_shortcut({1920, 1080, 1.0F}, "en");
    expect_every_shortcut({1920, 1080, 1.0F}, "fr");
}

TEST(Help, ListsEveryShortcutInFullOnTheSmallestScreen) {
    expect_every_shortcut({1280, 720, 1.5F}, "en");
    expect_every_shortcut({1280, 720, 1.5F}, "fr");
}

TEST(Help, ClosesByItsCornerAndByAClickBesideItsCard) {
    HeadlessConsole console(test::sample_venue());
    console.ui.help = true;
    console.frames(2);
    console.click("help.close");
    EXPECT_FALSE(console.ui.help);

    console.ui.help = true;
    console.frames(2);
    ImGui::GetIO().MousePos = ImVec2(20.0F, 1000.0F);
    console.frames(2);
    ImGui::GetIO().MouseDown[0] = true;
    console.frame();
    ImGui::GetIO().MouseDown[0] = false;
    console.frames(2);
    EXPECT_FALSE(console.ui.help);
}

TEST(Help, LetsNoClickThroughToWhatLiesBelow) {
    HeadlessConsole console(test::sample_venue());
    console.ui = settle_queue(console.ui, console.situation, console.operator_name, false);
    console.ui.help = true;
    console.frames(2);
    const auto actions = console.click("incident.row.8");
    EXPECT_EQ(test::find_action<SelectIncident>(actions), nullptr);
}

}  // namespace
}  // namespace vigie::console
