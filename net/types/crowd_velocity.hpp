// How a crowd moves, square by square of the floor.
#pragma once

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "net/types/geometry.hpp"

namespace vigie::net {

/// One square of a crowd.
struct CrowdVelocity {
    Point<Floor> at;  ///< its middle
    /// Of the people who stand there, over the last second or so; absent while it is not known.
    std::optional<Vector<Floor>> m_per_s;
    double people = 0.0;  ///< about how many they are
    double edge_m = 0.5;  ///< of the square
};

/// Empty where people stand and walk apart: then their own paths say how they move.
using CrowdVelocities = std::vector<CrowdVelocity>;

/// For those who only read them; null for none.
[[nodiscard]] inline std::shared_ptr<const CrowdVelocities> shared(CrowdVelocities velocities) {
    return velocities.empty() ? nullptr : std::make_shared<const CrowdVelocities>(std::move(velocities));
}

}  // namespace vigie::net
