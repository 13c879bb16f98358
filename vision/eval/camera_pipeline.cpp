#include "vision/eval/camera_pipeline.hpp"

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace vigie::vision {
namespace {

net::Result<net::CameraId> only_camera(const NodeConfiguration& node) {
    std::string names;
    std::vector<net::CameraId> calibrated;
    std::vector<net::CameraId> filmed;  // of those: a video is of no simulated camera
    for (std::size_t i = 0; i < node.cameras.size(); ++i) {
        const auto& camera = node.record.cameras[i];
        names += (names.empty() ? "" : ", ") + camera.camera.text();
        if (!camera.calibration) continue;
        calibrated.push_back(camera.camera);
        if (!std::holds_alternative<SimulatedSource>(node.cameras[i].capture.source)) {
            filmed.push_back(camera.camera);
        }
    }
    if (node.record.cameras.size() == 1) {
        return node.record.cameras.front().camera;
    }
    if (calibrated.size() == 1) {
        return calibrated.front();
    }
    if (filmed.size() == 1) {
        return filmed.front();
    }
    return net::fail(net::ErrorCode::invalid_input,
                     node.file.string() + " has " + std::to_string(calibrated.size()) +
                         " calibrated cameras: choose one with --camera (it has: " + names + ")");
}

}  // namespace

net::Result<Pipeline> camera_pipeline(const NodeConfiguration& node,
                                      const std::optional<net::CameraId>& camera) {
    const auto chosen = camera ? net::Result<net::CameraId>(*camera) : only_camera(node);
    if (!chosen) {
        return tl::unexpected(chosen.error());
    }
    auto analysis = analyser_configuration(node, *chosen);
    if (!analysis) {
        return tl::unexpected(analysis.error());
    }
    Pipeline out{*std::move(analysis), {}};
    for (const auto& setup : node.cameras) {
        if (setup.camera == *chosen) {
            out.mask = setup.mask;
            out.jpeg_quality = setup.jpeg_quality;
        }
    }
    return out;
}

}  // namespace vigie::vision
