// Who does what the script asks for, and everybody who runs away.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "vision/simulation/acts.hpp"
#include "vision/simulation/arrivals.hpp"
#include "vision/simulation/events.hpp"
#include "vision/simulation/itinerary.hpp"
#include "vision/simulation/queueing.hpp"

namespace vigie::vision {

namespace {

constexpr double kSeesAheadM = 1.2;  // who flees turns off before a wall

/// Done wherever they are; the others go to the event's place first.
bool is_done_at_once(EventKind kind) {
    return kind == EventKind::fall || kind == EventKind::tie_shoe || kind == EventKind::sit_down ||
           kind == EventKind::run || kind == EventKind::wrong_way;
}

bool is_free_to_act(const Agent& agent, const ScriptEvent& event) {
    if (!is_on_floor(agent) || agent.act || agent.happening || agent.flees || agent.seated) return false;
    if (agent.shown.floor != event.floor) return false;
    const bool walks = event.kind == EventKind::run || event.kind == EventKind::wrong_way;
    return !walks || agent.doing == Doing::travelling;
}

Agent* nearest_for(RunState& run, const ScriptEvent& event) {
    Agent* nearest = nullptr;
    double nearest_m = run.script->behaviour.casting_m;
    for (Agent& agent : run.agents) {
        if (!event.at || !is_free_to_act(agent, event)) continue;
        const double away_m = net::distance(agent.body.at, *event.at);
        if (away_m >= nearest_m) continue;
        nearest_m = away_m;
        nearest = &agent;
    }
    return nearest;
}

/// The exit that they came in by; of who was there from the start, the one most behind them.
std::optional<std::size_t> way_back(const RunState& run, const Agent& agent) {
    if (agent.entered) return agent.entered;
    std::optional<std::size_t> best;
    double most_behind = std::numeric_limits<double>::infinity();
    const auto& places = run.router->places();
    for (std::size_t i = 0; i < run.script->passages.size(); ++i) {  // passages are the first places
        if (!run.script->passages[i].exit || places[i].floor != agent.floor) continue;
        const Way there = between(places[i].goal.lines.front(), 0.5) - agent.body.at;
        const double ahead = dot(unit(there), from_angle(agent.shown.heading_rad));
        if (ahead < most_behind) {
            most_behind = ahead;
            best = i;
        }
    }
    return best;
}

void begin_at_once(RunState& run, Agent& agent, std::size_t index) {
    const ScriptEvent& event = run.script->events[index];
    agent.happening = note(run, index);
    Happening& happening = run.happenings[*agent.happening];
    happening.floor = agent.shown.floor;
    happening.at = agent.body.at;
    happening.person = agent.shown.id;
    if (event.kind != EventKind::run && event.kind != EventKind::wrong_way) {
        agent.act = Act{index, Act::Stage::doing, run.time_s(), agent.doing, {}};
        return;
    }
    agent.hurry = event.speed_m_per_s / agent.speed_m_per_s;
    agent.leader.reset();
    if (event.kind == EventKind::wrong_way) {
        agent.route.clear();
        if (const auto back = way_back(run, agent)) agent.route.push_back(*back);
        agent.next = 0;
        travel_on(run, agent);
    } else if (!event.route.empty()) {
        agent.route = places_of(run, event.route);
        agent.next = 0;
        travel_on(run, agent);
    }
}

}  // namespace

bool cast(RunState& run, PendingAct& pending) {
    const ScriptEvent& event = run.script->events[pending.event];
    while (pending.people > 0) {
        Agent* agent = nullptr;
        if (event.from.empty()) {
            agent = nearest_for(run, event);
        } else if (const auto exit = run.router->find(event.from)) {
            agent = enter(run, *exit);
        }
        if (agent == nullptr) return false;
        leave_queues(run, *agent);
        if (agent->doing == Doing::queueing) travel_on(run, *agent);
        if (event.kind == EventKind::leave_bag || event.kind == EventKind::put_down_bag) {
            agent->shown.carried = event.carried;
        }
        const bool comes_first = !event.from.empty() && event.at && event.kind != EventKind::run;
        if (is_done_at_once(event.kind) && !comes_first) {
            begin_at_once(run, *agent, pending.event);
        } else {
            agent->act = Act{pending.event, Act::Stage::going, run.time_s(), agent->doing, {}};
        }
        --pending.people;
    }
    return true;
}

void scatter(RunState& run, const ScriptEvent& event) {
    for (Agent& agent : run.agents) {
        if (!event.at || !is_on_floor(agent) || is_posed(agent) || agent.shown.floor != event.floor) continue;
        const double away_m = net::distance(agent.body.at, *event.at);
        if (away_m > event.radius_m) continue;
        leave_queues(run, agent);
        agent.flees = *event.at;
        agent.flees_m_per_s = event.speed_m_per_s * run.random.uniform(0.8, 1.2);
        agent.flees_from_s =
            run.time_s() +
            run.random.uniform(run.script->behaviour.react_least_s, run.script->behaviour.react_most_s) +
            away_m / run.script->behaviour.alarm_m_per_s;
        agent.flees_until_s = agent.flees_from_s + event.duration_s * run.random.uniform(0.8, 1.2);
    }
}

bool flee(RunState& run, Agent& agent) {
    if (!agent.flees || run.time_s() < agent.flees_from_s) return false;
    if (run.time_s() >= agent.flees_until_s) {
        agent.flees.reset();
        agent.leader.reset();
        travel_on(run, agent);
        return false;
    }
    agent.seated = false;
    agent.body.stance = Stance::moving;
    const Way away = unit(agent.body.at - *agent.flees);
    const double straight = length(away) > 0.0 ? angle_of(away) : agent.sway_phase;
    constexpr std::array<double, 7> kTurns{0.0, 0.5, -0.5, 1.0, -1.0, 1.57, -1.57};
    agent.body.wish = {};
    for (const double turn : kTurns) {
        const Way there = from_angle(straight + turn);
        if (run.map(agent).blocks(agent.body.at, agent.body.at + kSeesAheadM * there, run.closed)) continue;
        agent.body.wish = agent.flees_m_per_s * there;
        break;
    }
    return true;
}

}  // namespace vigie::vision
