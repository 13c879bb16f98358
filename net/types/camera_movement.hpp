// How the people of a zone move as each of its cameras tells it, and whose figures are the zone's.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "net/types/crowd.hpp"
#include "net/types/ids.hpp"

namespace vigie::net {

/// A figure of a zone's movement; nothing while it is not known.
using MovementFigure = std::optional<double> ZoneCrowd::*;

/// What one camera that sees tells of a zone's movement.
struct CameraMovement {
    CameraId camera;
    ZoneCrowd crowd;                               ///< its own figures
    double people = 0.0;                           ///< whom it tracks in the zone
    std::vector<MovementFigure> never_tells = {};  ///< for which it sees too little of the zone, ever
};

/// Of each zone, its calibrated cameras that see.
using CameraMovements = std::map<ZoneId, std::vector<CameraMovement>>;

/// The camera that tells the highest `figure`, of those that tell as much the one with most people; null
/// while none knows it. Points into `cameras`.
[[nodiscard]] const CameraMovement* highest(const std::vector<CameraMovement>& cameras,
                                            MovementFigure figure);

/// False while one of them that will tell `figure` does not know it yet: the highest is a lower bound then.
[[nodiscard]] bool all_tell(const std::vector<CameraMovement>& cameras, MovementFigure figure);

}  // namespace vigie::net
