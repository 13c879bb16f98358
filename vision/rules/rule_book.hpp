// All rules of a node: evaluates them, and turns figures into alerts.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "net/types/alert.hpp"
#include "net/types/health.hpp"
#include "net/types/venue.hpp"
#include "vision/rules/condition.hpp"
#include "vision/rules/rule.hpp"
#include "vision/rules/scene_pace.hpp"

namespace vigie::vision {

/// Pure: time and observations come in, alerts go out. Owned by one thread.
class RuleBook {
public:
    explicit RuleBook(net::ConfigurationRecord configuration) : configuration_(std::move(configuration)) {}

    /// What changed at `seen.now`. An alert's time is the capture time of the frame that it was seen in, or
    /// `now` when none was. The alerts have no number, archive or condition yet: the recorder gives them.
    /// A rule whose purpose has ended clears what it had raised, with the note "rule_off".
    [[nodiscard]] std::vector<net::Alert> evaluate(const Observations& seen);

    /// After a restart: goes on with the conditions that a rule of this book can still watch, and
    /// returns a clearing alert, with the note "rule_removed", for each of the others; of two that are
    /// open for one rule and subject, the older one is cleared with the note "superseded". `open`: oldest
    /// first, as the store gives them.
    [[nodiscard]] std::vector<net::Alert> adopt(const std::vector<net::Alert>& open, net::UtcTime now);

    /// Which rules are on at `now`, and why others are not. A rule that is on and cannot watch some of its
    /// subjects names them.
    [[nodiscard]] std::vector<net::RuleHealth> health(net::UtcTime now) const;

private:
    using Key = std::pair<net::RuleId, Subject>;

    [[nodiscard]] net::Alert alert(const net::RuleConfiguration& rule, const Subject& subject,
                                   net::Transition transition, net::UtcTime at) const;
    [[nodiscard]] const net::RuleConfiguration* rule_of(const net::Alert& open, const Subject& subject) const;
    void switch_off(const net::RuleConfiguration& rule, net::UtcTime now, std::vector<net::Alert>& out);
    [[nodiscard]] net::RuleHealth health_of(const net::RuleConfiguration& rule, net::UtcTime now) const;

    net::ConfigurationRecord configuration_;
    ScenePace pace_;
    std::map<Key, Condition> conditions_;
};

}  // namespace vigie::vision
