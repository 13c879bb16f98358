// The script's events when their time has come.
#pragma once

#include <cstddef>

#include "vision/simulation/run_state.hpp"

namespace vigie::vision {

/// Begins all events whose time has come, and tries again for acts that found nobody to do them.
void begin_events(RunState& run);

/// Notes that the event comes true now, at its own place. Returns its index in the run's list.
std::size_t note(RunState& run, std::size_t event);

}  // namespace vigie::vision
