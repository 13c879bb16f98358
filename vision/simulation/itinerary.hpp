// What people want: to go from place to place of their route, to stay, to keep together, to leave.
#pragma once

#include "vision/simulation/run_state.hpp"

namespace vigie::vision {

/// Ends what the agent does and makes the next place of its route its goal, after the last one the nearest
/// exit.
void travel_on(RunState& run, Agent& agent);

/// Sets the velocity that the agent wants, and its stance, for one step; arrivals change what it does. Who
/// lies, sits, crouches or does an act is not asked.
void decide(RunState& run, Agent& agent);

/// Makes the agent stay here.
void stay_here(RunState& run, Agent& agent, double until_s);

/// A velocity straight to a place, slower when nearly there; nothing within 5 cm of it.
[[nodiscard]] Way straight_to(Spot from, Spot to, double speed_m_per_s);

}  // namespace vigie::vision
