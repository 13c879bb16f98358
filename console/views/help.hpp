// The help: every keyboard shortcut, over the whole console.
#pragma once

#include "console/views/action.hpp"
#include "console/views/ui_context.hpp"

namespace vigie::console {

/// A window of its own above the others; a click beside its card (item "help.backdrop") or on "help.close"
/// closes it.
void draw_help(const UiContext& context, Actions& actions);

}  // namespace vigie::console
