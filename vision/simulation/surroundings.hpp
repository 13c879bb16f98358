// Smoke, light and cameras: what a script does to a venue rather than to its people.
#pragma once

#include "vision/simulation/run_state.hpp"

namespace vigie::vision {

/// Brings the light up to date and ends what has lasted its time. After each step.
void continue_surroundings(RunState& run);

/// Writes smoke, faults, light and sun into the state.
void describe_surroundings(const RunState& run, WorldState& state);

}  // namespace vigie::vision
