// People whom cameras see in places so far apart that fusion makes several of one.
#pragma once

#include "net/types/count.hpp"
#include "vision/analysis/settings.hpp"
#include "vision/fusion/floor_people.hpp"
#include "vision/fusion/person_sight.hpp"
#include "vision/fusion/sight_settings.hpp"

namespace vigie::vision {

/// Share of somebody, 0 to 1, that a person of the floor is: the cameras that see them by those that ought
/// to. Where places are too far off to be put together rightly, whom four cameras see may be three people,
/// and together they are still one. The sum over all is the estimator of Horvitz and Thompson (J. Am.
/// Statist. Assoc. 47, 1952): a sighting weighs the inverse of how many are expected of one person.
[[nodiscard]] double share_of(const FloorPerson& person, const PersonSight& sight,
                              const PresenceSettings& presence);

/// How far people of a floor are taken for torn apart, 0 to 1. `known_doubt`: FloorPeople::known_doubt_on();
/// `openness`: mean of theirs (PersonSight), 0 to 1.
[[nodiscard]] double tornness(double known_doubt, double openness, const SightSettings& settings);

/// People of whom `together` were told apart by all cameras and one alone counts as `camera`, not less than
/// `together`. As far as that is `doubted`, 0 to 1, its low end has to be more, too: the largest of several
/// cameras' errors would be that of the whole.
[[nodiscard]] double raised_by(const net::Count& camera, double together, double doubted);

/// Raises `count`, which began as `together`, by what one camera or its crowd counts. The camera's high end
/// is taken as far as its number lies beyond those that were put together: at their high end as it is, at
/// their number not at all.
void raise(net::Count& count, const net::Count& camera, const net::Count& together, double doubted);

}  // namespace vigie::vision
