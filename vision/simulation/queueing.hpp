// People one behind the other: where each one stands, who is served, who moves up.
#pragma once

#include "vision/simulation/run_state.hpp"

namespace vigie::vision {

/// The place that far behind the service point: along the queue's line, then straight on.
[[nodiscard]] Spot place_in_queue(const ScriptQueue& queue, double behind_m);

/// Takes the agent into the queue that it has come to when it is near enough; where the queue has grown
/// against a wall, the agent does without it. True when it no longer walks there.
bool reach_queue(RunState& run, Agent& agent, std::size_t place);

/// Takes the agent out of whatever queue it stands in.
void leave_queues(RunState& run, const Agent& agent);

/// Serves and moves up all queues by one step. Who was served travels on.
void serve_queues(RunState& run);

}  // namespace vigie::vision
