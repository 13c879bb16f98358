#include "vision/simulation/simulated_venue.hpp"

#include <algorithm>
#include <cmath>

#include "vision/simulation/venue_run.hpp"

namespace vigie::vision {

net::Result<std::shared_ptr<SimulatedVenue>> SimulatedVenue::load(const std::filesystem::path& script) {
    auto read = load_script(script);
    if (!read) return tl::unexpected(read.error());
    return from(std::move(*read));
}

std::shared_ptr<SimulatedVenue> SimulatedVenue::from(SimulationScript script) {
    std::stable_sort(script.events.begin(), script.events.end(),
                     [](const ScriptEvent& a, const ScriptEvent& b) { return a.at_s < b.at_s; });
    return std::shared_ptr<SimulatedVenue>(new SimulatedVenue(std::move(script)));
}

SimulatedVenue::SimulatedVenue(SimulationScript script)
    : script_(std::move(script)),
      start_(std::make_unique<const VenueRun>(std::make_shared<const SimulationScript>(script_))),
      run_(std::make_unique<VenueRun>(*start_)) {
    remember();
}

SimulatedVenue::~SimulatedVenue() = default;

std::uint64_t SimulatedVenue::steps() const {
    return static_cast<std::uint64_t>(
        std::max(1.0, std::round(script_.duration_s * script_.steps_per_second)));
}

void SimulatedVenue::remember() {
    recent_.emplace_back(now_, std::make_shared<const WorldState>(run_->state()));
    const auto most = static_cast<std::size_t>(std::max(1.0, script_.history_s * script_.steps_per_second));
    if (recent_.size() > most) recent_.pop_front();
}

void SimulatedVenue::advance_to(std::uint64_t step) {
    if (step < now_) {
        now_ = script_.loop ? step - step % steps() : 0;
        *run_ = *start_;
        recent_.clear();
        remember();
    }
    while (now_ < step) {
        ++now_;
        if (now_ % steps() == 0) {
            *run_ = *start_;
        } else {
            run_->step();
        }
        remember();
    }
}

std::shared_ptr<const WorldState> SimulatedVenue::at(std::uint64_t step) {
    if (!script_.loop) step = std::min(step, steps() - 1);
    const std::lock_guard lock(busy_);
    if (step > now_ || step < recent_.front().first) advance_to(step);
    return recent_[static_cast<std::size_t>(step - recent_.front().first)].second;
}

std::vector<Happening> SimulatedVenue::happened(std::uint64_t step) {
    if (!script_.loop) step = std::min(step, steps() - 1);
    const std::lock_guard lock(busy_);
    if (step != now_) advance_to(step);
    return run_->happened();
}

}  // namespace vigie::vision
