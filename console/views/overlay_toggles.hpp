// The switches for what is drawn on pictures, in the headers of wall and focus view.
#pragma once

#include "console/views/widgets.hpp"

namespace vigie::console {

/// Width that the switches take, with words or, where a header is narrow, with icons.
[[nodiscard]] float overlay_toggles_width(const Pen& pen, bool with_words);

/// Cuts them off the right of `room` (items "wall.people", "wall.zones", "wall.labels").
void draw_overlay_toggles(const UiContext& context, const Pen& pen, MarkRect& room, bool with_words,
                          Actions& actions);

/// A row of controls, `height` at most, in the middle of a header's free part.
[[nodiscard]] MarkRect control_row(const Pen& pen, const MarkRect& header_room);

}  // namespace vigie::console
