// What a node says of a camera and of its whole run.
#pragma once

#include <vector>

#include "net/types/alert.hpp"
#include "net/types/health.hpp"
#include "net/types/time.hpp"
#include "vision/node/camera_worker.hpp"

namespace vigie::vision {

/// `fps`: the camera's nominal rate; `encoded`: the encoder's counters of it.
[[nodiscard]] net::CameraHealth camera_health(const CameraWorker& worker, double fps,
                                              const std::vector<net::Counter>& encoded, net::MonoTime now);

/// What a run yielded, for its closing lines.
struct NodeSummary {
    struct Camera {
        net::CameraId camera;
        WorkerFigures figures;
        std::string state;
        std::uint64_t unreadable = 0;  ///< pictures of its folder
    };
    std::vector<Camera> cameras;
    std::vector<net::Alert> raised;  ///< in this run, oldest first, at most 1000
};

/// One line a camera, which says how much of what it filmed was not seen, then one a raised condition, each
/// with its newline.
[[nodiscard]] std::string text_of(const NodeSummary& summary);

/// "zone" or "camera" of an alert, for people.
[[nodiscard]] std::string subject_text(const net::Alert& alert);

}  // namespace vigie::vision
