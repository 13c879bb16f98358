// What rules of how a zone's people move and wait have in common.
#pragma once

#include <vector>

#include "net/types/camera_movement.hpp"
#include "vision/rules/rule.hpp"

namespace vigie::vision {

/// What a movement rule tells of its figure: the evidence's name and unit.
struct MovementRule {
    net::MovementFigure figure;
    const char* name;
    const char* unit;
    /// Further figures that belong to the evidence, each with its name and unit.
    struct Beside {
        net::MovementFigure figure;
        const char* name;
        const char* unit;
    };
    std::vector<Beside> beside;
};

/// One measurement of each zone of the rule that a calibrated camera looks at: none in sight while the figure
/// is not known or no camera sees, partial while one of the zone's cameras is blind or does not know its own
/// yet, or its count is a lower bound. Shown is the camera whose finding the figure is, with what else it
/// finds.
[[nodiscard]] std::vector<Measurement> measure_movement(const MovementRule& what,
                                                        const net::RuleConfiguration& rule,
                                                        const Observations& seen);

}  // namespace vigie::vision
