// The timeline's curves: people in the venue, and the load of each zone as colour.
#pragma once

#include "console/views/time_axis.hpp"
#include "console/views/widgets.hpp"

namespace vigie::console {

/// Area and line of the venue's count with its interval, and the licensed capacity dashed. Holes in the
/// history stay empty.
void draw_venue_curve(const UiContext& context, const Pen& pen, const TimeAxis& axis, const MarkRect& place);

/// A zone's load (see zone_load) in the heatmap's colours: 100 % has the colour of 4 people per m2. Where
/// there was no count the lane is hatched.
void draw_zone_lane(const Pen& pen, const ZoneSituation& zone, const TimeAxis& axis, const MarkRect& place);

}  // namespace vigie::console
