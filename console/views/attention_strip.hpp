// Above the wall: which cameras to look at first, in one line.
#pragma once

#include <optional>
#include <vector>

#include "console/views/camera_state.hpp"
#include "console/views/widgets.hpp"

namespace vigie::console {

/// Chips in the order of `cameras` (worst first), as many as the line holds, then "+ n more"; a click focuses
/// the camera (item "attention.<camera>"). With none in need it says so: an empty line could also be a fault;
/// but never while cameras may exist that nobody knows (`unknown`).
void draw_attention_strip(const Pen& pen, const std::vector<Attention>& cameras,
                          const std::optional<UnknownCameras>& unknown, const MarkRect& line,
                          Actions& actions);

}  // namespace vigie::console
