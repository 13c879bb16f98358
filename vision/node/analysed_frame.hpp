// A frame with all that was made of it: what leaves the analysis thread.
#pragma once

#include <memory>

#include "net/types/crowd_velocity.hpp"
#include "net/types/scene.hpp"
#include "vision/capture/frame.hpp"
#include "vision/privacy/mask.hpp"

namespace vigie::vision {

/// What the judge needs of a frame. A value.
struct SeenScene {
    std::shared_ptr<const net::Scene> scene;
    std::shared_ptr<const net::CrowdVelocities> crowd;  ///< how the crowds in it move; null: there are none
};

/// Only such frames are shown: each with its own scene and its own mask. A value.
struct AnalysedFrame {
    Frame frame;  ///< in clear; must be masked before it is encoded
    Mask mask;
    std::shared_ptr<const net::Scene> scene;
    std::shared_ptr<const net::CrowdVelocities> crowd;  ///< null: there are none
};

}  // namespace vigie::vision
