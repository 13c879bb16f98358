// All that a run of a simulated venue knows at one moment. Internal to this folder.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "vision/simulation/agent.hpp"
#include "vision/simulation/happening.hpp"
#include "vision/simulation/routing.hpp"
#include "vision/simulation/shortfall.hpp"

namespace vigie::vision {

/// One of the script's queues.
struct QueueState {
    std::vector<std::uint64_t> members;  ///< first is served
    double served_at_s = -1.0;           ///< when the first one's service ends; negative: not begun
};

/// An event of the surroundings that has begun and goes on.
struct OngoingEvent {
    std::size_t event = 0;
    double start_s = 0.0;
    double before = 0.0;  ///< the light before it
    std::size_t happening = 0;
};

/// An act that still waits for people to do it.
struct PendingAct {
    std::size_t event = 0;
    std::size_t people = 1;
    double until_s = 0.0;  ///< then it is given up
};

/// A value: a copy goes on as the original would. Agents are in ascending order of ids.
struct RunState {
    std::shared_ptr<const SimulationScript> script;
    std::shared_ptr<Router>
        router;  ///< shared by all copies; what it answers does not depend on who asked before
    Random random{1};
    std::uint64_t step = 0;
    std::uint64_t next_id = 1;
    std::vector<Agent> agents;
    std::vector<SimulatedObject> objects;
    std::vector<std::string> object_names;  ///< ids of the script's objects, empty for others; as `objects`
    std::vector<QueueState> queues;
    std::vector<double> owed;  ///< people whom each source still has to let in
    ClosedPassages closed;     ///< are walls
    ClosedPassages announced;  ///< people know that they are closed
    std::size_t known = 0;     ///< number of what people know to be closed (Router::knowledge)
    std::vector<double>
        press;  ///< of each passage: share of usual repulsion of who presses there; 1: nobody does
    double light = 1.0;
    std::size_t next_event = 0;  ///< in the order of time
    std::vector<PendingAct> pending;
    std::vector<OngoingEvent> ongoing;
    std::vector<Happening> happenings;
    std::vector<std::size_t> placed;  ///< people of each group who found room at the start
    Shortfall shortfall;

    [[nodiscard]] double step_s() const { return 1.0 / script->steps_per_second; }
    [[nodiscard]] double time_s() const { return static_cast<double>(step) * step_s(); }
    [[nodiscard]] const FloorMap& map(const Agent& agent) const { return router->map(agent.floor); }
    [[nodiscard]] Agent* find(std::uint64_t id) {
        const auto found =
            std::lower_bound(agents.begin(), agents.end(), id,
                             [](const Agent& agent, std::uint64_t other) { return agent.shown.id < other; });
        return found != agents.end() && found->shown.id == id ? &*found : nullptr;
    }
};

}  // namespace vigie::vision
