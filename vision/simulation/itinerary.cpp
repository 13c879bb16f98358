#include "vision/simulation/itinerary.hpp"

#include <algorithm>
#include <cmath>

#include "vision/simulation/queueing.hpp"
#include "vision/simulation/staying.hpp"

namespace vigie::vision {

namespace {

constexpr double kOutM = 0.6;      // from an exit's line, which walls may hold people off
constexpr double kPassedM = 0.6;   // from a gate's line
constexpr double kInSightM = 2.0;  // the end of a way is walked straight

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
        net::distance(leader->body.at, agent.body.at) > run.script->behaviour.companion_far_m) {
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
            if (!net::contains(*place.goal.area, agent.body.at)) return false;
            begin_stay(run, agent, leg_place);
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
        if (net::distance(nearest_on(passage.segment, agent.body.at), agent.body.at) <
            run.script->behaviour.press_m) {
            return run.press[i];
        }
    }
    return 1.0;
}

void travel(RunState& run, Agent& agent) {
    agent.body.stance = Stance::moving;
    if (!agent.goal || (agent.leaving && run.known != agent.knew)) {
        agent.goal = run.router->nearest_exit(agent.floor, agent.body.at, run.known);
        agent.knew = run.known;
        agent.leaving = true;
    }
    if (agent.goal) {
        walk_towards(run, agent, *agent.goal);
    } else {
        agent.body.wish = {};
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

void walk_towards(RunState& run, Agent& agent, std::size_t place) {
    const auto leg = run.router->leg(agent.floor, agent.body.at, place, run.known);
    if (!leg) {
        agent.body.wish = {};
        return;
    }
    if (arrive(run, agent, leg->place)) return;
    const Place& next = run.router->places()[leg->place];
    agent.body.space = space_here(run, agent);
    const double speed = agent.hurry * agent.speed_m_per_s;
    if (const auto together = keep_together(run, agent)) {
        agent.body.wish = agent.hurry * *together;
    } else if (const auto end = end_in_sight(run, agent, next)) {
        agent.body.wish = speed * unit(*end - agent.body.at);
    } else {
        agent.body.wish = speed * leg->field->direction(agent.body.at);
    }
}

std::vector<std::size_t> places_of(const RunState& run, const std::vector<std::string>& names) {
    std::vector<std::size_t> places;
    for (const auto& name : names) {
        if (const auto place = run.router->find(name)) places.push_back(*place);
    }
    return places;
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
