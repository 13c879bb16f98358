// Situations made of incidents and cameras, for tests of what the operator arranges.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "console/views/ui_state.hpp"
#include "tests/support/sample_messages.hpp"

namespace vigie::test {

/// An open incident of node "north", opened that many seconds after the samples' beginning.
inline console::Incident incident(console::IncidentNumber number,
                                  net::Priority priority = net::Priority::medium,
                                  console::WorkState work = console::WorkState::fresh, double opened = 0.0) {
    console::Incident incident;
    incident.number = number;
    incident.version = 1;
    incident.node = id<net::NodeId>("north");
    incident.rule = id<net::RuleId>("crowd");
    incident.priority = priority;
    incident.work = work;
    incident.opened = incident.observed = at(opened);
    incident.changed = at(opened);
    return incident;
}

inline console::Situation situation_of(const std::vector<console::Incident>& incidents) {
    console::Situation situation;
    auto board = std::make_shared<console::IncidentBoard>();
    board->incidents.reserve(incidents.size());
    for (const auto& incident : incidents) {
        board->incidents.push_back(std::make_shared<const console::Incident>(incident));
    }
    situation.incidents = board;
    return situation;
}

/// Adds a camera of node "north".
inline void add_camera(console::Situation& situation, std::string_view camera) {
    console::CameraSituation known;
    known.camera = id<net::CameraId>(camera);
    known.node = id<net::NodeId>("north");
    known.name = camera;
    situation.cameras.push_back(known);
}

inline const std::string kOperator = "camille";

inline console::UiState reduced(console::UiState state, const console::Action& action,
                                const console::Situation& situation = {}) {
    return console::reduce(std::move(state), action, situation, kOperator);
}

inline console::UiState settled(console::UiState state, const console::Situation& situation,
                                bool held = false) {
    return console::settle_queue(std::move(state), situation, kOperator, held);
}

}  // namespace vigie::test
