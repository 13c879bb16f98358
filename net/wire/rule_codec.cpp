#include "net/wire/rule_codec.hpp"

#include <algorithm>
#include <string>

#include "net/wire/space_codec.hpp"

namespace vigie::net {
namespace {

constexpr double kLongest = 3.2e7;  // s, about a year
constexpr double kLargestThreshold = 1e9;
constexpr std::size_t kMostPhases = 6;
constexpr std::size_t kMostSpans = 64;
constexpr std::uint32_t kEveryDay = 0x7F;
constexpr std::uint32_t kMinutesOfDay = 1440;

void write_purpose(const Purpose& purpose, v1::Purpose& to) {
    to.set_legal_basis(purpose.legal_basis);
    to.set_authority(purpose.authority);
    to.set_order(purpose.order);
    if (purpose.from) {
        to.set_from_us(wire_time(*purpose.from));
    }
    if (purpose.until) {
        to.set_until_us(wire_time(*purpose.until));
    }
}

Purpose read_purpose(Check& check, const v1::Purpose& from) {
    const Check::Inside inside(check, "purpose");
    Purpose purpose;
    purpose.legal_basis = check.text("legal_basis", from.legal_basis(), 0, kLongestSentence);
    purpose.authority = check.text("authority", from.authority(), 0, kLongestSentence);
    purpose.order = check.text("order", from.order(), 0, kLongestSentence);
    if (from.has_from_us()) {
        purpose.from = check.utc("from_us", from.from_us());
    }
    if (from.has_until_us()) {
        purpose.until = check.utc("until_us", from.until_us());
    }
    return purpose;
}

void write_setting(const PhaseSetting& setting, v1::PhaseSetting& to) {
    to.set_phase(static_cast<v1::VenuePhase>(setting.phase));
    if (setting.threshold) {
        to.set_threshold(*setting.threshold);
    }
    if (setting.clear_below) {
        to.set_clear_below(*setting.clear_below);
    }
    if (setting.priority) {
        to.set_priority(static_cast<v1::Priority>(*setting.priority));
    }
}

PhaseSetting read_setting(Check& check, const v1::PhaseSetting& from) {
    PhaseSetting setting;
    setting.phase = check.known<VenuePhase>("phase", from.phase(), kLastPhase);
    if (from.has_threshold()) {
        setting.threshold =
            check.number("threshold", from.threshold(), -kLargestThreshold, kLargestThreshold);
    }
    if (from.has_clear_below()) {
        setting.clear_below =
            check.number("clear_below", from.clear_below(), -kLargestThreshold, kLargestThreshold);
    }
    if (from.priority() != v1::PRIORITY_UNSPECIFIED) {
        setting.priority = check.known<Priority>("priority", from.priority(), 4);
    }
    return setting;
}

ScheduleSpan read_span(Check& check, const v1::ScheduleSpan& from) {
    ScheduleSpan span;
    span.days = static_cast<std::uint8_t>(check.whole32("days", from.days(), 1, kEveryDay));
    span.from_minute =
        static_cast<std::uint16_t>(check.whole32("from_minute", from.from_minute(), 0, kMinutesOfDay - 1));
    span.until_minute =
        static_cast<std::uint16_t>(check.whole32("until_minute", from.until_minute(), 0, kMinutesOfDay));
    return span;
}

/// The phases of a rule, each known and there once.
std::vector<VenuePhase> read_phases(Check& check, const google::protobuf::RepeatedField<int>& from) {
    std::vector<VenuePhase> phases;
    if (!check.at_most("phases", from.size(), kMostPhases)) {
        return phases;
    }
    for (const int value : from) {
        const auto phase = check.known<VenuePhase>("phases", value, kLastPhase);
        if (std::find(phases.begin(), phases.end(), phase) != phases.end()) {
            check.fault("phases", "names '" + std::string(key_of(phase)) + "' twice");
        }
        phases.push_back(phase);
    }
    return phases;
}

}  // namespace

RuleKind read_rule_kind(Check& check, std::string_view field, int value) {
    const auto kind = check.known<RuleKind>(field, value, static_cast<int>(kLastRuleKind));
    if (check.ok() && !is_of_nodes(kind)) {
        check.fault(field, "is '" + std::string(key_of(kind)) + "', which only consoles notice");
    }
    return kind;
}

void write_rule(const RuleConfiguration& rule, v1::RuleConfiguration& to) {
    to.set_rule(rule.rule.text());
    to.set_kind(static_cast<v1::RuleKind>(rule.kind));
    to.set_name(rule.name);
    to.set_priority(static_cast<v1::Priority>(rule.priority));
    for (const auto& zone : rule.zones) {
        to.add_zones(zone.text());
    }
    for (const auto& camera : rule.cameras) {
        to.add_cameras(camera.text());
    }
    to.set_threshold(rule.threshold);
    to.set_clear_below(rule.clear_below);
    to.set_min_duration_s(rule.min_duration_s);
    to.set_clear_after_s(rule.clear_after_s);
    write_purpose(rule.purpose, *to.mutable_purpose());
    for (const auto phase : rule.phases) {
        to.add_phases(static_cast<v1::VenuePhase>(phase));
    }
    for (const auto& setting : rule.in_phases) {
        write_setting(setting, *to.add_in_phases());
    }
    for (const auto& span : rule.schedule) {
        auto& row = *to.add_schedule();
        row.set_days(span.days);
        row.set_from_minute(span.from_minute);
        row.set_until_minute(span.until_minute);
    }
    to.set_label(rule.label);
}

RuleConfiguration read_rule(Check& check, const v1::RuleConfiguration& from) {
    RuleConfiguration rule;
    rule.rule = check.id<RuleId>("rule", from.rule());
    rule.kind = read_rule_kind(check, "kind", from.kind());
    rule.name = check.text("name", from.name(), 0, kLongestName);
    rule.priority = check.known<Priority>("priority", from.priority(), 4);
    rule.zones = read_ids<ZoneId>(check, "zones", from.zones(), kMostPlaces);
    rule.cameras = read_ids<CameraId>(check, "cameras", from.cameras(), kMostPlaces);
    rule.threshold = check.number("threshold", from.threshold(), -kLargestThreshold, kLargestThreshold);
    rule.clear_below = check.number("clear_below", from.clear_below(), -kLargestThreshold, kLargestThreshold);
    rule.min_duration_s = check.number("min_duration_s", from.min_duration_s(), 0.0, kLongest);
    rule.clear_after_s = check.number("clear_after_s", from.clear_after_s(), 0.0, kLongest);
    rule.purpose = read_purpose(check, from.purpose());
    rule.phases = read_phases(check, from.phases());
    rule.in_phases = read_each<PhaseSetting>(check, "in_phases", from.in_phases(), kMostPhases, read_setting);
    rule.schedule = read_each<ScheduleSpan>(check, "schedule", from.schedule(), kMostSpans, read_span);
    rule.label = check.text("label", from.label(), 0, kLongestName);
    return rule;
}

}  // namespace vigie::net
