// An operator's hands on the real screen: mouse and keyboard through the X server.
#pragma once

#include <string>
#include <vector>

#include "tests/e2e/screen_notes.hpp"

namespace vigie::test {

/// Moves the pointer to the middle of the place, so that the console sees it there, and clicks. Both throw
/// std::runtime_error when xdotool cannot do it.
void click(const ScreenNotes::Place& place);
/// Keys as xdotool names them, one after the other: "Return", "F1", "a".
void press(const std::vector<std::string>& keys);
void type(const std::string& words);

}  // namespace vigie::test
