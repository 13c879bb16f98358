// People who stay somewhere: which spot they take, and that they never stand quite still.
#pragma once

#include <cstddef>

#include "vision/simulation/run_state.hpp"

namespace vigie::vision {

/// The agent has come to an area and looks for a spot there, near its leader's if it has one.
void begin_stay(RunState& run, Agent& agent, std::size_t place);

/// Goes to the spot and stands there, or sits, until its time is over. Who stands shuffles
/// now and then (BehaviourSettings).
void stay(RunState& run, Agent& agent);

}  // namespace vigie::vision
