// How somebody who moves like that looks: posture, heading, step, sway.
#pragma once

#include "vision/simulation/agent.hpp"

namespace vigie::vision {

/// Brings posture, heading and gait up to date after the body has moved for `seconds`. Not for
/// who is posed by an act.
void update_posture(Agent& agent, double seconds);

/// Where somebody who stands still is at a time, off the place where they stand, m. Quiet standing sways by
/// about a centimetre, and weight goes from leg to leg every half minute or so (Duarte and Zatsiorsky,
/// "Patterns of center of pressure migration during prolonged unconstrained standing", Motor Control 3 (1999)
/// 12): 8 mm fore and aft, 5 mm sideways, 25 mm from leg to leg. Nothing of who moves.
[[nodiscard]] Way sway(const Agent& agent, double time_s);

}  // namespace vigie::vision
