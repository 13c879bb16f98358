// The exits of a hall with how many leave by each, in as many columns as have room.
#pragma once

#include <cstddef>

#include "console/situation/halls.hpp"
#include "console/views/widgets.hpp"

namespace vigie::console {

/// Height of a row, in units of a 1080p screen.
inline constexpr float kExitRow = 20.0F;

/// Rows that all of them need in that width (pixels).
[[nodiscard]] std::size_t exit_rows(const Pen& pen, const HallSituation& hall, float width);

/// From the place's top, in the configuration's order so that none moves with its flow. Where they need more
/// than `rows`, the last place says how many more there are and how many leave by those together, and each of
/// them beside the pointer. Item "evacuation.exits.<hall>" is that place.
void draw_exits(const Pen& pen, const HallSituation& hall, const MarkRect& place, std::size_t rows);

}  // namespace vigie::console
