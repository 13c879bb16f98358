// The keyboard: one table, from which keys are dispatched and the help is written.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include <imgui.h>

#include "console/views/action.hpp"
#include "console/views/ui_context.hpp"

namespace vigie::console {

enum class Command : std::uint8_t {
    next_incident,
    previous_incident,
    acknowledge,
    write_note,
    resolve,
    choose_outcome,  ///< in the resolve form only, which sees to it itself
    reopen,
    incident_camera,
    reveal_arrivals,
    search,
    next_camera,
    previous_camera,
    step_back,
    columns,  ///< to the number of the key
    toggle_people,
    toggle_zones,
    toggle_labels,
    toggle_heatmap,
    halls,
    larger,
    smaller,
    language,
    help,
    sign_out
};

/// Which part of the help a shortcut stands in.
enum class ShortcutGroup : std::uint8_t { incidents, cameras, console };

/// One row. What is typed are characters, not keys, so that they are where the keyboard's own layout has
/// them; small and capital mean the same unless `capital_only`.
struct Shortcut {
    Command command;
    ShortcutGroup group;
    const char* keys;           ///< as the help shows them; translated where they are words
    const char* meaning;        ///< not translated yet
    std::u32string_view typed;  ///< characters that mean it, may be empty
    std::optional<ImGuiKey_> key;
    bool capital_only = false;
};

[[nodiscard]] std::span<const Shortcut> shortcuts();

/// A menu is open. Ask before anything is drawn: Escape closes it while it is drawn.
[[nodiscard]] bool menu_has_keyboard();

/// Pushes what the keys of this frame ask for. Nothing while a text field or a menu has the keyboard, and
/// only help and Escape while the help is open. Call once a frame, after everything was drawn.
void dispatch_shortcuts(const UiContext& context, bool menu_had_keyboard, Actions& actions);

/// The text field that a shortcut of this frame asks for: it takes the keyboard. Nothing while another has
/// it.
[[nodiscard]] std::optional<TextField> field_asked_for(const UiContext& context);

/// The character, typed while no field has the keyboard, gives it to one within the next frames.
[[nodiscard]] bool opens_a_field(std::uint32_t character);

/// What the incident's buttons and keys allow now.
struct AllowedActs {
    bool acknowledge = false;
    bool note = false;
    bool resolve = false;
    bool reopen = false;
};
/// Nothing while an act on it is pending: the next one must have seen its result.
[[nodiscard]] AllowedActs allowed_acts(const UiContext& context, const Incident& incident);

}  // namespace vigie::console
