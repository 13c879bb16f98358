// Which of a rule's subjects it watches, and why not the others.
#pragma once

#include <vector>

#include "net/types/health.hpp"
#include "vision/rules/rule.hpp"
#include "vision/rules/rule_part.hpp"

namespace vigie::vision {

/// Of a rule that nothing else switches off. It is on while it watches any subject; of several reasons the
/// one that only a person can mend is told: no calibration, then a subject that lacks what the kind is about,
/// then a class that no model looks for, then the phase. `cameras`: as they are now. `rule`: as configured.
[[nodiscard]] net::RuleHealth health_of_subjects(const net::RuleConfiguration& rule,
                                                 const RuleDefinition& kind,
                                                 const std::vector<RulePart>& parts,
                                                 const net::ConfigurationRecord& record,
                                                 const CameraObservations& cameras);

}  // namespace vigie::vision
