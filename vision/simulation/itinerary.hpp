// What people want: to go from place to place of their route, to stay, to keep together, to leave.
#pragma once

#include <string>
#include <vector>

#include "vision/simulation/run_state.hpp"

namespace vigie::vision {

/// Ends what the agent does and makes the next place of its route its goal, after the last one the nearest
/// exit.
void travel_on(RunState& run, Agent& agent);

/// Sets the velocity that the agent wants, and its stance, for one step; arrivals change what it does. Who
/// lies, sits, crouches or does an act is not asked.
void decide(RunState& run, Agent& agent);

/// Sets the velocity that the agent wants so as to come nearer to a place, round walls and over stairs.
void walk_towards(RunState& run, Agent& agent, std::size_t place);

/// The places of those names; unknown ones are left out.
[[nodiscard]] std::vector<std::size_t> places_of(const RunState& run, const std::vector<std::string>& names);

/// A velocity straight to a place, slower when nearly there; nothing within 5 cm of it.
[[nodiscard]] Way straight_to(Spot from, Spot to, double speed_m_per_s);

}  // namespace vigie::vision
