// A simulated forecourt with the camera, the size of people and their number of the real video.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "vision/rendering/simulated_camera.hpp"

namespace vigie::vision {

/// Outdoors, asphalt and lawn. Who walks together is seen beside each other, and people are as near to each
/// other and hide each other as often as in the real video's ground truth (38 % within 1.2 m of somebody, 16
/// % of the boxes overlap). Everything follows from the seed. Plain values.
class DrawnForecourt {
public:
    static constexpr double kFps = 7.0;

    explicit DrawnForecourt(std::uint64_t seed);

    [[nodiscard]] static Scenery scenery();
    /// The real camera's pose, as its calibration tells it.
    [[nodiscard]] static SimulatedCameraSettings camera();
    [[nodiscard]] WorldState at(double time_s) const;

private:
    /// Who walks from one place to another, alone or a step beside somebody.
    struct Walk {
        net::Point<net::Floor> from;
        net::Point<net::Floor> to;
        double begins_s = 0.0;
        double speed_m_per_s = 1.3;
        double stays_s = 0.0;   ///< half way
        double beside_m = 0.0;  ///< to the camera's right of that line
    };

    [[nodiscard]] std::optional<SimulatedPerson> walker(std::size_t index, double time_s) const;

    std::uint64_t seed_;
    std::vector<Walk> walks_;
};

}  // namespace vigie::vision
