#include "vision/configuration/script_cameras.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <variant>

namespace vigie::vision {

namespace {

bool is_simulated(const CameraSetup& setup) {
    return std::holds_alternative<SimulatedSource>(setup.capture.source);
}

bool knows(const NodeConfiguration& node, const net::CameraId& camera) {
    const auto is_it = [&camera](const auto& other) { return other.camera == camera; };
    return std::any_of(node.cameras.begin(), node.cameras.end(),
                       [&](const auto& setup) { return is_it(setup) && is_simulated(setup); }) ||
           std::any_of(node.neighbours.begin(), node.neighbours.end(), [&](const auto& neighbour) {
               return std::any_of(neighbour.cameras.begin(), neighbour.cameras.end(), is_it);
           });
}

std::string simulated_cameras(const NodeConfiguration& node) {
    std::string out;
    for (const auto& setup : node.cameras) {
        if (is_simulated(setup)) out += (out.empty() ? "" : ", ") + setup.camera.text();
    }
    return out;
}

}  // namespace

std::string unknown_camera(const NodeConfiguration& node, const SimulationScript& script) {
    const std::string simulated = simulated_cameras(node);
    if (simulated.empty()) return {};
    for (const auto& event : script.events) {
        if (event.kind != EventKind::camera_fault || knows(node, event.camera)) continue;
        return fmt::format(
            "names camera '{}' in its event at {} s, which is no simulated camera of {} (known: "
            "{}); correct one of them",
            event.camera.text(), event.at_s, node.file.string(), simulated);
    }
    return {};
}

}  // namespace vigie::vision
