// What another node's camera says of this node's zones: that node counts its own zones, not these.
#pragma once

#include <vector>

#include "net/types/scene.hpp"
#include "net/types/venue.hpp"

namespace vigie::vision {

/// People in each of `zones`, which lie on the camera's floor, with their 90 % intervals: the scene's counted
/// tracks, or, while it counts more people in view than it can tell apart, those whom its density shows in
/// the zone, where these are clearly more. They carry the part of the view's interval that is theirs: as
/// large as their part of those who cannot be told apart, and widened by whom the density may show on the
/// wrong side of the zone's outline. "At least" where the scene says so of the whole view, and where it
/// counts more people than tracks and does not say where they stand.
[[nodiscard]] std::vector<net::ZoneCount> count_in_zones(const net::Scene& scene,
                                                         const std::vector<net::ZoneConfiguration>& zones);

}  // namespace vigie::vision
