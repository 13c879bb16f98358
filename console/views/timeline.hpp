// The recent past: people in the venue, each zone's load, incidents.
#pragma once

#include "console/views/action.hpp"
#include "console/views/marks.hpp"
#include "console/views/ui_context.hpp"

namespace vigie::console {

/// Panel; a click on an incident's mark ("timeline.incident.<number>") selects it. What was not measured is
/// left empty: no data is not zero.
void draw_timeline(const UiContext& context, const MarkRect& area, Actions& actions);

}  // namespace vigie::console
