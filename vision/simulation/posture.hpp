// How somebody who moves like that looks: posture, heading, step, sway.
#pragma once

#include "vision/simulation/agent.hpp"
#include "vision/simulation/behaviour.hpp"

namespace vigie::vision {

/// Brings posture, heading and gait up to date after the body has moved for `seconds`. Not for
/// who is posed by an act.
void update_posture(Agent& agent, double seconds);

/// Where somebody who stands still is at a time, off the place where they stand, m. Nothing of who moves.
[[nodiscard]] Way sway(const Agent& agent, double time_s, const BehaviourSettings& settings);

}  // namespace vigie::vision
