// How the people of a zone move and wait, in words.
#pragma once

#include <string>
#include <vector>

#include "console/situation/situation.hpp"

namespace vigie::console {

/// A figure and its name, as "Mean speed", "0.8 m/s".
struct MovementFigure {
    std::string name;
    std::string value;
};

/// What its node knows now, the most telling first; empty while it knows nothing, or is not heard: a speed of
/// then is not one of now.
[[nodiscard]] std::vector<MovementFigure> movement_figures(const Situation& situation,
                                                           const ZoneSituation& zone);

/// The same in lines "name: value", below the zone's use and area; for showing beside the pointer.
[[nodiscard]] std::string zone_words(const Situation& situation, const ZoneSituation& zone);

}  // namespace vigie::console
