// One run of a script, step by step. Internal to this folder; SimulatedVenue shares it between cameras.
#pragma once

#include <memory>
#include <vector>

#include "vision/simulation/crowd.hpp"
#include "vision/simulation/run_state.hpp"
#include "vision/simulation/world.hpp"

namespace vigie::vision {

/// A value: copies go on equally. Owned by one thread; copies share the ways they have computed, so two of
/// them are not used at once either.
class VenueRun {
public:
    /// At step 0. `script` names only what it holds.
    explicit VenueRun(std::shared_ptr<const SimulationScript> script);

    void step();
    [[nodiscard]] WorldState state() const;
    [[nodiscard]] const std::vector<Happening>& happened() const { return now_.happenings; }
    /// With the acts for which somebody is still being looked for.
    [[nodiscard]] Shortfall shortfall() const;
    [[nodiscard]] const Shortfall& shortfall_so_far() const { return now_.shortfall; }
    /// People of each of the script's groups who found room at the start.
    [[nodiscard]] const std::vector<std::size_t>& placed() const { return now_.placed; }

private:
    void move_people();

    RunState now_;
    Crowd crowd_;
    std::vector<Body> bodies_;  ///< scratch
};

}  // namespace vigie::vision
