// What the cameras of a floor could see of each of its people, and what it tells that they do not.
#pragma once

#include <vector>

#include "vision/fusion/camera_sight.hpp"
#include "vision/fusion/floor_people.hpp"

namespace vigie::vision {

/// Of one person of the floor. Plain values; the defaults are those of somebody of whose cameras nothing is
/// known.
struct PersonSight {
    double sightings = 0.0;  ///< cameras that are expected to count somebody who stands there
    double chance = 1.0;     ///< that at least one does, 0 to 1
    double evenness = 0.0;   ///< 0: one camera alone can see them, near 1: many can, all alike
    double miss_odds = 1.0;  ///< odds that they are somebody, by the cameras that would see them and do not
    double rivals_m2 = 0.0;  ///< others a square metre about them whom no camera may see beside them: two
                             ///< such may be taken for one
    double openness = 1.0;   ///< sightings by the cameras in whose picture they are, 0 to 1
};

/// One for each of `people`, who stand before each other as they are seen to. `views`: those that saw them.
[[nodiscard]] std::vector<PersonSight> sights_of(const std::vector<FloorPerson>& people,
                                                 const std::vector<FloorView>& views,
                                                 const SightSettings& settings);

}  // namespace vigie::vision
