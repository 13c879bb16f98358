#include "vision/rules/rule_book.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>
#include <string>

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
    return std::nullopt;
}

std::vector<Subject> subjects_of(const net::RuleConfiguration& rule) {
    std::vector<Subject> out(rule.zones.begin(), rule.zones.end());
    out.insert(out.end(), rule.cameras.begin(), rule.cameras.end());
    return out;
}

std::string name_of(const Subject& subject) {
    if (const auto* zone = std::get_if<net::ZoneId>(&subject)) return "zone '" + zone->text() + "'";
    return "camera '" + std::get<net::CameraId>(subject).text() + "'";
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

std::vector<net::Alert> RuleBook::evaluate(const Observations& seen) {
    pace_.advance(seen);
    std::vector<net::Alert> out;
    for (const auto& rule : configuration_.rules) {
        const RuleDefinition* definition = definition_of(rule.kind);
        if (definition == nullptr || !health_of(rule, seen.now).on) {
            switch_off(rule, seen.now, out);
            continue;
        }
        for (auto& measured : definition->measure(rule, seen)) {
            Condition& condition = conditions_[{rule.rule, measured.subject}];
            const auto transition = condition.observe(rule, pace_.passed(measured.witness), measured.value,
                                                      measured.sight, definition->judging);
            if (!transition) continue;
            const net::UtcTime at =
                measured.witness ? seen.scenes.at(*measured.witness)->stamp.captured : seen.now;
            net::Alert told = alert(rule, measured.subject, *transition, at);
            if (measured.shown != nullptr) {
                told.camera = measured.shown->camera;
                told.frame = measured.shown->stamp;
            }
            told.evidence = std::move(measured.evidence);
            const std::chrono::duration<double> held = condition.held();
            told.evidence.push_back({"duration", held.count(), std::nullopt, rule.min_duration_s, "s"});
            out.push_back(std::move(told));
        }
    }
    return out;
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
        conditions_[{raised.rule, *subject}].adopt(held_by(raised, now), told_by(raised, rule->threshold));
    }
    return out;
}

const net::RuleConfiguration* RuleBook::rule_of(const net::Alert& open, const Subject& subject) const {
    const auto rule =
        std::find_if(configuration_.rules.begin(), configuration_.rules.end(),
                     [&open](const net::RuleConfiguration& known) { return known.rule == open.rule; });
    if (rule == configuration_.rules.end() || rule->kind != open.kind) return nullptr;
    const auto subjects = subjects_of(*rule);
    const RuleDefinition* definition = definition_of(rule->kind);
    const bool watches = definition != nullptr && definition->can_watch(configuration_, subject) &&
                         std::find(subjects.begin(), subjects.end(), subject) != subjects.end();
    return watches ? &*rule : nullptr;
}

void RuleBook::switch_off(const net::RuleConfiguration& rule, net::UtcTime now,
                          std::vector<net::Alert>& out) {
    for (auto& [key, condition] : conditions_) {
        if (key.first != rule.rule) continue;
        if (condition.active()) {
            out.push_back(alert(rule, key.second, net::Transition::cleared, now));
            out.back().note = "rule_off";
        }
        condition = Condition();
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
    } else {
        out.camera = std::get<net::CameraId>(subject);
    }
    return out;
}

std::vector<net::RuleHealth> RuleBook::health(net::UtcTime now) const {
    std::vector<net::RuleHealth> out;
    out.reserve(configuration_.rules.size());
    for (const auto& rule : configuration_.rules) out.push_back(health_of(rule, now));
    return out;
}

net::RuleHealth RuleBook::health_of(const net::RuleConfiguration& rule, net::UtcTime now) const {
    const RuleDefinition* definition = definition_of(rule.kind);
    if (definition == nullptr) {
        return {rule.rule, false, {"this node does not know this kind of rule", net::Reason::rule_unknown}};
    }
    if (rule.purpose.until && now >= *rule.purpose.until) {
        return {rule.rule,
                false,
                {"its purpose has expired: enter a new order or remove the rule", net::Reason::rule_expired}};
    }
    if (rule.purpose.from && now < *rule.purpose.from) {
        return {rule.rule, false, {"its purpose has not begun yet", net::Reason::rule_not_begun}};
    }
    std::string unwatched;
    std::vector<std::string> unwatched_ids;
    bool watches = false;
    for (const auto& subject : subjects_of(rule)) {
        if (definition->can_watch(configuration_, subject)) {
            watches = true;
        } else {
            unwatched += (unwatched.empty() ? "" : ", ") + name_of(subject);
            unwatched_ids.push_back(std::visit([](const auto& id) { return id.text(); }, subject));
        }
    }
    if (unwatched.empty()) return {rule.rule, watches, {}};
    return {rule.rule,
            watches,
            {unwatched + " is not watched: its camera has no calibration", net::Reason::rule_uncalibrated,
             std::move(unwatched_ids)}};
}

}  // namespace vigie::vision
