// What stands beside the timeline's curve: the venue's count, and what its boundary lines say.
#pragma once

#include "console/views/widgets.hpp"

namespace vigie::console {

/// The count of now with the licensed capacity, its age when it is not of now; below it the balance of
/// boundary lines and how much of it was corrected, where there are such lines and room for them. All of it
/// is told beside the pointer. Item "timeline.venue".
void draw_venue_label(const UiContext& context, const Pen& pen, MarkRect place);

}  // namespace vigie::console
