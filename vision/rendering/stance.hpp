// The angles of a body's joints. Internal to the simulation.
#pragma once

#include "vision/simulation/world.hpp"

namespace vigie::vision {

/// Radians; index 0 is the left side. Zero is an upright body with hanging limbs. Plain values that can be
/// blended.
struct BodyStance {
    double hip_flexion[2]{};  ///< thigh forward
    double hip_spread[2]{};   ///< thigh outward
    double knee_flexion[2]{};
    double shoulder_flexion[2]{};  ///< upper arm forward
    double shoulder_spread[2]{0.12, 0.12};
    double elbow_flexion[2]{0.2, 0.2};
    double trunk_lean = 0.0;    ///< forward
    double trunk_sway = 0.0;    ///< to the right
    double head_nod = 0.0;      ///< forward, against the trunk
    double head_turn = 0.0;     ///< to the right
    double tilt = 0.0;          ///< of the whole body from upright: a quarter turn lies
    double tilt_towards = 0.0;  ///< where its head goes: 0 forward, growing to the right
};

/// How a person holds themselves; see body_of.
[[nodiscard]] BodyStance stance_of(const SimulatedPerson& person, double time_s, bool on_a_seat);

}  // namespace vigie::vision
