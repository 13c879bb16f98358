// One camera of the wall: its newest masked picture, what is seen on it, and whether it can be trusted.
#pragma once

#include "console/views/camera_state.hpp"
#include "console/views/widgets.hpp"

namespace vigie::console {

/// Smallest width of a tile, for a 1080p screen: below it neither name nor count can be read.
inline constexpr float kLeastTileWidth = 150.0F;

/// Draws the tile into `place`, which is in sight at least in part, and marks the picture's own rectangle as
/// "picture.<camera>". A click focuses the camera (item "camera.<camera>").
void draw_camera_tile(const UiContext& context, const Pen& pen, const ActiveIncidents& active,
                      const CameraSituation& camera, const MarkRect& place, Actions& actions);

}  // namespace vigie::console
