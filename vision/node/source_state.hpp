// What a camera's source does now, from what its capture says of it.
#pragma once

#include <string>
#include <vector>

#include "net/types/health.hpp"
#include "net/types/time.hpp"
#include "vision/capture/camera_capture.hpp"
#include "vision/rules/rule.hpp"

namespace vigie::vision {

/// What is known of one camera at one moment.
struct CameraReport {
    CaptureStatus capture;
    double fps = 0.0;        ///< nominal
    double warm_up_s = 0.0;  ///< for so long after each start of learning it is not meant to see
    std::vector<std::string> labels = {};  ///< that its model looks for now
};

/// State of a source at `now`: silent and frozen by the topic table's limits for scenes, but never before
/// eight periods of the camera.
[[nodiscard]] net::SourceState source_state(const CameraReport& report, net::MonoTime now);

/// True when `time` is longer than a scene of that camera may be away before it counts as silent.
[[nodiscard]] bool is_too_old(net::Microseconds time, double fps);

/// The same for the rules, without what its scenes say. `started`: when the node began to wait for the
/// camera.
[[nodiscard]] CameraObservation observe(const CameraReport& report, net::MonoTime now, net::MonoTime started);

/// Lower-case English word for logs and the closing summary.
[[nodiscard]] const char* word_for(net::SourceState state);

}  // namespace vigie::vision
