// The picture that a simulated camera takes of one moment of the venue.
#pragma once

#include <cstdint>

#include <opencv2/core.hpp>

#include "vision/rendering/noise.hpp"
#include "vision/rendering/simulated_camera.hpp"
#include "vision/simulation/world.hpp"

namespace vigie::vision {

/// Paints with the processor alone: backdrop, shadows, then people, things and smoke from the farthest to
/// the nearest, then light, faults and noise. What is painted depends on camera, moment and frame number
/// alone. Owned by one thread, as its camera is.
class Painter {
public:
    /// `camera` outlives it.
    explicit Painter(SimulatedCamera& camera);

    /// CV_8UC3, BGR, of the camera's size; new pixels each time. `frame` chooses the noise.
    [[nodiscard]] cv::Mat picture(const WorldState& state, std::uint64_t frame);

private:
    void add_noise(cv::Mat& picture, std::uint64_t frame) const;

    SimulatedCamera& camera_;
    cv::Mat cloth_;
    SensorNoise noise_;
};

/// Height of the seat that somebody sits on there, metres; 0 where no chair of the moment is.
[[nodiscard]] double seat_at(const WorldState& state, const net::FloorId& floor, net::Point<net::Floor> at);

}  // namespace vigie::vision
