// Halls that are being evacuated: who is still inside, how many leave by which exit, and how long it takes.
#pragma once

#include "console/views/action.hpp"
#include "console/views/marks.hpp"
#include "console/views/ui_context.hpp"

namespace vigie::console {

/// What it wants of the wall's upper edge, for a wall of that size (pixels); 0 while no hall is evacuated.
/// Two halls at most are told in full; further ones are counted.
[[nodiscard]] float evacuation_height(const UiContext& context, const MarkRect& wall);

/// In `area`, which was cut off that wall's top. Items: "evacuation.<hall>" (the whole card),
/// "evacuation.open" (opens the panel of halls).
void draw_evacuation(const UiContext& context, const MarkRect& wall, const MarkRect& area, Actions& actions);

}  // namespace vigie::console
