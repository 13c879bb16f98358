#include "vision/simulation/itinerary.hpp"

#include <algorithm>
#include <cmath>

#include "vision/simulation/queueing.hpp"

namespace vigie::vision {

namespace {

constexpr double kThereM = 0.25;         // from a spot
constexpr double kNearlyThereM = 1.5;    // a spot that is taken after ...
constexpr double kPatienceS = 15.0;      // ... this long
constexpr double kOutM = 0.6;            // from an exit's line, which walls may hold people off
constexpr double kPassedM = 0.6;         // from a gate's line
constexpr double kInSightM = 2.0;        // the end of a way is walked straight
constexpr double kSettledSpeed = 0.5;    // m/s, back to one's spot
constexpr double kApartM = 0.9;          // spots that people choose
constexpr double kShuffleEveryS = 90.0;  // on average
constexpr double kShuffleM = 0.06;       // deviation of a small step; nobody strays further than ...
constexpr double kStrayM = 0.15;         // ... this from the first spot
constexpr double kTurnRad = 0.2;         // deviation of a turn
constexpr double kTogetherM = 6.0;       // companions further apart find their own way
constexpr double kPressM = 8.0;          // from a closed passage people press

std::optional<Spot> end_in_sight(const RunState& run, const Agent& agent, const Place& place) {
    std::optional<Spot> nearest;
    for (const auto& line : place.goal.lines) {
        const Spot there = nearest_on(line, agent.body.at);
        if (net::distance(there, agent.body.at) > kInSightM) continue;
        if (nearest && net::distance(*nearest, agent.body.at) <= net::distance(there, agent.body.at))
            continue;
        // Up to just before it: exits lie on walls.
        const Spot before = there + 0.1 * unit(agent.body.at - there);
        if (!run.map(agent).blocks(agent.body.at, before, run.closed)) nearest = there;
    }
    return nearest;
}

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
            there = leader->spot + run.random.uniform(0.6, 1.2) * from_angle(run.random.uniform(0.0, 6.2832));
        }
        if (!net::contains(area.outline, there) || !run.map(agent).is_free(there) ||
            run.map(agent).blocks(agent.body.at, there, run.closed)) {
            continue;
        }
        double room = kApartM;
        for (const Agent& other : run.agents) {
            if (other.shown.id == agent.shown.id || other.floor != agent.floor || !is_on_floor(other))
                continue;
            const Spot taken = other.doing == Doing::staying ? other.spot : other.body.at;
            room = std::min(room, net::distance(taken, there));
        }
        if (room / kApartM > best_room) {
            best_room = room / kApartM;
            best = there;
        }
    }
    return best;
}

void begin_stay(RunState& run, Agent& agent, const ScriptArea& area) {
    const double now = run.time_s();
    agent.spot = choose_spot(run, agent, area);
    stay_here(run, agent, now + run.random.uniform(area.stay_least_s, area.stay_most_s));
    agent.chosen = false;
    agent.facing_rad =
        area.facing ? angle_of(*area.facing - agent.spot) : run.random.uniform(-3.1416, 3.1416);
    if (const Agent* leader = agent.leader ? run.find(*agent.leader) : nullptr;
        leader != nullptr && leader->doing == Doing::staying) {
        agent.until_s = leader->until_s + run.random.uniform(0.0, 2.0);
        if (!area.facing) agent.facing_rad = angle_of(leader->spot - agent.spot);
    }
}

void shuffle(RunState& run, Agent& agent) {
    if (!run.random.chance(run.step_s() / kShuffleEveryS)) return;
    const double dx = run.random.normal(0.0, kShuffleM);
    const Spot there{agent.spot.x + dx, agent.spot.y + run.random.normal(0.0, kShuffleM)};
    agent.facing_rad += run.random.normal(0.0, kTurnRad);
    if (net::distance(there, agent.home) <= kStrayM) agent.spot = there;
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

void queue_up(Agent& agent) {
    const bool near = net::distance(agent.body.at, agent.spot) < 1.5;
    agent.body.stance = near ? Stance::settled : Stance::moving;
    agent.body.wish = straight_to(agent.body.at, agent.spot, near ? 0.8 : agent.speed_m_per_s);
}

/// Beside the leader, where they go the same way in sight of each other.
std::optional<Way> keep_together(RunState& run, const Agent& agent) {
    const Agent* leader = agent.leader ? run.find(*agent.leader) : nullptr;
    if (leader == nullptr || leader->floor != agent.floor || leader->doing != Doing::travelling ||
        leader->act || leader->goal != agent.goal ||
        net::distance(leader->body.at, agent.body.at) > kTogetherM) {
        return std::nullopt;
    }
    const Way ahead = unit(leader->body.wish);
    const Spot beside = leader->body.at + agent.beside_m * across(ahead);
    if (run.map(agent).blocks(agent.body.at, beside, run.closed)) return std::nullopt;
    return at_most(leader->body.wish + 1.0 * (beside - agent.body.at), 1.25 * agent.speed_m_per_s);
}

/// What happens at the place that the agent walks to. True when the agent no longer walks there.
bool arrive(RunState& run, Agent& agent, std::size_t leg_place) {
    const Place& place = run.router->places()[leg_place];
    const auto away_m = [&] {
        double nearest = 1e9;
        for (const auto& line : place.goal.lines) {
            nearest = std::min(nearest, net::distance(nearest_on(line, agent.body.at), agent.body.at));
        }
        return nearest;
    };
    switch (place.kind) {
        case PlaceKind::passage: {
            const bool exit = run.script->passages[place.index].exit;
            if (run.closed[place.index] != 0 || away_m() > (exit ? kOutM : kPassedM)) return false;
            if (exit && agent.next == agent.route.size()) {
                agent.doing = Doing::gone;
            } else {
                travel_on(run, agent);
            }
            return true;
        }
        case PlaceKind::area: {
            const ScriptArea& area = run.script->areas[place.index];
            if (!net::contains(area.outline, agent.body.at)) return false;
            begin_stay(run, agent, area);
            return true;
        }
        case PlaceKind::queue:
            return reach_queue(run, agent, leg_place);
        case PlaceKind::stairs_lower:
        case PlaceKind::stairs_upper: {
            if (away_m() > kPassedM) return false;
            const ScriptStairs& stairs = run.script->stairs[place.index];
            agent.doing = Doing::on_stairs;
            agent.arrival_s = run.time_s() + stairs.length_m / (stairs.speed_share * agent.speed_m_per_s);
            agent.stairs_end = run.router->other_end(leg_place);
            return true;
        }
        case PlaceKind::point:
            return false;  // acts look after that themselves
    }
    return false;
}

double space_here(const RunState& run, const Agent& agent) {
    for (std::size_t i = 0; i < run.press.size(); ++i) {  // passages are the first places
        if (run.press[i] == 1.0 || run.closed[i] == 0) continue;
        const ScriptPassage& passage = run.script->passages[i];
        if (run.router->places()[i].floor != agent.floor) continue;
        if (net::distance(nearest_on(passage.segment, agent.body.at), agent.body.at) < kPressM) {
            return run.press[i];
        }
    }
    return 1.0;
}

void travel(RunState& run, Agent& agent) {
    agent.body.stance = Stance::moving;
    agent.body.space = 1.0;
    if (!agent.goal || (agent.leaving && run.known != agent.knew)) {
        agent.goal = run.router->nearest_exit(agent.floor, agent.body.at, run.known);
        agent.knew = run.known;
        agent.leaving = true;
    }
    const auto leg =
        agent.goal ? run.router->leg(agent.floor, agent.body.at, *agent.goal, run.known) : std::nullopt;
    if (!leg) {
        agent.body.wish = {};
        return;
    }
    if (arrive(run, agent, leg->place)) return;
    const Place& place = run.router->places()[leg->place];
    agent.body.space = space_here(run, agent);
    const double speed = agent.hurry * agent.speed_m_per_s;
    if (const auto together = keep_together(run, agent)) {
        agent.body.wish = agent.hurry * *together;
    } else if (const auto end = end_in_sight(run, agent, place)) {
        agent.body.wish = speed * unit(*end - agent.body.at);
    } else {
        agent.body.wish = speed * leg->field->direction(agent.body.at);
    }
}

void come_off_stairs(RunState& run, Agent& agent) {
    if (run.time_s() < agent.arrival_s) return;
    const Place& end = run.router->places()[agent.stairs_end];
    const net::Segment& line = end.goal.lines.front();
    const Spot at = between(line, run.random.uniform(0.1, 0.9));
    for (const Agent& other : run.agents) {
        if (is_on_floor(other) && other.floor == end.floor && net::distance(other.body.at, at) < 0.45) return;
    }
    agent.floor = end.floor;
    agent.shown.floor = run.script->floors[end.floor].floor;
    agent.body.at = at;
    agent.body.velocity = {};
    agent.doing = Doing::travelling;
}

}  // namespace

Way straight_to(Spot from, Spot to, double speed_m_per_s) {
    const Way way = to - from;
    const double far_m = length(way);
    if (far_m < 0.05) return {};
    return (speed_m_per_s * std::min(1.0, far_m / 0.6) / far_m) * way;
}

void stay_here(RunState& run, Agent& agent, double until_s) {
    agent.doing = Doing::staying;
    agent.chosen = true;
    agent.home = agent.spot;
    agent.until_s = until_s;
    agent.since_s = run.time_s();
}

void travel_on(RunState& run, Agent& agent) {
    agent.doing = Doing::travelling;
    agent.seated = false;
    agent.since_s = run.time_s();
    agent.goal.reset();
    agent.leaving = false;
    if (agent.next < agent.route.size()) agent.goal = agent.route[agent.next++];
}

void decide(RunState& run, Agent& agent) {
    switch (agent.doing) {
        case Doing::travelling:
            travel(run, agent);
            return;
        case Doing::staying:
            stay(run, agent);
            return;
        case Doing::queueing:
            queue_up(agent);
            return;
        case Doing::on_stairs:
            come_off_stairs(run, agent);
            return;
        case Doing::gone:
            return;
    }
}

}  // namespace vigie::vision
