#include "vision/simulation/acts.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "vision/simulation/arrivals.hpp"
#include "vision/simulation/events.hpp"
#include "vision/simulation/itinerary.hpp"
#include "vision/simulation/objects.hpp"
#include "vision/simulation/queueing.hpp"

namespace vigie::vision {

namespace {

constexpr double kThereM = 0.45;
constexpr double kGivesUpS = 120.0;    // on the way to where the act is done
constexpr double kReachM = 0.45;       // something that is put down lies so far ahead
constexpr double kTakenWithinM = 1.5;  // of the place that an event names, where it names no thing
constexpr double kClimbS = 60.0;
constexpr double kLyingRadiusM = 0.45;  // others keep off the whole body

void turn_to(RunState& run, Agent& agent, Act::Stage stage) {
    agent.act->stage = stage;
    agent.act->since_s = run.time_s();
}

void pose(Agent& agent, Posture posture, double progress = 1.0) {
    agent.shown.posture = posture;
    agent.shown.posture_progress = progress;
    agent.body.stance = Stance::fixed;
    agent.body.wish = {};
}

void begin_happening(RunState& run, Agent& agent, std::size_t event) {
    agent.happening = note(run, event);
    Happening& happening = run.happenings[*agent.happening];
    happening.floor = agent.shown.floor;
    happening.at = agent.body.at;
    happening.person = agent.shown.id;
}

void finish(RunState& run, Agent& agent) {
    const Act done = *agent.act;
    const auto& route = run.script->events[done.event].route;
    agent.act.reset();
    agent.shown.posture = Posture::standing;
    agent.shown.posture_progress = 1.0;
    agent.body.stance = Stance::moving;
    agent.body.through_walls = false;
    agent.body.radius_m = run.script->forces.body_radius_m * agent.shown.build;
    agent.hurry = 1.0;
    end_happening(run, agent);
    const bool goes_away = run.script->events[done.event].kind == EventKind::leave_bag ||
                           run.script->events[done.event].kind == EventKind::take_object;
    if (!route.empty()) {
        agent.route = places_of(run, route);
        agent.next = 0;
        travel_on(run, agent);
    } else if (done.before == Doing::staying && !goes_away) {
        agent.doing = Doing::staying;
        agent.chosen = false;
        agent.since_s = run.time_s();
    } else if (done.before == Doing::travelling) {
        agent.doing = Doing::travelling;
    } else {
        travel_on(run, agent);
    }
}

void put_down(RunState& run, Agent& agent) {
    const ScriptEvent& event = run.script->events[agent.act->event];
    SimulatedObject object = object_of_kind(event.carried == Carried::suitcase ? "suitcase" : "bag");
    const Spot ahead = agent.body.at + kReachM * from_angle(agent.shown.heading_rad);
    object.id = run.next_id++;
    object.floor = agent.shown.floor;
    object.at = run.map(agent).blocks(agent.body.at, ahead, run.closed) ? agent.body.at : ahead;
    object.heading_rad = agent.shown.heading_rad;
    object.owner = agent.shown.id;
    agent.act->object = object.id;
    agent.shown.carried = Carried::nothing;
    run.happenings[*agent.happening].object = object.id;
    run.objects.push_back(std::move(object));
    run.object_names.emplace_back();
}

/// The object with that id disappears from the floor; false when it is not there any more.
bool pick_up(RunState& run, Agent& agent, std::uint64_t id) {
    const auto found = std::find_if(run.objects.begin(), run.objects.end(),
                                    [id](const SimulatedObject& object) { return object.id == id; });
    if (found == run.objects.end()) return false;
    agent.shown.carried = found->kind == "suitcase" ? Carried::suitcase : Carried::bag;
    run.object_names.erase(run.object_names.begin() + (found - run.objects.begin()));
    run.objects.erase(found);
    return true;
}

void go_there(RunState& run, Agent& agent) {
    const auto place = run.router->point_of_event(agent.act->event);
    const ScriptEvent& event = run.script->events[agent.act->event];
    const double age_s = run.time_s() - agent.act->since_s;
    if (!place || age_s > kGivesUpS) {
        finish(run, agent);
        return;
    }
    const bool here = agent.shown.floor == event.floor;
    const Spot there = event.at.value_or(agent.body.at);
    if (here && net::distance(agent.body.at, there) < kThereM) {
        agent.shown.heading_rad = angle_of(there - agent.body.at);
        begin_happening(run, agent, agent.act->event);
        turn_to(run, agent, Act::Stage::doing);
        return;
    }
    agent.body.stance = Stance::moving;
    walk_towards(run, agent, *place);
}

void do_fall(RunState& run, Agent& agent, const ScriptEvent& event) {
    const double age_s = run.time_s() - agent.act->since_s;
    if (agent.act->stage == Act::Stage::ending) {
        pose(agent, Posture::rising, std::min(1.0, age_s / run.script->behaviour.rise_s));
        if (age_s >= run.script->behaviour.rise_s) finish(run, agent);
        return;
    }
    if (age_s < run.script->behaviour.fall_s) {
        pose(agent, Posture::falling, age_s / run.script->behaviour.fall_s);
        return;
    }
    pose(agent, Posture::lying);
    agent.body.radius_m = kLyingRadiusM;
    if (event.duration_s > 0.0 && age_s >= run.script->behaviour.fall_s + event.duration_s)
        turn_to(run, agent, Act::Stage::ending);
}

void do_with_bag(RunState& run, Agent& agent, const ScriptEvent& event) {
    const double age_s = run.time_s() - agent.act->since_s;
    if (agent.act->stage == Act::Stage::ending) {
        pose(agent, Posture::crouching);
        if (age_s < run.script->behaviour.bend_s) return;
        if (agent.act->object) pick_up(run, agent, *agent.act->object);
        finish(run, agent);
        return;
    }
    if (!agent.act->object) {
        pose(agent, Posture::crouching);
        if (age_s < run.script->behaviour.bend_s) return;
        put_down(run, agent);
        if (event.kind == EventKind::leave_bag) {
            finish(run, agent);
            return;
        }
    }
    pose(agent, Posture::standing);
    if (age_s >= run.script->behaviour.bend_s + event.duration_s) turn_to(run, agent, Act::Stage::ending);
}

/// What is to be taken: the thing of that name, or the nearest one at the event's place.
std::optional<std::uint64_t> thing_of(const RunState& run, const ScriptEvent& event) {
    if (!event.target.empty()) {
        const auto name = std::find(run.object_names.begin(), run.object_names.end(), event.target);
        if (name == run.object_names.end()) return std::nullopt;
        return run.objects[static_cast<std::size_t>(name - run.object_names.begin())].id;
    }
    std::optional<std::uint64_t> nearest;
    double nearest_m = kTakenWithinM;
    for (const SimulatedObject& object : run.objects) {
        const double away_m = net::distance(object.at, event.at.value_or(Spot{}));
        if (object.floor != event.floor || away_m >= nearest_m) continue;
        nearest_m = away_m;
        nearest = object.id;
    }
    return nearest;
}

void do_take(RunState& run, Agent& agent, const ScriptEvent& event) {
    pose(agent, Posture::crouching);
    if (run.time_s() - agent.act->since_s < run.script->behaviour.bend_s) return;
    if (const auto id = thing_of(run, event)) {
        run.happenings[*agent.happening].object = *id;
        pick_up(run, agent, *id);
    }
    finish(run, agent);
}

void do_jump(RunState& run, Agent& agent, const ScriptEvent& event) {
    const Spot beyond = event.to.value_or(agent.body.at);
    agent.body.stance = Stance::moving;
    agent.body.through_walls = true;
    agent.body.wish = run.script->behaviour.climb_m_per_s * unit(beyond - agent.body.at);
    const bool over = net::distance(agent.body.at, beyond) < kThereM;
    if (over || run.time_s() - agent.act->since_s > kClimbS) finish(run, agent);
}

void do_for_a_while(RunState& run, Agent& agent, const ScriptEvent& event, Posture posture) {
    pose(agent, posture);
    if (run.time_s() - agent.act->since_s >= event.duration_s) finish(run, agent);
}

}  // namespace

bool act(RunState& run, Agent& agent) {
    if (!agent.act) return false;
    if (!is_on_floor(agent)) return false;
    const ScriptEvent& event = run.script->events[agent.act->event];
    if (agent.act->stage == Act::Stage::going) {
        go_there(run, agent);
        return true;
    }
    switch (event.kind) {
        case EventKind::fall:
            do_fall(run, agent, event);
            return true;
        case EventKind::tie_shoe:
            do_for_a_while(run, agent, event, Posture::crouching);
            return true;
        case EventKind::sit_down:
            do_for_a_while(run, agent, event, Posture::sitting);
            return true;
        case EventKind::leave_bag:
        case EventKind::put_down_bag:
            do_with_bag(run, agent, event);
            return true;
        case EventKind::take_object:
            do_take(run, agent, event);
            return true;
        case EventKind::jump_barrier:
            do_jump(run, agent, event);
            return true;
        default:
            finish(run, agent);
            return true;
    }
}

bool is_posed(const Agent& agent) {
    return agent.act && agent.act->stage != Act::Stage::going && agent.body.stance == Stance::fixed;
}

void end_happening(RunState& run, Agent& agent) {
    if (agent.happening) run.happenings[*agent.happening].end_s = run.time_s();
    agent.happening.reset();
}

}  // namespace vigie::vision
