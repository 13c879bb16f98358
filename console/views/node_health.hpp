// The edge nodes: link, clock, losses, disk, rules that are off, sources in trouble.
#pragma once

#include "console/views/action.hpp"
#include "console/views/marks.hpp"
#include "console/views/ui_context.hpp"

namespace vigie::console {

/// Panel; the worst node first, each with its worst message; rows that do not fit are summed up as "+ n
/// more".
void draw_node_health(const UiContext& context, const MarkRect& area, Actions& actions);

}  // namespace vigie::console
