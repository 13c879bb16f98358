#include "vision/simulation/staying.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "vision/simulation/itinerary.hpp"

namespace vigie::vision {

namespace {

constexpr double kThereM = 0.25;       // from a spot
constexpr double kNearlyThereM = 1.5;  // a spot that is taken after ...
constexpr double kPatienceS = 15.0;    // ... this long
constexpr double kSettledSpeed = 0.5;  // m/s, back to one's spot

/// A free spot of the area near others as little as can be, in sight of the agent.
Spot choose_spot(RunState& run, const Agent& agent, const ScriptArea& area) {
    const auto& corners = area.outline.corners;
    double left = corners.front().x, right = left, top = corners.front().y, bottom = top;
    for (const auto& corner : corners) {
        left = std::min(left, corner.x);
        right = std::max(right, corner.x);
        top = std::min(top, corner.y);
        bottom = std::max(bottom, corner.y);
    }
    const Agent* leader = agent.leader ? run.find(*agent.leader) : nullptr;
    Spot best = agent.body.at;
    double best_room = -1.0;
    for (int attempt = 0; attempt < 24 && best_room < 1.0; ++attempt) {
        const double x = run.random.uniform(left, right);
        Spot there{x, run.random.uniform(top, bottom)};
        if (leader != nullptr && leader->floor == agent.floor) {
            there = leader->spot + run.random.uniform(0.6, 1.2) *
                                       from_angle(run.random.uniform(0.0, 2.0 * std::numbers::pi));
        }
        if (!net::contains(area.outline, there) || !run.map(agent).is_free(there) ||
            run.map(agent).blocks(agent.body.at, there, run.closed)) {
            continue;
        }
        double room = run.script->behaviour.spot_apart_m;
        for (const Agent& other : run.agents) {
            if (other.shown.id == agent.shown.id || other.floor != agent.floor || !is_on_floor(other))
                continue;
            const Spot taken = other.doing == Doing::staying ? other.spot : other.body.at;
            room = std::min(room, net::distance(taken, there));
        }
        if (room / run.script->behaviour.spot_apart_m > best_room) {
            best_room = room / run.script->behaviour.spot_apart_m;
            best = there;
        }
    }
    return best;
}

void shuffle(RunState& run, Agent& agent) {
    if (!run.random.chance(run.step_s() / run.script->behaviour.shuffle_every_s)) return;
    const double dx = run.random.normal(0.0, run.script->behaviour.shuffle_m);
    const Spot there{agent.spot.x + dx,
                     agent.spot.y + run.random.normal(0.0, run.script->behaviour.shuffle_m)};
    agent.facing_rad += run.random.normal(0.0, run.script->behaviour.turn_rad);
    if (net::distance(there, agent.home) <= run.script->behaviour.stray_m) agent.spot = there;
}

}  // namespace

void begin_stay(RunState& run, Agent& agent, std::size_t place) {
    const ScriptArea& area = run.script->areas[run.router->places()[place].index];
    const double now = run.time_s();
    agent.spot = choose_spot(run, agent, area);
    agent.doing = Doing::staying;
    agent.chosen = false;
    agent.since_s = now;
    agent.until_s = now + run.random.uniform(area.stay_least_s, area.stay_most_s);
    agent.facing_rad = area.facing ? angle_of(*area.facing - agent.spot)
                                   : run.random.uniform(-std::numbers::pi, std::numbers::pi);
    if (const Agent* leader = agent.leader ? run.find(*agent.leader) : nullptr;
        leader != nullptr && leader->doing == Doing::staying) {
        agent.until_s = leader->until_s + run.random.uniform(0.0, 2.0);
        if (!area.facing) agent.facing_rad = angle_of(leader->spot - agent.spot);
    }
}

void stay(RunState& run, Agent& agent) {
    const double now = run.time_s();
    if (now >= agent.until_s) {
        travel_on(run, agent);
        return;
    }
    const double away_m = net::distance(agent.body.at, agent.spot);
    if (!agent.chosen) {
        const bool gives_up = now - agent.since_s > kPatienceS && away_m < kNearlyThereM;
        if (away_m > kThereM && !gives_up && now - agent.since_s < 4.0 * kPatienceS) {
            agent.body.stance = Stance::moving;
            agent.body.wish = straight_to(agent.body.at, agent.spot, agent.speed_m_per_s);
            return;
        }
        if (away_m > kThereM) agent.spot = agent.body.at;
        agent.home = agent.spot;
        agent.chosen = true;
    }
    agent.body.stance = agent.seated ? Stance::fixed : Stance::settled;
    shuffle(run, agent);
    agent.body.wish = agent.seated ? Way{} : straight_to(agent.body.at, agent.spot, kSettledSpeed);
}

}  // namespace vigie::vision
