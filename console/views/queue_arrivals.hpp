// The button in the queue's header behind which arrivals wait while the rows are held still.
#pragma once

#include "console/views/action.hpp"
#include "console/views/widgets.hpp"

namespace vigie::console {

/// Width that the button needs, in pixels; 0 while nothing waits. `brief`: without the word for the worst.
[[nodiscard]] float arrivals_width(const UiContext& context, const Pen& pen, bool brief);

/// At the right of the strip, from which it is cut off: "queue.arrivals", "3 new · 1 critical" in the colour
/// and with the shape of the most severe incident that waits. Nothing while none waits.
void draw_arrivals(const UiContext& context, const Pen& pen, MarkRect& strip, bool brief, Actions& actions);

}  // namespace vigie::console
