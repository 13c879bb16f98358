// The counts of several zones together.
#pragma once

#include <functional>
#include <vector>

#include "net/types/scene.hpp"
#include "net/types/venue.hpp"

namespace vigie::vision {

/// People in those of the zones that `counts` accepts, their errors taken as independent.
[[nodiscard]] net::Count people_in(const net::Occupancy& seen,
                                   const std::function<bool(const net::ZoneCount&)>& counts);

/// The venue's count with `low` of those who are seen now: who was seen by a camera that is blind meanwhile
/// may have left.
[[nodiscard]] net::Count venue_as_seen_now(const net::Occupancy& seen,
                                           const net::ConfigurationRecord& configuration);
/// The same of one zone; nobody while it is not counted.
[[nodiscard]] net::Count zone_as_seen_now(const net::ZoneId& zone, const net::Occupancy& seen);

}  // namespace vigie::vision
