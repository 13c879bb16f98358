// A camera that hangs in a simulated venue: its settings, and the view that it has now.
#pragma once

#include <cstdint>
#include <memory>

#include <opencv2/core.hpp>

#include "net/types/ids.hpp"
#include "net/types/result.hpp"
#include "vision/rendering/backdrop.hpp"
#include "vision/rendering/projection.hpp"
#include "vision/rendering/scenery.hpp"
#include "vision/rendering/smoke.hpp"
#include "vision/simulation/world.hpp"

namespace vigie::vision {

/// What a simulated camera is like. Plain values.
struct SimulatedCameraSettings {
    net::CameraId camera;  ///< whose faults it has
    CameraPose pose;
    cv::Size size{640, 360};
    double noise = 1.6;           ///< deviation of the sensor's noise, grey values of 255
    double softness_px = 1.4;     ///< width of edges, as lens and compression leave them
    double shadow = 0.5;          ///< share of the light that a shadow takes
    double direct_light = 0.45;   ///< brightness of a surface that faces lamp or sun, by the picture's white
    double ambient_light = 0.68;  ///< brightness by light from all around
    int backdrop_samples = 2;     ///< rays a pixel in each direction, 1 to 4
    PlumeSettings smoke;
    std::uint64_t seed = 1;  ///< of noise and cloth
};

/// Owned by one thread: it keeps the view of the last pose.
class SimulatedCamera {
public:
    /// The camera, and what of the venue it sees without people.
    struct View {
        PinholeCamera projection;
        Backdrop backdrop;
        double turned_deg = 0.0;
    };

    /// invalid_input for a pose that sees no floor. Casts the backdrop.
    [[nodiscard]] static net::Result<SimulatedCamera> create(const SimulatedCameraSettings& settings,
                                                             const Scenery& scenery);

    /// The view in that moment: another one while the camera is turned. Casts a backdrop when it moved.
    [[nodiscard]] const View& view(const WorldState& state);

    [[nodiscard]] const SimulatedCameraSettings& settings() const { return settings_; }
    [[nodiscard]] const Scenery& scenery() const { return scenery_; }

private:
    SimulatedCamera(const SimulatedCameraSettings& settings, const Scenery& scenery, View view)
        : settings_(settings), scenery_(scenery), straight_(view), now_(std::move(view)) {}

    SimulatedCameraSettings settings_;
    Scenery scenery_;
    View straight_;  ///< as it was hung up
    View now_;       ///< as it was turned last
};

}  // namespace vigie::vision
