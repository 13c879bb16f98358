// What another node's camera says of this node's zones: that node counts its own zones, not these.
#pragma once

#include <vector>

#include "net/types/scene.hpp"
#include "net/types/venue.hpp"

namespace vigie::vision {

/// People of the scene's counted tracks in each of `zones`, which lie on the camera's floor, with their 90 %
/// intervals. "At least" where the scene says so of the whole view.
[[nodiscard]] std::vector<net::ZoneCount> count_in_zones(const net::Scene& scene,
                                                         const std::vector<net::ZoneConfiguration>& zones);

}  // namespace vigie::vision
