// One camera at full size, with all that is known of it.
#pragma once

#include "console/views/action.hpp"
#include "console/views/marks.hpp"
#include "console/views/ui_context.hpp"

namespace vigie::console {

/// Panel for context.ui.focused. Marks the picture "focus.<camera>". Says so when that camera is in no node's
/// configuration any more.
void draw_focus_view(const UiContext& context, const MarkRect& area, Actions& actions);

}  // namespace vigie::console
