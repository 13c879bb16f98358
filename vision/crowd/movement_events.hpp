// What can be told from people's paths of the last seconds alone: walking against a direction, bursting
// apart.
#pragma once

#include "net/types/venue.hpp"
#include "vision/crowd/settings.hpp"
#include "vision/crowd/walked_paths.hpp"

namespace vigie::vision {

/// People in the zone now who have come `against_m` against its direction within `against_s`, inside the zone
/// and within `along_deg` of straight against it: measured from where they were furthest along it, so that a
/// step back, standing or crossing is none, and since they were last out of sight, as tracks change hands
/// there. 0 without direction.
[[nodiscard]] double people_against(const WalkedPaths& people, const net::ZoneConfiguration& zone,
                                    const FlowSettings& settings);

/// Mean speed, m/s, at which the people who stood in the zone `dispersal_s` ago and moved since come away
/// from their common centre; negative when they gather. Measured from the centre that moves with them and 0
/// while most go the same way, so that a group that leaves together is none; 0 while too few move. Who is
/// followed for less than that counts as if he had stood where that began: never as faster than he is.
[[nodiscard]] double speed_apart(const WalkedPaths& people, const net::ZoneConfiguration& zone,
                                 const BurstSettings& settings);

}  // namespace vigie::vision
