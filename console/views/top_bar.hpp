// The strip at the top: venue, figures of the moment, whether the screen can be trusted, operator, time.
#pragma once

#include <cstdint>

#include "console/views/action.hpp"
#include "console/views/marks.hpp"
#include "console/views/ui_context.hpp"

namespace vigie::console {

/// How far what is on screen is live, from every camera's and every node's liveness.
enum class LiveState : std::uint8_t {
    waiting,  ///< nothing has ever arrived, and nothing is known to be wrong
    live,     ///< everything is
    partly,   ///< something is late, frozen, silent or was never seen
    lost      ///< nothing is live any more, or no node is connected and one is known not to answer
};

[[nodiscard]] LiveState live_state(const Situation& situation);

/// Figures that have no room are left out from the right: age, cameras, incidents, people. The operator's
/// name (item "operator") opens the menu of operator_menu.hpp.
void draw_top_bar(const UiContext& context, const MarkRect& area, Actions& actions);

}  // namespace vigie::console
