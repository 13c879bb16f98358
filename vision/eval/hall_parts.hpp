// What the simulated halls of the evaluation are made of.
#pragma once

#include <cstdint>
#include <string>

#include "net/types/result.hpp"
#include "net/types/scene.hpp"
#include "net/types/venue.hpp"
#include "vision/rendering/simulated_camera.hpp"

namespace vigie::vision {

/// For names that are known to be well-formed.
template <class Id>
[[nodiscard]] Id id_of(const std::string& text) {
    return Id::parse(text).value_or(Id());
}

[[nodiscard]] net::Polygon<net::Floor> rectangle(double left, double top, double right, double bottom);

/// The camera as a node would be told of it: calibrated by a survey with a deviation of a pixel.
/// invalid_input for a pose that sees no floor.
[[nodiscard]] net::Result<net::CameraConfiguration> surveyed(const SimulatedCameraSettings& settings,
                                                             const net::FloorPlan& plan, double fps);

/// Of a picture of the simulation's `step`, in its own time; `frame` counts from 0.
[[nodiscard]] net::FrameStamp stamp_of_step(std::uint64_t frame, std::uint64_t step, double steps_per_second);

}  // namespace vigie::vision
