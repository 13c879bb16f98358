// A rule as it stands for one of its subjects: halls in different phases hold it differently.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "net/types/venue.hpp"
#include "vision/rules/rule.hpp"

namespace vigie::vision {

/// The phase that each hall is in.
using HallPhaseMap = std::map<net::HallId, net::VenuePhase>;

/// A zone's dangerous band ends at this share of it, where a rule does not say: a crowd that thins out by a
/// seventh has truly thinned out.
inline constexpr double kBandClearShare = 0.85;

/// A rule with some of its subjects only, and what holds for them now. A value.
struct RulePart {
    net::RuleConfiguration rule;
    bool on = true;                   ///< false: its hall is in a phase that the rule is not for
    std::optional<net::HallId> hall;  ///< of its one subject, if phases matter to the rule
};

/// The subjects that a rule names, in its order; the venue for the kind that is about it.
[[nodiscard]] std::vector<Subject> subjects_of(const net::RuleConfiguration& rule);

/// The rule in parts that each hold all of their subjects alike. A zone without hall, and a camera, follow no
/// phase: for them the rule is on in all and as it is without. A threshold that a phase changes takes
/// clear_below along in proportion, unless the phase says otherwise. An over-density without threshold is
/// held against each zone's own dangerous band.
[[nodiscard]] std::vector<RulePart> parts_of(const net::RuleConfiguration& rule,
                                             const net::ConfigurationRecord& record,
                                             const HallPhaseMap& phases);

}  // namespace vigie::vision
