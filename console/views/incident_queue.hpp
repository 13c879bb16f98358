// The queue of incidents: filters, search, rows, worst first.
#pragma once

#include "console/views/action.hpp"
#include "console/views/marks.hpp"
#include "console/views/ui_context.hpp"

namespace vigie::console {

/// Height of a row, for a 1080p screen.
inline constexpr float kRowHeight = 46.0F;
/// Height below which the search stands in the header.
inline constexpr float kQueueFoldedBelow = 230.0F;

/// Draws the rows of UiState::queue as they stand there, only those in sight ("incident.row.<number>" within
/// "queue.rows"). Other items: "queue.filter.0" to ".3", "queue.search", and "queue.arrivals" while some
/// wait. Below kQueueFoldedBelow the search moves into the header. What has no room in the header is left out
/// or said shorter, never cut: first how many there are, then the panel's name.
void draw_incident_queue(const UiContext& context, const MarkRect& area, Actions& actions);

}  // namespace vigie::console
