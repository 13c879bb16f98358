// Zones against their capacity, worst first (while the pointer is elsewhere, see settle_zones), with ten
// minutes of history each.
#pragma once

#include "console/views/action.hpp"
#include "console/views/marks.hpp"
#include "console/views/ui_context.hpp"

namespace vigie::console {

/// Panel; rows that do not fit are summed up as "+ n more".
void draw_zone_bars(const UiContext& context, const MarkRect& area, Actions& actions);

}  // namespace vigie::console
