// What is true of a simulated camera's picture: who is where in it, and how much of them can be seen.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <vector>

#include "net/types/geometry.hpp"
#include "vision/rendering/simulated_camera.hpp"
#include "vision/simulation/world.hpp"

namespace vigie::vision {

/// One person in one picture. Plain values.
struct TruePerson {
    std::uint64_t id = 0;
    net::Box box;  ///< around the silhouette as if nothing stood before it, without luggage, clipped to the
                   ///< picture
    double visible = 0.0;  ///< share of the silhouette that is in the picture and not hidden, 0 to 1
    net::Point<net::Floor> at;

    /// Less visible than this, a person is neither to be found nor missed (confidence 0 in a ground truth).
    static constexpr double kLeastVisible = 0.25;
    [[nodiscard]] bool counts() const { return visible >= kLeastVisible; }
};

/// Everybody of the camera's floor whose silhouette reaches into the picture, by id. Smoke, darkness and
/// faults but a turned camera hide nobody here.
[[nodiscard]] std::vector<TruePerson> truth_of(const WorldState& state, SimulatedCamera& camera);

/// Ids of who stands in an outline of a floor, by id.
[[nodiscard]] std::vector<std::uint64_t> people_inside(const WorldState& state, const net::FloorId& floor,
                                                       const net::Polygon<net::Floor>& outline);

/// One row a person in the MOTChallenge 2015 format: frame, id, left, top, width, height, confidence (0 or
/// 1), X, Y, Z (floor metres). `frame` from 1.
void write_truth(std::ostream& out, std::uint64_t frame, const std::vector<TruePerson>& people);

}  // namespace vigie::vision
