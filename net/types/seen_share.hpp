// How much of a zone its cameras see.
#pragma once

#include <vector>

#include "net/types/venue.hpp"

namespace vigie::net {

/// Share of the zone's floor, 0 to 1, that lies in the field of view of any of the zone's own cameras which
/// is calibrated for that floor; measured on a raster of 64 x 64 places.
[[nodiscard]] double seen_share(const ZoneConfiguration& zone,
                                const std::vector<CameraConfiguration>& cameras);

}  // namespace vigie::net
