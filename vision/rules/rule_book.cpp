#include "vision/rules/rule_book.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "vision/rules/rule_health.hpp"

namespace vigie::vision {

namespace {

const RuleDefinition* definition_of(net::RuleKind kind) {
    const auto& kinds = rule_kinds();
    const auto found = std::find_if(kinds.begin(), kinds.end(),
                                    [kind](const RuleDefinition& known) { return known.kind == kind; });
    return found == kinds.end() ? nullptr : &*found;
}

std::optional<Subject> subject_of(const net::Alert& alert) {
    if (alert.zone) return Subject(*alert.zone);
    if (alert.camera) return Subject(*alert.camera);
    if (alert.kind == net::RuleKind::venue_over_capacity) return Subject(WholeVenue{});
    return std::nullopt;
}

net::Alert closing(const net::Alert& open, net::UtcTime now, std::string note) {
    net::Alert out = open;
    out.transition = net::Transition::cleared;
    out.at = now;
    out.frame.reset();
    out.evidence.clear();
    out.note = std::move(note);
    return out;
}

/// What the open alert's rule had measured, in the rule's unit; its threshold when it does not say.
double told_by(const net::Alert& open, double threshold) {
    if (open.evidence.empty() || open.evidence.front().threshold.value_or(0.0) <= 0.0) return threshold;
    const double share = open.evidence.front().value / *open.evidence.front().threshold;
    return std::isfinite(share) ? std::max(threshold, threshold * share) : threshold;
}

/// For how long the condition had held at `now`.
net::Microseconds held_by(const net::Alert& open, net::UtcTime now) {
    net::Microseconds held = std::max(net::Microseconds::zero(), now - open.at);
    for (const auto& evidence : open.evidence) {
        if (evidence.name == "duration") held += net::Microseconds(std::llround(evidence.value * 1e6));
    }
    return held;
}

}  // namespace

RuleBook::RuleBook(net::ConfigurationRecord configuration)
    : configuration_(std::move(configuration)), hours_(configuration_.time_zone) {
    for (const auto& hall : configuration_.halls) phases_[hall.hall] = hall.phase;
    for (const auto& rule : configuration_.rules) parts_.push_back(parts_of(rule, configuration_, phases_));
}

void RuleBook::take_phases(const std::vector<net::HallState>& halls) {
    bool changed = false;
    for (const auto& hall : halls) {
        net::VenuePhase& known = phases_[hall.hall];
        changed = changed || known != hall.phase;
        known = hall.phase;
    }
    if (!changed) return;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        parts_[i] = parts_of(configuration_.rules[i], configuration_, phases_);
    }
}

std::vector<net::Alert> RuleBook::evaluate(const Observations& seen) {
    pace_.advance(seen);
    cameras_ = seen.cameras;
    take_phases(seen.occupancy.halls);
    std::vector<net::Alert> out;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        const net::RuleConfiguration& rule = configuration_.rules[i];
        const RuleDefinition* definition = definition_of(rule.kind);
        if (definition == nullptr || !why_off(rule, seen.now).empty()) {
            switch_off(rule, seen.now, out);
            continue;
        }
        for (const auto& part : parts_[i]) {
            if (part.on) {
                evaluate(part, *definition, seen, out);
            } else {
                switch_off(part.rule, seen.now, out);
            }
        }
    }
    return out;
}

void RuleBook::evaluate(const RulePart& part, const RuleDefinition& kind, const Observations& seen,
                        std::vector<net::Alert>& out) {
    const net::RuleConfiguration& rule = part.rule;
    for (auto& measured : kind.measure(rule, seen)) {
        if (kind.fits && !kind.fits(configuration_, measured.subject)) continue;
        Open& open = conditions_[{rule.rule, measured.subject}];
        const auto transition = observe(open, rule, measured, kind.judging);
        if (!transition) continue;
        open.told = rule.priority;
        const net::UtcTime at =
            measured.witness ? seen.scenes.at(*measured.witness)->stamp.captured : seen.now;
        net::Alert told = alert(rule, measured.subject, *transition, at);
        if (measured.shown != nullptr) {
            told.camera = measured.shown->camera;
            told.frame = measured.shown->stamp;
        }
        told.evidence = std::move(measured.evidence);
        const std::chrono::duration<double> held = open.condition.held();
        told.evidence.push_back({"duration", held.count(), std::nullopt, rule.min_duration_s, "s"});
        out.push_back(std::move(told));
    }
}

std::optional<net::Transition> RuleBook::observe(Open& open, const net::RuleConfiguration& rule,
                                                 const Measurement& measured, const Judging& judging) const {
    const bool was_active = open.condition.active();
    const auto transition =
        open.condition.observe(rule, pace_.passed(measured.witness), measured.value, measured.sight, judging);
    if (transition || !was_active || measured.sight == Sight::none) return transition;
    return rule.priority > open.told ? std::optional(net::Transition::updated) : std::nullopt;
}

std::vector<net::Alert> RuleBook::adopt(const std::vector<net::Alert>& open, net::UtcTime now) {
    std::vector<net::Alert> out;
    std::map<Key, const net::Alert*> newest;
    for (const auto& raised : open) {
        const auto subject = subject_of(raised);
        const auto* rule = subject ? rule_of(raised, *subject) : nullptr;
        if (rule == nullptr) {
            out.push_back(closing(raised, now, "rule_removed"));
            continue;
        }
        const net::Alert*& known = newest[{raised.rule, *subject}];
        if (known != nullptr) out.push_back(closing(*known, now, "superseded"));
        known = &raised;
        Open& open_again = conditions_[{raised.rule, *subject}];
        open_again.condition.adopt(held_by(raised, now), told_by(raised, rule->threshold));
        open_again.told = rule->priority;  // a new configuration's priority is no news of the condition
    }
    return out;
}

const net::RuleConfiguration* RuleBook::rule_of(const net::Alert& open, const Subject& subject) const {
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        const net::RuleConfiguration& rule = configuration_.rules[i];
        if (rule.rule != open.rule || rule.kind != open.kind) continue;
        const RuleDefinition* definition = definition_of(rule.kind);
        if (definition == nullptr || !definition->can_watch(configuration_, subject)) return nullptr;
        if (definition->fits && !definition->fits(configuration_, subject)) return nullptr;
        for (const auto& part : parts_[i]) {
            const auto subjects = subjects_of(part.rule);
            if (std::find(subjects.begin(), subjects.end(), subject) != subjects.end()) return &part.rule;
        }
    }
    return nullptr;
}

void RuleBook::switch_off(const net::RuleConfiguration& rule, net::UtcTime now,
                          std::vector<net::Alert>& out) {
    for (const auto& subject : subjects_of(rule)) {
        const auto open = conditions_.find({rule.rule, subject});
        if (open == conditions_.end()) continue;
        if (open->second.condition.active()) {
            out.push_back(alert(rule, subject, net::Transition::cleared, now));
            out.back().note = "rule_off";
        }
        conditions_.erase(open);
    }
}

net::Alert RuleBook::alert(const net::RuleConfiguration& rule, const Subject& subject,
                           net::Transition transition, net::UtcTime at) const {
    net::Alert out;
    out.node = configuration_.node;
    out.rule = rule.rule;
    out.kind = rule.kind;
    out.priority = rule.priority;
    out.transition = transition;
    out.at = at;
    if (const auto* zone = std::get_if<net::ZoneId>(&subject)) {
        out.zone = *zone;
        for (const auto& known : configuration_.zones) {
            if (known.zone == *zone && !known.cameras.empty()) out.camera = known.cameras.front();
        }
    } else if (const auto* camera = std::get_if<net::CameraId>(&subject)) {
        out.camera = *camera;
    }
    return out;
}

std::vector<net::RuleHealth> RuleBook::health(net::UtcTime now) const {
    std::vector<net::RuleHealth> out;
    out.reserve(parts_.size());
    for (std::size_t i = 0; i < parts_.size(); ++i) out.push_back(health_of(i, now));
    return out;
}

std::vector<net::Sentence> RuleBook::why_off(const net::RuleConfiguration& rule, net::UtcTime now) const {
    std::vector<net::Sentence> out;
    if (configuration_.profile == net::LegalProfile::french_private_venue && net::needs_order(rule.kind) &&
        rule.purpose.order.empty()) {
        out.push_back({"its kind needs an order: enter the reference of one as purpose.order",
                       net::Reason::rule_without_order});
    }
    if (rule.purpose.until && now >= *rule.purpose.until) {
        out.push_back(
            {"its purpose has expired: enter a new order or remove the rule", net::Reason::rule_expired});
    }
    if (rule.purpose.from && now < *rule.purpose.from) {
        out.push_back({"its purpose has not begun yet", net::Reason::rule_not_begun});
    }
    if (!hours_.covers(rule.schedule, now)) {
        out.push_back({"it is outside of the rule's hours", net::Reason::rule_off_schedule});
    }
    return out;
}

net::RuleHealth RuleBook::health_of(std::size_t index, net::UtcTime now) const {
    const net::RuleConfiguration& rule = configuration_.rules[index];
    const RuleDefinition* definition = definition_of(rule.kind);
    if (definition == nullptr) {
        return {rule.rule, false, {"this node does not know this kind of rule", net::Reason::rule_unknown}};
    }
    return vision::health_of(rule, *definition, parts_[index], configuration_, cameras_, why_off(rule, now));
}

}  // namespace vigie::vision
