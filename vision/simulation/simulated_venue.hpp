// The world that all simulated cameras of a node look at: one script, played once for all of them.
#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "net/types/result.hpp"
#include "vision/simulation/happening.hpp"
#include "vision/simulation/script.hpp"
#include "vision/simulation/shortfall.hpp"
#include "vision/simulation/world.hpp"

namespace vigie::vision {

class VenueRun;

/// Any thread may ask; the work happens in the asking thread under one lock. The same script gives, bit for
/// bit in one build, the same states in whatever order and from whatever thread they are asked for.
class SimulatedVenue {
public:
    /// As load_script(); invalid_input too for a group that does not find room in its outline.
    [[nodiscard]] static net::Result<std::shared_ptr<SimulatedVenue>> load(
        const std::filesystem::path& script);
    /// A script that load_script() could have read: what it names exists. Of a group that does not find room,
    /// fewer are there.
    [[nodiscard]] static std::shared_ptr<SimulatedVenue> from(SimulationScript script);

    ~SimulatedVenue();
    SimulatedVenue(const SimulatedVenue&) = delete;
    SimulatedVenue& operator=(const SimulatedVenue&) = delete;

    [[nodiscard]] const SimulationScript& script() const { return script_; }
    [[nodiscard]] double steps_per_second() const { return script_.steps_per_second; }
    /// Of one run.
    [[nodiscard]] std::uint64_t steps() const;

    /// The moment `step` steps after the first start; never null. Steps from steps() on are of the next run
    /// where the script loops (the state's own `step` and `time_s` begin again), else the last moment. Pass
    /// steps that grow over the runs: the newest `history_s` seconds are kept, across the border between two
    /// runs. Older ones are computed again from one of up to 16 marks of the run, half a minute or more
    /// apart; steps ahead cost all steps up to them, but never more than a run.
    [[nodiscard]] std::shared_ptr<const WorldState> at(std::uint64_t step);

    /// What truly happened from the start of the run of that step up to it, in the order in which it began.
    /// Costs as at(); about a step before the newest, recent moments are forgotten.
    [[nodiscard]] std::vector<Happening> happened(std::uint64_t step);

    /// What the script asked for up to that step and did not come true. Costs as happened().
    [[nodiscard]] Shortfall shortfall(std::uint64_t step);
    /// The same of the run in which it was most, up to the newest moment that anybody asked for; acts for
    /// which somebody is still being looked for count at the end of their run. Computes nothing.
    [[nodiscard]] Shortfall shortfall_so_far();

private:
    explicit SimulatedVenue(SimulationScript script);
    [[nodiscard]] std::uint64_t steps_between_marks() const;
    void jump_before(std::uint64_t step);
    void advance_to(std::uint64_t step);
    void remember();
    void note_shortfall(const Shortfall& of_a_run);

    const SimulationScript script_;
    std::mutex busy_;
    std::map<std::uint64_t, std::unique_ptr<const VenueRun>> marks_;  ///< by step within a run: to go on from
    std::unique_ptr<VenueRun> run_;
    std::uint64_t now_ = 0;  ///< step of run_, counted over the runs
    Shortfall most_;         ///< of all runs
    std::deque<std::pair<std::uint64_t, std::shared_ptr<const WorldState>>>
        recent_;  ///< steps in a row, newest last
};

}  // namespace vigie::vision
