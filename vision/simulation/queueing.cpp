#include "vision/simulation/queueing.hpp"

#include <algorithm>

#include "vision/simulation/itinerary.hpp"

namespace vigie::vision {

namespace {

constexpr double kJoinM = 2.0;
constexpr double kServedWithinM = 0.5;  // of the service point
constexpr double kFollowAt = 1.2;  // of the spacing to who is ahead: people move up in a wave, not at once

}  // namespace

Spot place_in_queue(const ScriptQueue& queue, double behind_m) {
    for (std::size_t i = 0; i + 1 < queue.line.size(); ++i) {
        const net::Segment piece{queue.line[i], queue.line[i + 1]};
        const double long_m = net::distance(piece.from, piece.to);
        const bool last = i + 2 == queue.line.size();
        if (behind_m <= long_m || last) return piece.from + behind_m * unit(piece.to - piece.from);
        behind_m -= long_m;
    }
    return queue.line.front();
}

bool reach_queue(RunState& run, Agent& agent, std::size_t place) {
    const std::size_t index = run.router->places()[place].index;
    const ScriptQueue& queue = run.script->queues[index];
    QueueState& state = run.queues[index];
    const double behind_m = static_cast<double>(state.members.size()) * queue.spacing_m;
    const FloorMap& map = run.map(agent);
    Spot end = place_in_queue(queue, behind_m);
    double near_m = net::distance(agent.body.at, end);
    for (const auto& line : run.router->places()[place].goal.lines) {
        near_m = std::min(near_m, net::distance(agent.body.at, nearest_on(line, agent.body.at)));
    }
    if (near_m > kJoinM) return false;
    if (!map.is_free(end) || map.blocks(queue.line.back(), end, run.closed)) {
        travel_on(run, agent);
        return true;
    }
    if (map.blocks(agent.body.at, end, run.closed)) return false;
    state.members.push_back(agent.shown.id);
    agent.doing = Doing::queueing;
    agent.spot = end;
    agent.since_s = run.time_s();
    return true;
}

void leave_queues(RunState& run, const Agent& agent) {
    for (auto& queue : run.queues) {
        const auto found = std::find(queue.members.begin(), queue.members.end(), agent.shown.id);
        if (found == queue.members.end()) continue;
        if (found == queue.members.begin()) queue.served_at_s = -1.0;
        queue.members.erase(found);
    }
}

void serve_queues(RunState& run) {
    for (std::size_t q = 0; q < run.queues.size(); ++q) {
        QueueState& state = run.queues[q];
        const ScriptQueue& queue = run.script->queues[q];
        const Agent* ahead = nullptr;
        for (std::size_t i = 0; i < state.members.size(); ++i) {
            Agent* agent = run.find(state.members[i]);
            const Spot slot = place_in_queue(queue, static_cast<double>(i) * queue.spacing_m);
            const double wait_m = kFollowAt * queue.spacing_m;
            const bool free_ahead = ahead == nullptr ||
                                    net::distance(ahead->body.at, agent->body.at) > wait_m ||
                                    net::distance(agent->body.at, slot) > wait_m;
            if (free_ahead && !run.map(*agent).blocks(agent->body.at, slot, run.closed)) agent->spot = slot;
            const Spot look = i == 0 ? queue.line.front() + (queue.line[0] - queue.line[1])
                                     : place_in_queue(queue, static_cast<double>(i - 1) * queue.spacing_m);
            agent->facing_rad = angle_of(look - agent->body.at);
            ahead = agent;
        }
        if (state.members.empty()) continue;
        Agent& first = *run.find(state.members.front());
        if (state.served_at_s < 0.0) {
            if (net::distance(first.body.at, queue.line.front()) > kServedWithinM) continue;
            state.served_at_s = run.time_s() + queue.service_s * run.random.uniform(0.5, 1.5);
        } else if (run.time_s() >= state.served_at_s) {
            state.served_at_s = -1.0;
            state.members.erase(state.members.begin());
            travel_on(run, first);
        }
    }
}

}  // namespace vigie::vision
