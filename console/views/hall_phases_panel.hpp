// The halls with their phases, over the live screen: where a supervisor switches them.
#pragma once

#include "console/views/action.hpp"
#include "console/views/ui_context.hpp"

namespace vigie::console {

/// Items: "phase.<hall>.<phase key>" proposes a phase, "phase.confirm" switches to it, "phase.cancel",
/// "phase.reason" (a field), "halls.close". Who may not switch is told so, and the buttons rest.
void draw_halls(const UiContext& context, Actions& actions);

}  // namespace vigie::console
