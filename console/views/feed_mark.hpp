// The state of a camera's feed as shape, colour and words: the same on tiles, in lists and in the focus view.
#pragma once

#include <optional>
#include <string>

#include <imgui.h>

#include "console/views/camera_state.hpp"
#include "console/views/widgets.hpp"

namespace vigie::console {

[[nodiscard]] ImU32 colour_of(const Palette& palette, FeedState state);

/// Filled circle (live), hollow circle (opening), diamond (late), double bar (frozen), cross (silent), hollow
/// square (never seen): told apart without colour. `size` is its height in pixels.
void feed_mark(const Pen& pen, FeedState state, ImVec2 centre, float size);

/// "Live", "Late 1.4 s", "Frozen", "Silent": for chips and lists. `age` is that of what is shown.
[[nodiscard]] std::string feed_words(FeedState state, std::optional<net::Microseconds> age);

}  // namespace vigie::console
