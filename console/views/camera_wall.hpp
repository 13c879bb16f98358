// The camera wall: every camera's newest masked picture as a tile, those in trouble named above it.
#pragma once

#include "console/views/action.hpp"
#include "console/views/marks.hpp"
#include "console/views/ui_context.hpp"

namespace vigie::console {

/// Panel with columns, overlay toggles, attention strip and tiles. Tiles are never smaller than
/// kLeastTileWidth of camera_tile.hpp: fewer columns are drawn instead, and rows that do not fit are
/// scrolled. Only pictures that are in sight are marked ("picture.<camera>"); a click on "camera.<camera>"
/// focuses it.
void draw_camera_wall(const UiContext& context, const MarkRect& area, Actions& actions);

}  // namespace vigie::console
