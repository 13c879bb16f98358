// What rules of how a zone's people move and wait have in common.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "net/types/crowd.hpp"
#include "vision/rules/rule.hpp"

namespace vigie::vision {

/// A figure of a zone's movement; nothing while it is not known.
using MovementFigure = std::optional<double> net::ZoneCrowd::*;

/// What a movement rule tells of its figure: the evidence's name and unit.
struct MovementRule {
    MovementFigure figure;
    const char* name;
    const char* unit;
    /// Further figures that belong to the evidence, each with its name and unit.
    struct Beside {
        MovementFigure figure;
        const char* name;
        const char* unit;
    };
    std::vector<Beside> beside;
};

/// One measurement of each zone of the rule that a calibrated camera looks at: none in sight while the figure
/// is not known or no camera sees, partial while one of the zone's cameras is blind or its count is a lower
/// bound. Shown is the camera that sees most people in the zone.
[[nodiscard]] std::vector<Measurement> measure_movement(const MovementRule& what,
                                                        const net::RuleConfiguration& rule,
                                                        const Observations& seen);

}  // namespace vigie::vision
