// The floor plan: where people are, how dense, which zones, and where nobody looks.
#pragma once

#include "console/views/action.hpp"
#include "console/views/marks.hpp"
#include "console/views/ui_context.hpp"

namespace vigie::console {

/// Panel with plan, legend and floor selector, for context.ui.floor (empty: the first floor).
void draw_floor_plan(const UiContext& context, const MarkRect& area, Actions& actions);

}  // namespace vigie::console
