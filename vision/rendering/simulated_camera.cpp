#include "vision/rendering/simulated_camera.hpp"

#include <cmath>
#include <utility>

#include "vision/rendering/camera_fault.hpp"

namespace vigie::vision {

namespace {

/// Turned by less than this, the picture is the same.
constexpr double kSameDeg = 0.02;

}  // namespace

net::Result<SimulatedCamera> SimulatedCamera::create(const SimulatedCameraSettings& settings,
                                                     const Scenery& scenery) {
    auto projection = PinholeCamera::create(settings.pose, settings.size);
    if (!projection) return tl::unexpected(projection.error());
    Backdrop backdrop = backdrop_of(scenery, *projection, settings.backdrop_samples);
    return SimulatedCamera(settings, scenery, {*projection, std::move(backdrop), 0.0});
}

const SimulatedCamera::View& SimulatedCamera::view(const WorldState& state) {
    const double turned = vision::turned_deg(state, settings_.camera);
    if (std::abs(turned) < kSameDeg) return straight_;
    if (std::abs(turned - now_.turned_deg) < kSameDeg) return now_;
    CameraPose pose = settings_.pose;
    pose.turned_deg += turned;
    if (const auto projection = PinholeCamera::create(pose, settings_.size)) {
        const auto fault = find_fault(state, settings_.camera, CameraFault::turned);
        // While it moves, each picture has a view of its own, and nobody sees it well.
        const int samples = fault && fault->progress >= 1.0 ? settings_.backdrop_samples : 1;
        now_ = {*projection, backdrop_of(scenery_, *projection, samples), turned};
    }
    return now_;
}

}  // namespace vigie::vision
