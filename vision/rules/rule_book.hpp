// All rules of a node: evaluates them, and turns figures into alerts.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "net/types/alert.hpp"
#include "net/types/health.hpp"
#include "net/types/venue.hpp"
#include "vision/rules/condition.hpp"
#include "vision/rules/hours.hpp"
#include "vision/rules/rule.hpp"
#include "vision/rules/rule_part.hpp"
#include "vision/rules/scene_pace.hpp"

namespace vigie::vision {

/// Pure: time and observations come in, alerts go out. Owned by one thread.
class RuleBook {
public:
    explicit RuleBook(net::ConfigurationRecord configuration);

    /// What changed at `seen.now`. An alert's time is the capture time of the frame that it was seen in, or
    /// `now` when none was. The alerts have no number, archive or condition yet: the recorder gives them.
    /// A rule that goes off (purpose, order, hours, phase of the subject's hall) clears what it had raised,
    /// with the note "rule_off". One that a phase makes more urgent tells it of what is open. Phases are
    /// those of `seen.occupancy.halls`.
    [[nodiscard]] std::vector<net::Alert> evaluate(const Observations& seen);

    /// After a restart: goes on with the conditions that a rule of this book can still watch, and
    /// returns a clearing alert, with the note "rule_removed", for each of the others; of two that are
    /// open for one rule and subject, the older one is cleared with the note "superseded". `open`: oldest
    /// first, as the store gives them.
    [[nodiscard]] std::vector<net::Alert> adopt(const std::vector<net::Alert>& open, net::UtcTime now);

    /// Which rules are on at `now`, with phases and models as of the last evaluation, and why others are not.
    /// A rule that is on and cannot watch some of its subjects, or not in their halls' phases, names them.
    [[nodiscard]] std::vector<net::RuleHealth> health(net::UtcTime now) const;

private:
    using Key = std::pair<net::RuleId, Subject>;
    struct Open {
        Condition condition;
        net::Priority told = net::Priority::low;
    };

    [[nodiscard]] net::Alert alert(const net::RuleConfiguration& rule, const Subject& subject,
                                   net::Transition transition, net::UtcTime at) const;
    /// The rule as it stands for the subject of an open alert; null when it no longer watches it.
    [[nodiscard]] const net::RuleConfiguration* rule_of(const net::Alert& open, const Subject& subject) const;
    void take_phases(const std::vector<net::HallState>& halls);
    void evaluate(const RulePart& part, const RuleDefinition& kind, const Observations& seen,
                  std::vector<net::Alert>& out);
    [[nodiscard]] std::optional<net::Transition> observe(Open& open, const net::RuleConfiguration& rule,
                                                         const Measurement& measured,
                                                         const Judging& judging) const;
    void switch_off(const net::RuleConfiguration& rule, net::UtcTime now, std::vector<net::Alert>& out);
    [[nodiscard]] net::RuleHealth health_of(std::size_t rule, net::UtcTime now) const;
    /// Why the rule is off for all of its subjects at `now`; empty: it is not.
    [[nodiscard]] std::vector<net::Sentence> why_off(const net::RuleConfiguration& rule,
                                                     net::UtcTime now) const;

    net::ConfigurationRecord configuration_;
    Hours hours_;
    HallPhaseMap phases_;
    std::vector<std::vector<RulePart>> parts_;  ///< of each rule, in the phases of now
    ScenePace pace_;
    CameraObservations cameras_;  ///< as of the last evaluation
    std::map<Key, Open> conditions_;
};

}  // namespace vigie::vision
