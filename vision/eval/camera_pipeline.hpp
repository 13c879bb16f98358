// From a node's configuration to the pipeline of one of its cameras.
#pragma once

#include <optional>

#include "net/types/ids.hpp"
#include "net/types/result.hpp"
#include "vision/configuration/node_configuration.hpp"
#include "vision/eval/pipeline_run.hpp"

namespace vigie::vision {

/// The camera of that name; without one, the node's only camera, or else its only calibrated one, or else the
/// only one of those that is not simulated, as a video is of no simulated camera. not_found for a name that
/// it does not have; invalid_input, naming its cameras, when one must be chosen.
[[nodiscard]] net::Result<Pipeline> camera_pipeline(const NodeConfiguration& node,
                                                    const std::optional<net::CameraId>& camera);

}  // namespace vigie::vision
