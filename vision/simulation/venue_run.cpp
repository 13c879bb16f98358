#include "vision/simulation/venue_run.hpp"

#include <algorithm>
#include <utility>

#include "vision/simulation/acts.hpp"
#include "vision/simulation/arrivals.hpp"
#include "vision/simulation/events.hpp"
#include "vision/simulation/itinerary.hpp"
#include "vision/simulation/posture.hpp"
#include "vision/simulation/queueing.hpp"
#include "vision/simulation/surroundings.hpp"

namespace vigie::vision {

VenueRun::VenueRun(std::shared_ptr<const SimulationScript> script) : crowd_(script->forces) {
    now_.random = Random(script->seed);
    now_.router = std::make_shared<Router>(*script);
    for (const auto& passage : script->passages) {
        now_.closed.push_back(passage.closed ? 1 : 0);
        now_.press.push_back(1.0);
    }
    now_.announced = now_.closed;
    now_.known = now_.router->knowledge(now_.announced);
    now_.queues.resize(script->queues.size());
    now_.owed.resize(script->sources.size());
    now_.light = script->light;
    now_.script = std::move(script);
    populate(now_);
}

void VenueRun::move_people() {
    for (std::size_t floor = 0; floor < now_.script->floors.size(); ++floor) {
        bodies_.clear();
        for (const Agent& agent : now_.agents) {
            if (agent.floor == floor && is_on_floor(agent)) bodies_.push_back(agent.body);
        }
        crowd_.step(bodies_, now_.router->map(floor), now_.closed, now_.step_s(), now_.random);
        std::size_t next = 0;
        for (Agent& agent : now_.agents) {
            if (agent.floor == floor && is_on_floor(agent)) agent.body = bodies_[next++];
        }
    }
}

void VenueRun::step() {
    begin_events(now_);
    let_in(now_);
    serve_queues(now_);
    for (Agent& agent : now_.agents) {
        if (!act(now_, agent) && !flee(now_, agent)) decide(now_, agent);
    }
    move_people();
    for (Agent& agent : now_.agents) {
        if (!is_posed(agent)) update_posture(agent, now_.step_s());
        if (agent.doing == Doing::gone) end_happening(now_, agent);
    }
    std::erase_if(now_.agents, [](const Agent& agent) { return agent.doing == Doing::gone; });
    ++now_.step;
    continue_surroundings(now_);
}

Shortfall VenueRun::shortfall() const {
    Shortfall out = now_.shortfall;
    for (const auto& pending : now_.pending) out.given_up.push_back(pending.event);
    return out;
}

WorldState VenueRun::state() const {
    WorldState state;
    state.step = now_.step;
    state.time_s = now_.time_s();
    state.people.reserve(now_.agents.size());
    for (const Agent& agent : now_.agents) {
        if (!is_on_floor(agent)) continue;
        SimulatedPerson& person = state.people.emplace_back(agent.shown);
        person.at = agent.body.at + sway(agent, state.time_s, now_.script->behaviour);
        person.velocity_m_per_s = agent.body.velocity;
    }
    state.objects = now_.objects;
    describe_surroundings(now_, state);
    return state;
}

}  // namespace vigie::vision
