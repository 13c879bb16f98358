#include "vision/simulation/posture.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace vigie::vision {

namespace {

constexpr double kTau = 2.0 * std::numbers::pi;
constexpr double kWalksAt = 0.3;     // m/s; who walked stands still below half of it
constexpr double kRunsAt = 2.3;      // m/s: between the fastest walkers and slow joggers
constexpr double kStepShare = 0.41;  // length of a step by the height, at a usual pace
constexpr double kLongestStepShare = 0.75;
constexpr double kTurnRadPerS = 4.0;
constexpr double kLookRadPerS = 1.2;

double turned(double from, double to, double most) {
    const double way = std::remainder(to - from, kTau);
    return std::remainder(from + std::clamp(way, -most, most), kTau);
}

}  // namespace

void update_posture(Agent& agent, double seconds) {
    SimulatedPerson& who = agent.shown;
    const double speed = length(agent.body.velocity);
    if (agent.seated && agent.doing == Doing::staying && agent.chosen) {
        who.posture = Posture::sitting;
        who.heading_rad = agent.facing_rad;
        return;
    }
    const bool stood = who.posture == Posture::standing || who.posture == Posture::sitting;
    if (speed > kRunsAt) {
        who.posture = Posture::running;
    } else if (speed > (stood ? kWalksAt : 0.5 * kWalksAt)) {
        who.posture = Posture::walking;
    } else {
        who.posture = Posture::standing;
    }
    if (who.posture == Posture::standing) {
        const bool still = agent.doing == Doing::staying || agent.doing == Doing::queueing;
        const double look =
            still ? agent.facing_rad
                  : (length(agent.body.wish) > 0.1 ? angle_of(agent.body.wish) : who.heading_rad);
        who.heading_rad = turned(who.heading_rad, look, kLookRadPerS * seconds);
        return;
    }
    // Who is jostled looks where they want to go.
    const Way ahead =
        length(agent.body.wish) > 0.3 ? agent.body.velocity + agent.body.wish : agent.body.velocity;
    who.heading_rad = turned(who.heading_rad, angle_of(ahead), kTurnRadPerS * seconds);
    const double share = std::clamp(kStepShare * (0.6 + 0.4 * speed / 1.34), 0.2, kLongestStepShare);
    who.gait_rad =
        std::fmod(who.gait_rad + kTau * speed * seconds / (2.0 * share * who.height_m), 1e3 * kTau);
}

Way sway(const Agent& agent, double time_s, const BehaviourSettings& settings) {
    if (agent.shown.posture != Posture::standing || agent.body.stance == Stance::moving) return {};
    const double quiet = 1.0 - std::clamp(length(agent.body.velocity) / kWalksAt, 0.0, 1.0);
    const double fast = kTau * time_s / agent.sway_period_s + agent.sway_phase;
    const double slow = std::sin(kTau * time_s / agent.shift_period_s + 2.0 * agent.sway_phase);
    // Rests on one leg, changes within a few seconds.
    const double leg = std::clamp(4.0 * slow, -1.0, 1.0);
    const double fore = settings.sway_fore_m * std::sin(fast);
    const double side = settings.sway_side_m * std::sin(1.37 * fast + 1.0) + settings.shift_m * leg;
    const Way ahead = from_angle(agent.shown.heading_rad);
    return quiet * (fore * ahead + side * across(ahead));
}

}  // namespace vigie::vision
