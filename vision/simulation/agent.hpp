// One person of a running simulation: body, looks, and what they are about to do.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "vision/simulation/crowd.hpp"
#include "vision/simulation/event.hpp"
#include "vision/simulation/world.hpp"

namespace vigie::vision {

/// What an agent does when no act of an event keeps them.
enum class Doing : std::uint8_t {
    travelling,  ///< to their goal
    staying,     ///< on a spot
    queueing,
    on_stairs,  ///< on no floor
    gone        ///< has left; removed at the end of the step
};

/// How far an agent is with an act of an event.
struct Act {
    enum class Stage : std::uint8_t { going, doing, ending };
    std::size_t event = 0;
    Stage stage = Stage::going;
    double since_s = 0.0;  ///< of the stage
    Doing before = Doing::travelling;
    std::optional<std::uint64_t> object;  ///< put down, or to be taken
};

/// A plain value, owned by its run.
struct Agent {
    SimulatedPerson shown;  ///< looks, posture, heading, gait; its place and velocity are the body's
    Body body;
    std::size_t floor = 0;  ///< in the script's floors
    double speed_m_per_s = 1.34;
    double hurry = 1.0;  ///< share of that speed

    Doing doing = Doing::travelling;
    std::vector<std::size_t> route;      ///< places
    std::size_t next = 0;                ///< in the route
    std::optional<std::size_t> goal;     ///< place
    bool leaving = false;                ///< the goal is an exit of their own choice ...
    std::size_t knew = 0;                ///< ... made with this knowledge of closed passages
    std::optional<std::size_t> entered;  ///< exit that they came through

    Spot spot;              ///< of who stays or queues ...
    Spot home;              ///< ... and the one around which they shuffle
    bool chosen = false;    ///< the spot is
    bool seated = false;    ///< sits there
    double until_s = 1e18;  ///< stays
    double since_s = 0.0;   ///< began what they do
    double facing_rad = 0.0;

    double arrival_s = 0.0;      ///< of who is on stairs
    std::size_t stairs_end = 0;  ///< place where they arrive

    std::optional<std::uint64_t> leader;  ///< they keep beside
    double beside_m = 0.7;                ///< of the leader, to the left; negative to the right

    std::optional<Act> act;
    std::optional<std::size_t> happening;  ///< of the act, run or turn that they are at, in the run's list
    std::optional<Spot> flees;             ///< from here, at flees_m_per_s ...
    double flees_m_per_s = 0.0;
    double flees_from_s = 0.0;   ///< ... from then, as people take a moment to see what happens ...
    double flees_until_s = 0.0;  ///< ... until then

    double sway_phase = 0.0;  ///< rad
    double sway_period_s = 4.0;
    double shift_period_s = 40.0;
};

/// True while they take up place on a floor.
[[nodiscard]] inline bool is_on_floor(const Agent& agent) {
    return agent.doing != Doing::on_stairs && agent.doing != Doing::gone;
}

}  // namespace vigie::vision
