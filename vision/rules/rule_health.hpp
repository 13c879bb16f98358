// Which of a rule's subjects it watches, and why not the others.
#pragma once

#include <vector>

#include "net/types/health.hpp"
#include "vision/rules/rule.hpp"
#include "vision/rules/rule_part.hpp"

namespace vigie::vision {

/// `reasons`: what switches the whole rule off now, the law first. After them come those of its subjects,
/// what only a person can mend before what passes: no calibration, a subject that lacks what the kind is
/// about, a class that no model looks for, the phase. The rule is on while no reason is given and it watches
/// any subject; every reason is told, of subjects too while it is on. `cameras`: as they are now. `rule`: as
/// configured.
[[nodiscard]] net::RuleHealth health_of(const net::RuleConfiguration& rule, const RuleDefinition& kind,
                                        const std::vector<RulePart>& parts,
                                        const net::ConfigurationRecord& record,
                                        const CameraObservations& cameras,
                                        std::vector<net::Sentence> reasons = {});

}  // namespace vigie::vision
