#include "console/situation/recording_watch.hpp"

#include <algorithm>
#include <string_view>

namespace vigie::console {

namespace {

std::uint64_t counted(const net::NodeHealth& health, std::string_view name) {
    const auto found = std::find_if(health.counters.begin(), health.counters.end(),
                                    [name](const net::Counter& counter) { return counter.name == name; });
    return found == health.counters.end() ? 0 : found->value;
}

}  // namespace

void RecordingWatch::hear(const net::NodeHealth& health) {
    const std::uint64_t lost = counted(health, "alerts_lost");
    const std::uint64_t recorded = counted(health, "alerts_recorded");
    const bool same_run = started_ == health.started;
    const bool lost_more = same_run && lost > lost_;
    // One that waits now and others that were recorded since the last health are a disk at work.
    const bool stuck = !same_run || recorded == recorded_;
    started_ = health.started;
    lost_ = lost;
    recorded_ = recorded;

    const bool fails =
        !health.storage_problem.empty() && health.storage_problem.reason != net::Reason::database_aside;
    const bool waits = fails || counted(health, "alerts_waiting") > 0;
    if (!fails && !stuck) {
        in_a_row_ = 0;
    }
    in_a_row_ = waits ? std::min(in_a_row_ + 1, kHealthsWithoutRecording) : 0;
    if (lost_more || in_a_row_ == kHealthsWithoutRecording) {
        if (!problem_) {
            problem_ = health.storage_problem;
        }
    } else if (!waits) {
        problem_.reset();
    }
}

}  // namespace vigie::console
