// What single people do because the script says so: who does it, and how it goes on from step to step.
#pragma once

#include <cstddef>

#include "vision/simulation/run_state.hpp"

namespace vigie::vision {

/// Finds people for the act, or lets them in; true when all that were asked for have begun.
bool cast(RunState& run, PendingAct& pending);

/// Goes on with the agent's act by one step; false when it is at none.
bool act(RunState& run, Agent& agent);

/// Makes everybody near the event run away from it.
void scatter(RunState& run, const ScriptEvent& event);

/// Goes on running away; false when the agent does not.
bool flee(RunState& run, Agent& agent);

/// True while an act holds the agent's posture: crouching, sitting, falling, lying, rising.
[[nodiscard]] bool is_posed(const Agent& agent);

/// Notes that what the agent was at has ended.
void end_happening(RunState& run, Agent& agent);

}  // namespace vigie::vision
