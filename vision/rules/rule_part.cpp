#include "vision/rules/rule_part.hpp"

#include <algorithm>

#include "vision/rules/zone_sight.hpp"

namespace vigie::vision {

namespace {

std::optional<net::HallId> hall_of(const Subject& subject, const net::ConfigurationRecord& record) {
    const auto* zone = std::get_if<net::ZoneId>(&subject);
    if (zone == nullptr) return std::nullopt;
    for (const auto& hall : record.halls) {
        if (std::find(hall.zones.begin(), hall.zones.end(), *zone) != hall.zones.end()) return hall.hall;
    }
    return std::nullopt;
}

void narrow_to(const Subject& subject, net::RuleConfiguration& rule) {
    rule.zones.clear();
    rule.cameras.clear();
    if (const auto* zone = std::get_if<net::ZoneId>(&subject)) rule.zones = {*zone};
    if (const auto* camera = std::get_if<net::CameraId>(&subject)) rule.cameras = {*camera};
}

void set_for(net::VenuePhase phase, net::RuleConfiguration& rule) {
    const auto setting =
        std::find_if(rule.in_phases.begin(), rule.in_phases.end(),
                     [phase](const net::PhaseSetting& known) { return known.phase == phase; });
    if (setting == rule.in_phases.end()) return;
    if (setting->threshold) {
        if (rule.threshold > 0.0) rule.clear_below *= *setting->threshold / rule.threshold;
        rule.threshold = *setting->threshold;
    }
    if (setting->clear_below) rule.clear_below = *setting->clear_below;
    rule.clear_below = std::min(rule.clear_below, rule.threshold);
    if (setting->priority) rule.priority = *setting->priority;
}

bool is_by_band(const net::RuleConfiguration& rule) {
    return rule.kind == net::RuleKind::over_density && rule.threshold <= 0.0;
}

void set_by_band(const Subject& subject, const net::ConfigurationRecord& record,
                 net::RuleConfiguration& rule) {
    const auto* zone = zone_of(subject, record);
    if (zone == nullptr) return;
    rule.threshold = zone->bands.dangerous;
    rule.clear_below = rule.clear_below > 0.0 ? std::min(rule.clear_below, rule.threshold)
                                              : kBandClearShare * rule.threshold;
}

}  // namespace

std::vector<Subject> subjects_of(const net::RuleConfiguration& rule) {
    if (rule.kind == net::RuleKind::venue_over_capacity) return {WholeVenue{}};
    std::vector<Subject> out(rule.zones.begin(), rule.zones.end());
    out.insert(out.end(), rule.cameras.begin(), rule.cameras.end());
    return out;
}

std::vector<RulePart> parts_of(const net::RuleConfiguration& rule, const net::ConfigurationRecord& record,
                               const HallPhaseMap& phases) {
    if (rule.phases.empty() && rule.in_phases.empty() && !is_by_band(rule)) return {{rule, true, {}}};
    std::vector<RulePart> out;
    for (const auto& subject : subjects_of(rule)) {
        RulePart part{rule, true, hall_of(subject, record)};
        narrow_to(subject, part.rule);
        if (is_by_band(rule)) set_by_band(subject, record, part.rule);
        const auto phase = part.hall ? phases.find(*part.hall) : phases.end();
        if (phase != phases.end()) {
            part.on = rule.phases.empty() ||
                      std::find(rule.phases.begin(), rule.phases.end(), phase->second) != rule.phases.end();
            set_for(phase->second, part.rule);
        }
        out.push_back(std::move(part));
    }
    return out;
}

}  // namespace vigie::vision
