#include "vision/simulation/simulated_venue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "vision/simulation/venue_run.hpp"

namespace vigie::vision {

namespace {

constexpr double kShortestMarkS = 30.0;
constexpr std::uint64_t kMostMarks = 16;

}  // namespace

net::Result<std::shared_ptr<SimulatedVenue>> SimulatedVenue::load(const std::filesystem::path& script) {
    auto read = load_script(script);
    if (!read) return tl::unexpected(read.error());
    auto venue = from(std::move(*read));
    const auto& groups = venue->script().groups;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const std::size_t placed = venue->run_->placed()[i];
        if (placed > 0 && placed >= groups[i].people) continue;
        return net::fail(
            net::ErrorCode::invalid_input,
            fmt::format(
                "{}: group[{}] of {} finds room for {} in its outline, which obstacles cover or which is "
                "too small: draw it larger or elsewhere, or ask for fewer",
                script.string(), i + 1,
                groups[i].people > 0 ? fmt::format("{} people", groups[i].people)
                                     : fmt::format("{} people per m2", groups[i].density_per_m2),
                placed));
    }
    return venue;
}

std::shared_ptr<SimulatedVenue> SimulatedVenue::from(SimulationScript script) {
    std::stable_sort(script.events.begin(), script.events.end(),
                     [](const ScriptEvent& a, const ScriptEvent& b) { return a.at_s < b.at_s; });
    return std::shared_ptr<SimulatedVenue>(new SimulatedVenue(std::move(script)));
}

SimulatedVenue::SimulatedVenue(SimulationScript script)
    : script_(std::move(script)),
      run_(std::make_unique<VenueRun>(std::make_shared<const SimulationScript>(script_))) {
    marks_.emplace(0, std::make_unique<const VenueRun>(*run_));
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

std::uint64_t SimulatedVenue::steps_between_marks() const {
    const auto shortest = static_cast<std::uint64_t>(kShortestMarkS * script_.steps_per_second);
    return std::max(shortest, steps() / kMostMarks + 1);
}

void SimulatedVenue::jump_before(std::uint64_t step) {
    const std::uint64_t within = step % steps();
    const auto mark = std::prev(marks_.upper_bound(within));
    run_ = std::make_unique<VenueRun>(*mark->second);
    now_ = step - within + mark->first;
    recent_.clear();
    remember();
}

void SimulatedVenue::advance_to(std::uint64_t step) {
    // All runs are alike, so whole ones need not be played.
    if (step < now_ || step - now_ > steps()) jump_before(step);
    while (now_ < step) {
        ++now_;
        const std::uint64_t within = now_ % steps();
        if (within == 0) {
            run_ = std::make_unique<VenueRun>(*marks_.at(0));
        } else {
            run_->step();
        }
        if (within % steps_between_marks() == 0 && !marks_.contains(within)) {
            marks_.emplace(within, std::make_unique<const VenueRun>(*run_));
        }
        if (within + 1 == steps()) note_shortfall(run_->shortfall());
        remember();
    }
}

void SimulatedVenue::note_shortfall(const Shortfall& of_a_run) {
    // All runs are alike: what one has given up is how the longer list of another begins.
    if (of_a_run.given_up.size() > most_.given_up.size()) most_.given_up = of_a_run.given_up;
    most_.turned_away = std::max(most_.turned_away, of_a_run.turned_away);
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

Shortfall SimulatedVenue::shortfall(std::uint64_t step) {
    if (!script_.loop) step = std::min(step, steps() - 1);
    const std::lock_guard lock(busy_);
    if (step != now_) advance_to(step);
    return run_->shortfall();
}

Shortfall SimulatedVenue::shortfall_so_far() {
    const std::lock_guard lock(busy_);
    note_shortfall(run_->shortfall_so_far());
    return most_;
}

}  // namespace vigie::vision
