// A simulated hall under several overlapping cameras: what fusion is measured on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "net/types/result.hpp"
#include "net/types/venue.hpp"
#include "vision/rendering/simulated_camera.hpp"
#include "vision/simulation/script.hpp"

namespace vigie::vision {

/// A hall of 30 x 20 m whose cameras hang 5.5 m high along its walls and look to the middle. People come in
/// by four doors, then walk from place to place and stand there for a while. Plain values.
struct FusionHall {
    SimulationScript script;
    net::ConfigurationRecord record;  ///< with one zone: the hall but for a metre along its walls
    std::vector<SimulatedCameraSettings> cameras;  ///< in the order of record.cameras, 640 x 360
    double settled_s = 0.0;                        ///< everybody is in and moves about from here on
};

/// `people`: who come in, 1 to 600; `cameras`: 3 to 8, the corners first. Calibrations are surveyed with a
/// deviation of a pixel. invalid_input for other numbers.
[[nodiscard]] net::Result<FusionHall> fusion_hall(std::size_t people, std::size_t cameras,
                                                  std::uint64_t seed);

}  // namespace vigie::vision
