// One followed person: counted and located, never identified.
#pragma once

#include <cstdint>
#include <optional>

#include "net/types/geometry.hpp"
#include "net/types/ids.hpp"

namespace vigie::net {

enum class TrackState : std::uint8_t {
    tentative,  ///< seen too few times to be counted
    confirmed,  ///< seen in this frame
    coasting    ///< not seen in this frame; position is predicted
};

/// Where a person stands, with its uncertainty.
struct FloorEstimate {
    Point<Floor> at;
    Covariance<Floor> covariance;    ///< m2, one sigma squared
    Vector<Floor> velocity_m_per_s;  ///< in stream time
    bool operator==(const FloorEstimate&) const = default;
};

/// A track as of one scene. Immutable value.
struct Track {
    TrackNumber number = 0;
    TrackState state = TrackState::tentative;
    Box box;                  ///< pixels of the scene's picture
    double confidence = 0.0;  ///< 0 to 1
    std::uint32_t frames_seen = 0;
    std::optional<FloorEstimate> floor;  ///< absent without calibration
    bool operator==(const Track&) const = default;
};

}  // namespace vigie::net
