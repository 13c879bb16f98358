// A camera as the floor's people need to know it.
#pragma once

#include <optional>

#include "net/types/geometry.hpp"
#include "net/types/homography.hpp"
#include "vision/analysis/person_size.hpp"

namespace vigie::vision {

/// For scenes of one size of picture. A value.
struct CameraOnFloor {
    net::Homography map;                         ///< metres of the floor from pixels
    std::optional<StandingProjection> standing;  ///< absent for a camera that looks straight down
    net::Polygon<net::Floor> field_of_view;      ///< without corners: all that the picture shows
};

}  // namespace vigie::vision
