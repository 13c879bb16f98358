// How a crowd moves, square by square of the floor.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "net/types/geometry.hpp"

namespace vigie::vision {

/// One square of a crowd.
struct CrowdVelocity {
    net::Point<net::Floor> at;        ///< its middle
    net::Vector<net::Floor> m_per_s;  ///< of the people who stand there, over the last second or so
    double people = 0.0;              ///< about how many they are
};

/// Empty where people stand and walk apart: then their own paths say how they move.
using CrowdVelocities = std::vector<CrowdVelocity>;

/// For those who only read them; null for none.
[[nodiscard]] inline std::shared_ptr<const CrowdVelocities> shared(CrowdVelocities velocities) {
    return velocities.empty() ? nullptr : std::make_shared<const CrowdVelocities>(std::move(velocities));
}

}  // namespace vigie::vision
