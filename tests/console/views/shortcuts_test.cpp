#include "console/views/shortcuts.hpp"

#include <set>
#include <string>

#include <gtest/gtest.h>

#include "tests/console/views/headless_console.hpp"
#include "tests/console/views/sample_console.hpp"

namespace vigie::console {
namespace {

using test::find_action;
using test::HeadlessConsole;

/// The whole console with incident 8 (new, critical) selected.
class Shortcuts : public testing::Test {
protected:
    Shortcuts() {
        test::speak("en");
        console_.ui.selected = 8;
        console_.ui = settle_queue(console_.ui, console_.situation, console_.operator_name, false);
        console_.frames(2);
    }
    HeadlessConsole console_{test::sample_venue()};
};

TEST_F(Shortcuts, ArrowsAndLettersStepThroughTheQueue) {
    EXPECT_EQ(find_action<StepIncident>(console_.press_key(ImGuiKey_DownArrow))->step, 1);
    EXPECT_EQ(find_action<StepIncident>(console_.press_key(ImGuiKey_UpArrow))->step, -1);
    EXPECT_EQ(find_action<StepIncident>(console_.type("j"))->step, 1);
    EXPECT_EQ(find_action<StepIncident>(console_.type("K"))->step, -1);
}

TEST_F(Shortcuts, AcknowledgeNamesTheVersionThatIsOnScreen) {
    const auto actions = console_.type("a");
    const auto* acknowledged = find_action<AcknowledgeIncident>(actions);
    ASSERT_NE(acknowledged, nullptr);
    EXPECT_EQ(acknowledged->incident, 8U);
    EXPECT_EQ(acknowledged->version, 3U);
    EXPECT_EQ(actions.size(), 1U);
}

TEST_F(Shortcuts, WhatCannotBeDoneNowIsNotAskedFor) {
    console_.pending = {8};
    EXPECT_TRUE(console_.type("a").empty());
    EXPECT_TRUE(console_.type("r").empty());
    console_.pending.clear();
    EXPECT_TRUE(console_.type("o").empty()) << "an open incident cannot be reopened";
    console_.ui.selected = 0;
    EXPECT_TRUE(console_.type("a").empty());
}

TEST_F(Shortcuts, EveryOtherKeyDoesWhatTheHelpSays) {
    EXPECT_NE(find_action<ToggleResolveForm>(console_.type("r")), nullptr);
    console_.ui.resolving = false;
    EXPECT_NE(find_action<RevealArrivals>(console_.type("v")), nullptr);
    EXPECT_NE(find_action<FocusIncidentCamera>(console_.type("f")), nullptr);
    EXPECT_EQ(find_action<FocusStep>(console_.press_key(ImGuiKey_RightArrow))->step, 1);
    EXPECT_EQ(find_action<FocusStep>(console_.press_key(ImGuiKey_LeftArrow))->step, -1);
    EXPECT_NE(find_action<StepBack>(console_.press_key(ImGuiKey_Escape)), nullptr);
    EXPECT_EQ(find_action<SetColumns>(console_.type("5"))->columns, 5);
    EXPECT_TRUE(console_.type("7").empty());
    EXPECT_EQ(find_action<ToggleOverlay>(console_.type("p"))->overlay, Overlay::people);
    EXPECT_EQ(find_action<ToggleOverlay>(console_.type("z"))->overlay, Overlay::zones);
    EXPECT_EQ(find_action<ToggleOverlay>(console_.type("l"))->overlay, Overlay::labels);
    EXPECT_EQ(find_action<ToggleOverlay>(console_.type("h"))->overlay, Overlay::heatmap);
    EXPECT_EQ(find_action<SetScale>(console_.type("+"))->scale, 1.125);
    console_.ui.settings.scale = 1.5;
    EXPECT_EQ(find_action<SetScale>(console_.type("+"))->scale, 1.5);
    EXPECT_EQ(find_action<SetScale>(console_.type("-"))->scale, 1.375);
    EXPECT_EQ(find_action<SetLanguage>(console_.type("g"))->language, "fr");
    EXPECT_NE(find_action<ToggleHelp>(console_.type("?")), nullptr);
}

TEST_F(Shortcuts, FrenchDigitsNeedNoShift) {
    int columns = 0;
    for (const char* typed : {"&", "é", "\"", "'", "(", "§"}) {
        const auto actions = console_.type(typed);
        const auto* set = find_action<SetColumns>(actions);
        ASSERT_NE(set, nullptr) << typed;
        EXPECT_EQ(set->columns, ++columns) << typed;
    }
    EXPECT_EQ(find_action<SetColumns>(console_.type("É"))->columns, 2) << "with Caps Lock";
    EXPECT_TRUE(console_.type("èç").empty());
}

TEST_F(Shortcuts, SignOutNeedsTheCapital) {
    EXPECT_TRUE(console_.type("q").empty());
    EXPECT_EQ(find_action<SignOut>(console_.type("Q")), nullptr) << "it is asked first";
    EXPECT_TRUE(console_.ui.leaving);
    console_.frames(2);
    EXPECT_TRUE(console_.type("aQ").empty());
    console_.press_key(ImGuiKey_Escape);
    EXPECT_FALSE(console_.ui.leaving);
    EXPECT_EQ(console_.ui.selected, 8U);
    console_.type("Q");
    console_.frames(2);
    EXPECT_NE(find_action<SignOut>(console_.press_key(ImGuiKey_Enter)), nullptr);
    console_.type("Q");
    console_.frames(2);
    EXPECT_NE(find_action<SignOut>(console_.click("sign_out.confirm")), nullptr);
}

TEST_F(Shortcuts, TypingInAFieldIsOnlyTyping) {
    console_.click("incident.note");
    const auto typed = console_.type("any argh? +zQ 4");
    EXPECT_EQ(console_.ui.note, "any argh? +zQ 4");
    for (const auto& action : typed) {
        EXPECT_TRUE(std::holds_alternative<EditText>(action)) << "action " << action.index();
    }
    EXPECT_TRUE(console_.press_key(ImGuiKey_LeftArrow).empty());
    EXPECT_EQ(find_action<StepBack>(console_.press_key(ImGuiKey_Escape)), nullptr)
        << "the first Escape leaves the field";
    EXPECT_NE(find_action<StepBack>(console_.press_key(ImGuiKey_Escape)), nullptr);
}

TEST_F(Shortcuts, EnterInTheNoteAddsItAndNothingElse) {
    console_.click("incident.note");
    console_.type("seen");
    const auto actions = console_.press_key(ImGuiKey_Enter);
    EXPECT_NE(find_action<NoteIncident>(actions), nullptr);
    EXPECT_EQ(actions.size(), 1U);
}

TEST_F(Shortcuts, ALetterTakesTheKeyboardToItsFieldWithoutBeingTyped) {
    console_.type("n");
    console_.frame();
    console_.type("hello");
    EXPECT_EQ(console_.ui.note, "hello");
    console_.press_key(ImGuiKey_Escape);
    console_.frames(2);
    console_.type("/");
    console_.frame();
    console_.type("gate 2");
    EXPECT_EQ(console_.ui.search, "gate 2");
}

TEST_F(Shortcuts, ResolvingIsDoneByKeyboardAloneAndItsWordsAreNoCommands) {
    console_.type("r");
    console_.frames(2);
    ASSERT_TRUE(console_.ui.resolving);
    const auto typed = console_.type("genant");
    EXPECT_EQ(console_.ui.reason, "genant");
    for (const auto& action : typed) {
        EXPECT_TRUE(std::holds_alternative<EditText>(action)) << "action " << action.index();
    }
    EXPECT_EQ(find_action<ResolveIncident>(console_.press_key(ImGuiKey_Enter)), nullptr)
        << "no outcome has been chosen";
    console_.frames(3);
    console_.press_key(ImGuiKey_DownArrow);
    console_.press_key(ImGuiKey_DownArrow);
    EXPECT_EQ(console_.ui.outcome, Outcome::false_alarm);
    const auto actions = console_.press_key(ImGuiKey_Enter);
    const auto* resolved = find_action<ResolveIncident>(actions);
    ASSERT_NE(resolved, nullptr);
    EXPECT_EQ(resolved->outcome, Outcome::false_alarm);
    EXPECT_EQ(resolved->reason, "genant");
}

TEST_F(Shortcuts, LettersRestWhileTheResolveFormIsOpen) {
    console_.ui.resolving = true;
    console_.frames(4);
    console_.press_key(ImGuiKey_Escape);
    ASSERT_TRUE(console_.ui.resolving) << "the first Escape leaves the field";
    EXPECT_TRUE(console_.type("agj").empty());
    console_.press_key(ImGuiKey_Escape);
    EXPECT_FALSE(console_.ui.resolving);
}

TEST_F(Shortcuts, EscapeKeepsWhatWasTypedAndTheNextWordsAreAddedToIt) {
    console_.type("n");
    console_.frame();
    console_.type("hello");
    console_.press_key(ImGuiKey_Escape);
    EXPECT_EQ(console_.ui.note, "hello");
    console_.type("n");
    console_.frame();
    console_.type(" you");
    EXPECT_EQ(console_.ui.note, "hello you");
}

TEST_F(Shortcuts, EscapeInTheSearchEndsTheSearch) {
    console_.type("/");
    console_.frame();
    console_.type("gate");
    ASSERT_EQ(console_.ui.search, "gate");
    console_.press_key(ImGuiKey_Escape);
    EXPECT_EQ(console_.ui.search, "");
    EXPECT_EQ(console_.ui.selected, 8U);
}

TEST_F(Shortcuts, InTheHelpOnlyHelpAndEscapeWork) {
    console_.ui.help = true;
    console_.frames(2);
    EXPECT_TRUE(console_.type("aj3").empty());
    EXPECT_NE(find_action<StepBack>(console_.press_key(ImGuiKey_Escape)), nullptr);
}

TEST_F(Shortcuts, InTheMenuEscapeOnlyClosesTheMenu) {
    console_.click("operator");
    ASSERT_TRUE(console_.shows("menu.sign_out"));
    EXPECT_TRUE(console_.type("a").empty());
    EXPECT_EQ(find_action<StepBack>(console_.press_key(ImGuiKey_Escape)), nullptr);
    console_.frame();
    EXPECT_FALSE(console_.shows("menu.sign_out"));
}

TEST_F(Shortcuts, BeforeSignInNoKeyDoesAnything) {
    console_.operator_name.clear();
    console_.frames(3);
    console_.press_key(ImGuiKey_Escape);
    for (const auto& action : console_.type("aQ?")) {
        EXPECT_TRUE(std::holds_alternative<EditText>(action)) << "action " << action.index();
    }
}

TEST(ShortcutTable, NoKeyMeansTwoThings) {
    std::set<char32_t> typed;
    std::set<int> keys;
    std::set<Command> commands;
    for (const Shortcut& shortcut : shortcuts()) {
        EXPECT_TRUE(commands.insert(shortcut.command).second) << shortcut.meaning;
        for (const char32_t character : shortcut.typed) {
            EXPECT_TRUE(typed.insert(character).second) << "U+" << static_cast<std::uint32_t>(character);
        }
        if (shortcut.key) {
            EXPECT_TRUE(keys.insert(*shortcut.key).second) << shortcut.meaning;
        }
        EXPECT_TRUE(shortcut.command == Command::choose_outcome || shortcut.key || !shortcut.typed.empty())
            << shortcut.meaning;
    }
    EXPECT_EQ(commands.size(), static_cast<std::size_t>(Command::sign_out) + 1) << "a command without a key";
}

}  // namespace
}  // namespace vigie::console
