// Cameras that a simulated venue's script names in its events: the script does not know which ones there are.
#pragma once

#include <string>

#include "vision/configuration/node_configuration.hpp"
#include "vision/simulation/script.hpp"

namespace vigie::vision {

/// The first camera of an event that is none of the node's simulated ones nor of its neighbours, as part of a
/// sentence with what to do: "names ..."; empty: none, or no camera is simulated.
[[nodiscard]] std::string unknown_camera(const NodeConfiguration& node, const SimulationScript& script);

}  // namespace vigie::vision
