#include "console/views/shortcuts.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "console/situation/lookup.hpp"
#include "console/views/operator_menu.hpp"
#include "console/views/words.hpp"

namespace vigie::console {

namespace {

using enum Command;
constexpr auto kIncidents = ShortcutGroup::incidents;
constexpr auto kCameras = ShortcutGroup::cameras;
constexpr auto kConsole = ShortcutGroup::console;

/// The digits, and what the same keys type without Shift on French and Belgian keyboards. There 6 has none in
/// France: its key types the "-" that makes everything smaller.
constexpr std::u32string_view kDigits = U"123456&é\"'(§";

constexpr std::array kShortcuts = {
    Shortcut{next_incident, kIncidents, "J  ↓", tr_later("Next incident"), U"j", ImGuiKey_DownArrow},
    Shortcut{previous_incident, kIncidents, "K  ↑", tr_later("Previous incident"), U"k", ImGuiKey_UpArrow},
    Shortcut{acknowledge, kIncidents, "A", tr_later("Acknowledge"), U"a", {}},
    Shortcut{write_note, kIncidents, "N", tr_later("Write a note"), U"n", {}},
    Shortcut{resolve, kIncidents, "R", tr_later("Resolve"), U"r", {}},
    Shortcut{choose_outcome, kIncidents, "↑  ↓", tr_later("Outcome, when resolving"), U"", {}},
    Shortcut{reopen, kIncidents, "O", tr_later("Reopen"), U"o", {}},
    Shortcut{reveal_arrivals, kIncidents, "V", tr_later("Show the new arrivals"), U"v", {}},
    Shortcut{search, kIncidents, "/", tr_later("Search"), U"/", {}},
    Shortcut{incident_camera, kCameras, "F", tr_later("Camera of the incident"), U"f", {}},
    Shortcut{next_camera, kCameras, "→", tr_later("Next camera"), U"", ImGuiKey_RightArrow},
    Shortcut{previous_camera, kCameras, "←", tr_later("Previous camera"), U"", ImGuiKey_LeftArrow},
    Shortcut{columns, kCameras, tr_later("1 to 6"), tr_later("Columns of the wall"), kDigits, {}},
    Shortcut{toggle_people, kCameras, "P", tr_later("People on or off"), U"p", {}},
    Shortcut{toggle_zones, kCameras, "Z", tr_later("Zones on or off"), U"z", {}},
    Shortcut{toggle_labels, kCameras, "L", tr_later("Labels on or off"), U"l", {}},
    Shortcut{toggle_heatmap, kCameras, "H", tr_later("Heatmap on or off"), U"h", {}},
    Shortcut{halls, kConsole, "E", tr_later("Halls and phases"), U"e", {}},
    Shortcut{step_back, kConsole, tr_later("Esc"), tr_later("Back, one step at a time"), U"",
             ImGuiKey_Escape},
    Shortcut{larger, kConsole, "+", tr_later("Larger"), U"+=", {}},
    Shortcut{smaller, kConsole, "-", tr_later("Smaller"), U"-", {}},
    Shortcut{language, kConsole, "G", tr_later("English or French"), U"g", {}},
    Shortcut{help, kConsole, "?", tr_later("This help"), U"?", {}},
    Shortcut{sign_out, kConsole, tr_later("Shift+Q"), tr_later("Sign out"), U"Q", {}, true},
};

char32_t small_letter(char32_t letter) {
    return (letter >= U'A' && letter <= U'Z') || letter == U'É' ? letter + (U'a' - U'A') : letter;
}

bool means(const Shortcut& shortcut, char32_t typed) {
    return shortcut.typed.find(shortcut.capital_only ? typed : small_letter(typed)) !=
           std::u32string_view::npos;
}

/// 1 to 6; `typed` is one of kDigits.
int number_of(char32_t typed) {
    return static_cast<int>(kDigits.find(small_letter(typed)) % 6) + 1;
}

/// A text field, a menu or a held control has the input.
bool keyboard_is_taken() {
    return ImGui::GetIO().WantTextInput || ImGui::IsAnyItemActive() || menu_has_keyboard();
}

void act_on_incident(Command command, const UiContext& context, Actions& actions) {
    const Incident* const incident = find_incident(context.situation, context.ui.selected);
    if (incident == nullptr) {
        return;
    }
    const AllowedActs allowed = allowed_acts(context, *incident);
    if (command == acknowledge && allowed.acknowledge) {
        actions.emplace_back(AcknowledgeIncident{incident->number, incident->version});
    } else if (command == resolve && allowed.resolve) {
        actions.emplace_back(ToggleResolveForm{});
    } else if (command == reopen && allowed.reopen) {
        actions.emplace_back(ReopenIncident{incident->number, incident->version});
    }
}

void perform(Command command, char32_t typed, const UiContext& context, Actions& actions) {
    switch (command) {
        case next_incident:
            actions.emplace_back(StepIncident{1});
            return;
        case previous_incident:
            actions.emplace_back(StepIncident{-1});
            return;
        case acknowledge:
        case resolve:
        case reopen:
            act_on_incident(command, context, actions);
            return;
        case write_note:
        case search:
        case choose_outcome:
            return;  // The field itself takes the keyboard: field_asked_for.
        case incident_camera:
            actions.emplace_back(FocusIncidentCamera{});
            return;
        case reveal_arrivals:
            actions.emplace_back(RevealArrivals{});
            return;
        case next_camera:
            actions.emplace_back(FocusStep{1});
            return;
        case previous_camera:
            actions.emplace_back(FocusStep{-1});
            return;
        case step_back:
            actions.emplace_back(StepBack{});
            return;
        case columns:
            actions.emplace_back(SetColumns{number_of(typed)});
            return;
        case toggle_people:
            actions.emplace_back(ToggleOverlay{Overlay::people});
            return;
        case toggle_zones:
            actions.emplace_back(ToggleOverlay{Overlay::zones});
            return;
        case toggle_labels:
            actions.emplace_back(ToggleOverlay{Overlay::labels});
            return;
        case toggle_heatmap:
            actions.emplace_back(ToggleOverlay{Overlay::heatmap});
            return;
        case halls:
            actions.emplace_back(ToggleHalls{});
            return;
        case larger:
            actions.emplace_back(SetScale{stepped_scale(context.ui.settings.scale, 1)});
            return;
        case smaller:
            actions.emplace_back(SetScale{stepped_scale(context.ui.settings.scale, -1)});
            return;
        case language:
            actions.emplace_back(SetLanguage{context.ui.settings.language == "fr" ? "en" : "fr"});
            return;
        case help:
            actions.emplace_back(ToggleHelp{});
            return;
        case sign_out:
            actions.emplace_back(AskToSignOut{});
            return;
    }
}

/// Over the live screen, and while the resolve form wants words, a letter must not act on an incident.
bool works_now(Command command, const UiState& ui) {
    if (ui.leaving || (ui.resolving && !ui.help)) {
        return command == step_back;
    }
    if (ui.halls && !ui.help) {
        return command == halls || command == step_back || command == help;
    }
    return !ui.help || command == help || command == step_back;
}

}  // namespace

std::span<const Shortcut> shortcuts() {
    return kShortcuts;
}

bool menu_has_keyboard() {
    return ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId);
}

void dispatch_shortcuts(const UiContext& context, bool menu_had_keyboard, Actions& actions) {
    if (menu_had_keyboard || keyboard_is_taken()) {
        return;
    }
    const ImVector<ImWchar>& characters = ImGui::GetIO().InputQueueCharacters;
    for (const Shortcut& shortcut : kShortcuts) {
        if (!works_now(shortcut.command, context.ui)) {
            continue;
        }
        if (shortcut.key && ImGui::IsKeyPressed(ImGui::GetKeyIndex(*shortcut.key))) {
            perform(shortcut.command, 0, context, actions);
        }
        for (const ImWchar character : characters) {
            if (means(shortcut, character)) {
                perform(shortcut.command, character, context, actions);
            }
        }
    }
}

std::optional<TextField> field_asked_for(const UiContext& context) {
    if (context.ui.help || context.ui.halls || context.ui.leaving || context.ui.resolving ||
        keyboard_is_taken()) {
        return std::nullopt;
    }
    const ImVector<ImWchar>& characters = ImGui::GetIO().InputQueueCharacters;
    for (const Shortcut& shortcut : kShortcuts) {
        for (const ImWchar character : characters) {
            if (shortcut.command == search && means(shortcut, character)) {
                return TextField::search;
            }
            if (shortcut.command == write_note && means(shortcut, character)) {
                return TextField::note;
            }
        }
    }
    return std::nullopt;
}

bool opens_a_field(std::uint32_t character) {
    return std::any_of(kShortcuts.begin(), kShortcuts.end(), [character](const Shortcut& shortcut) {
        const Command command = shortcut.command;
        return (command == write_note || command == search || command == resolve) &&
               means(shortcut, char32_t{character});
    });
}

AllowedActs allowed_acts(const UiContext& context, const Incident& incident) {
    if (context.pending.contains(incident.number)) {
        return {};
    }
    const bool open = is_open(incident);
    return {incident.work == WorkState::fresh, true, open, !open};
}

}  // namespace vigie::console
