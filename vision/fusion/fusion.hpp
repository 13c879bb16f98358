// From the newest scene of each camera to the figures of the venue: the one place where several
// cameras become one floor. Pure.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "net/types/ids.hpp"
#include "net/types/scene.hpp"
#include "net/types/venue.hpp"

namespace vigie::vision {

/// What a camera last saw, and whether it sees now.
struct CameraView {
    std::shared_ptr<const net::Scene> scene;  ///< the last one that could be trusted; null: none yet
    bool blind = true;                        ///< silent, failed, frozen, in doubt, behind, or not started
};

using CameraViews = std::map<net::CameraId, CameraView>;

/// The node's figures, without floors. A zone is counted by the first of its cameras. While that one is
/// blind the zone keeps its last count; while any of its cameras is blind the count is "at least", partly
/// blind: a lost camera never empties a zone. The same holds for a zone that its first camera cannot
/// count. The venue's count adds the zones that count towards it, their errors taken as independent. `at`
/// is 1970 before the first scene.
[[nodiscard]] net::Occupancy fuse(const net::ConfigurationRecord& configuration, const CameraViews& views);

/// The density of each floor that any camera has seen, on the grid of the first of them. Where
/// several look, the one that sees more people is believed; what only blind cameras look at is NaN.
[[nodiscard]] std::vector<net::DensityGrid> fuse_floors(const CameraViews& views);

}  // namespace vigie::vision
