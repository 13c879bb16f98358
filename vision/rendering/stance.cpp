#include "vision/rendering/stance.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

#include "vision/rendering/noise.hpp"

namespace vigie::vision {

namespace {

constexpr double kQuarter = std::numbers::pi / 2.0;

double blend(double from, double to, double share) {
    return from + (to - from) * share;
}

BodyStance blend(const BodyStance& from, const BodyStance& to, double share) {
    BodyStance out = to;
    for (int i = 0; i < 2; ++i) {
        out.hip_flexion[i] = blend(from.hip_flexion[i], to.hip_flexion[i], share);
        out.hip_spread[i] = blend(from.hip_spread[i], to.hip_spread[i], share);
        out.knee_flexion[i] = blend(from.knee_flexion[i], to.knee_flexion[i], share);
        out.shoulder_flexion[i] = blend(from.shoulder_flexion[i], to.shoulder_flexion[i], share);
        out.shoulder_spread[i] = blend(from.shoulder_spread[i], to.shoulder_spread[i], share);
        out.elbow_flexion[i] = blend(from.elbow_flexion[i], to.elbow_flexion[i], share);
    }
    out.trunk_lean = blend(from.trunk_lean, to.trunk_lean, share);
    out.trunk_sway = blend(from.trunk_sway, to.trunk_sway, share);
    out.head_nod = blend(from.head_nod, to.head_nod, share);
    out.head_turn = blend(from.head_turn, to.head_turn, share);
    out.tilt = blend(from.tilt, to.tilt, share);
    return out;
}

double eased(double t) {
    t = std::clamp(t, 0.0, 1.0);
    return t * t * (3.0 - 2.0 * t);
}

std::uint64_t habit(const SimulatedPerson& person, std::uint64_t of) {
    return mixed(person.id, of);
}

BodyStance upright(const SimulatedPerson& person, double time_s) {
    BodyStance out;
    const double own = share_of(habit(person, 1)) * 100.0;
    const double slow = smooth_noise(habit(person, 2), time_s * 0.35 + own, 0.5);
    const double slower = smooth_noise(habit(person, 3), time_s * 0.08 + own, 0.5);
    out.trunk_sway = 0.015 * slow;
    out.trunk_lean = 0.03 + 0.012 * slower;
    out.head_turn = 0.7 * slower;
    out.head_nod = 0.1 + 0.06 * slow;
    const bool left_rests = slower > 0.0;
    out.hip_flexion[left_rests ? 0 : 1] = 0.07;
    out.knee_flexion[left_rests ? 0 : 1] = 0.12;
    for (double& spread : out.hip_spread) spread = 0.06 + 0.05 * share_of(habit(person, 4));
    const double manner = share_of(habit(person, 5));
    if (manner < 0.18) {  // looks at something in the right hand
        out.shoulder_flexion[1] = 0.5;
        out.elbow_flexion[1] = 1.9;
        out.head_nod = 0.5;
        out.head_turn *= 0.2;
    } else if (manner < 0.34) {  // hands before the belly
        for (int i = 0; i < 2; ++i) {
            out.shoulder_flexion[i] = 0.25;
            out.shoulder_spread[i] = 0.05;
            out.elbow_flexion[i] = 1.5;
        }
    } else if (manner < 0.46) {  // hand on the strap of a bag
        out.shoulder_spread[0] = 0.25;
        out.elbow_flexion[0] = 2.3;
    } else {
        for (int i = 0; i < 2; ++i) out.elbow_flexion[i] = 0.2 + 0.2 * share_of(habit(person, 6));
    }
    return out;
}

/// One leg of the walk: `phase` 0 when the thigh passes the vertical going forward. Joint angles follow
/// Winter's curves in shape: the knee bends by about 60 degrees early in the swing and little in stance.
void swing_leg(BodyStance& out, int side, double phase, double reach, double knee) {
    const double forward = std::sin(phase);
    const double swing = std::max(0.0, std::cos(phase - 0.15));
    out.hip_flexion[side] = reach * forward + 0.04;
    out.knee_flexion[side] = 0.08 + knee * swing * swing;
}

BodyStance walking(const SimulatedPerson& person) {
    BodyStance out;
    const double reach = 0.42;
    const double liveliness = 0.75 + 0.5 * share_of(habit(person, 7));
    for (int side = 0; side < 2; ++side) {
        const double phase = person.gait_rad + (side == 0 ? 0.0 : std::numbers::pi);
        swing_leg(out, side, phase, reach, 0.95);
        out.shoulder_flexion[side] = -0.38 * liveliness * std::sin(phase) - 0.03;
        out.elbow_flexion[side] = 0.3 + 0.15 * std::max(0.0, -std::sin(phase));
        out.shoulder_spread[side] = 0.1;
    }
    out.trunk_lean = 0.05;
    out.trunk_sway = 0.025 * std::sin(person.gait_rad);
    out.head_nod = 0.05 + 0.15 * share_of(habit(person, 8));
    out.head_turn = 0.25 * (share_of(habit(person, 9)) - 0.5);
    if (share_of(habit(person, 10)) < 0.12) {  // telephones on the way
        out.shoulder_flexion[1] = 0.7;
        out.elbow_flexion[1] = 2.5;
        out.shoulder_spread[1] = 0.3;
    }
    return out;
}

BodyStance running(const SimulatedPerson& person) {
    BodyStance out;
    for (int side = 0; side < 2; ++side) {
        const double phase = person.gait_rad + (side == 0 ? 0.0 : std::numbers::pi);
        swing_leg(out, side, phase, 0.65, 1.6);
        out.knee_flexion[side] += 0.25;
        out.shoulder_flexion[side] = -0.75 * std::sin(phase);
        out.elbow_flexion[side] = 1.6;
        out.shoulder_spread[side] = 0.18;
    }
    out.trunk_lean = 0.22;
    return out;
}

BodyStance crouching() {
    BodyStance out;
    for (int side = 0; side < 2; ++side) {
        out.hip_flexion[side] = side == 0 ? 1.95 : 1.5;
        out.knee_flexion[side] = side == 0 ? 2.1 : 2.3;
        out.hip_spread[side] = 0.15;
        out.shoulder_flexion[side] = 1.0;
        out.elbow_flexion[side] = 0.7;
        out.shoulder_spread[side] = 0.02;
    }
    out.trunk_lean = 0.75;
    out.head_nod = 0.35;
    return out;
}

BodyStance sitting(const SimulatedPerson& person, double time_s, bool on_a_seat) {
    BodyStance out = upright(person, time_s);
    for (int side = 0; side < 2; ++side) {
        out.hip_flexion[side] = on_a_seat ? 1.5 : 2.45;
        out.knee_flexion[side] = on_a_seat ? 1.5 : 2.2;
        out.hip_spread[side] = on_a_seat ? 0.12 : 0.2;
        out.shoulder_flexion[side] = 0.55;
        out.elbow_flexion[side] = on_a_seat ? 0.9 : 0.6;
        out.shoulder_spread[side] = 0.05;
    }
    out.trunk_lean = on_a_seat ? -0.05 : 0.2;
    return out;
}

BodyStance lying(const SimulatedPerson& person) {
    BodyStance out;
    for (int side = 0; side < 2; ++side) {
        const std::uint64_t key = side == 0 ? 20 : 24;
        out.hip_flexion[side] = 0.55 * share_of(habit(person, key));
        out.knee_flexion[side] = 0.2 + 0.9 * share_of(habit(person, key + 1));
        out.hip_spread[side] = 0.1 + 0.3 * share_of(habit(person, key + 2));
        out.shoulder_spread[side] = 0.2 + 1.2 * share_of(habit(person, key + 3));
        out.elbow_flexion[side] = 0.4 + share_of(habit(person, key + 40));
    }
    out.head_nod = -0.1;
    out.tilt = kQuarter;
    return out;
}

/// Who falls goes down forward, backward or to a side: each in their way.
double fall_direction(const SimulatedPerson& person) {
    const auto way = habit(person, 30) % 5U;
    constexpr double kWays[] = {0.0, 0.25, std::numbers::pi, 1.4, -1.4};
    return kWays[way];
}

}  // namespace

BodyStance stance_of(const SimulatedPerson& person, double time_s, bool on_a_seat) {
    BodyStance out;
    const double progress = std::clamp(person.posture_progress, 0.0, 1.0);
    switch (person.posture) {
        case Posture::standing:
            out = upright(person, time_s);
            break;
        case Posture::walking:
            out = walking(person);
            break;
        case Posture::running:
            out = running(person);
            break;
        case Posture::crouching:
            out = crouching();
            break;
        case Posture::sitting:
            out = sitting(person, time_s, on_a_seat);
            break;
        case Posture::lying:
            out = lying(person);
            break;
        case Posture::falling: {
            BodyStance caught = crouching();  // knees give way before the body tips
            caught.trunk_lean = 0.3;
            caught.tilt = 0.3;
            const BodyStance start = walking(person);
            out = progress < 0.4 ? blend(start, blend(start, caught, 0.6), eased(progress / 0.4))
                                 : blend(blend(start, caught, 0.6), lying(person),
                                         std::pow((progress - 0.4) / 0.6, 1.5));
            break;
        }
        case Posture::rising:
            out = progress < 0.5 ? blend(lying(person), crouching(), eased(progress * 2.0))
                                 : blend(crouching(), upright(person, time_s), eased(progress * 2.0 - 1.0));
            break;
    }
    out.tilt_towards = fall_direction(person);
    return out;
}

}  // namespace vigie::vision
