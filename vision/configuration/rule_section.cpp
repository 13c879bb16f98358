// Rules and their purposes.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "vision/configuration/sections.hpp"

namespace vigie::vision {

namespace {

/// What a kind is about and what it does unless the file says otherwise.
struct KindRow {
    net::RuleKind kind;
    bool of_zones;
    double threshold;
    double clear_below;
    double min_duration_s;
    double clear_after_s;
    double most;                  ///< largest sensible threshold
    bool of_cameras = !of_zones;  ///< zones, cameras, or some of both
};

constexpr std::array<KindRow, 8> kKinds{{
    {net::RuleKind::intrusion, true, 1.0, 1.0, 0.7, 5.0, 10000.0},
    {net::RuleKind::over_capacity, true, 1.0, 0.9, 3.0, 5.0, 10.0},
    {net::RuleKind::camera_silent, false, 3.0, 1.0, 0.0, 2.0, 3600.0},
    {net::RuleKind::camera_frozen, false, 5.0, 1.0, 0.0, 2.0, 3600.0},
    {net::RuleKind::abandoned_object, true, 30.0, 1.0, 0.0, 5.0, 3600.0, true},
    {net::RuleKind::removed_object, true, 10.0, 1.0, 0.0, 5.0, 3600.0, true},
    {net::RuleKind::person_down, true, 4.0, 1.0, 0.0, 3.0, 3600.0, true},
    {net::RuleKind::smoke_or_fire, false, 5.0, 1.0, 0.0, 5.0, 3600.0},
}};

const KindRow* read_kind(net::TomlReader& table) {
    const std::string text = table.text("kind");
    const auto kind = net::rule_kind_from_key(text);
    std::string names;
    for (const auto& row : kKinds) {
        if (kind == row.kind) return &row;
        names += (names.empty() ? "" : ", ") + std::string(net::key_of(row.kind));
    }
    table.refuse("kind", fmt::format("'{}' is not a rule that this node knows (known: {})", text, names));
    return nullptr;
}

std::optional<net::UtcTime> read_date(net::TomlReader& table, std::string_view key) {
    using std::chrono::January;
    constexpr net::UtcTime kEarliest = std::chrono::sys_days(std::chrono::year(2000) / January / 1);
    constexpr net::UtcTime kLatest = std::chrono::sys_days(std::chrono::year(2200) / January / 1);
    const auto date = table.moment_if_any(key);
    if (date && (*date < kEarliest || *date >= kLatest)) {
        table.refuse(key, "must lie in the years 2000 to 2199; correct the year");
    }
    return date;
}

void read_purpose(net::TomlReader& rule, net::Purpose& out) {
    if (!rule.has("purpose")) {
        rule.refuse("purpose",
                    "is missing; add [rule.purpose] with legal_basis and authority: no rule runs without");
        return;
    }
    auto table = rule.table("purpose");
    out.legal_basis = read_text(table, "legal_basis", kLongestSentence);
    out.authority = read_text(table, "authority", kLongestSentence);
    out.from = read_date(table, "from");
    out.until = read_date(table, "until");
    if (out.from && out.until && *out.until <= *out.from) table.refuse("until", "must be later than 'from'");
    table.finish();
}

void read_subjects(net::TomlReader& table, const KindRow& kind, const NodeConfiguration& out,
                   net::RuleConfiguration& rule) {
    const bool both = kind.of_zones && kind.of_cameras;
    const char* key = kind.of_zones ? "zones" : "cameras";
    const char* other = kind.of_zones ? "cameras" : "zones";
    if (!both && table.has(other)) {
        std::ignore = table.texts(other);
        table.refuse(other, fmt::format("does not belong to a rule of kind {}; use '{}'",
                                        net::key_of(kind.kind), key));
    }
    const auto zones = kind.of_zones ? read_names(table, "zones") : std::vector<std::string>();
    const auto cameras = kind.of_cameras ? read_names(table, "cameras") : std::vector<std::string>();
    for (const auto& name : zones) {
        const auto* zone = find_named(table, "zones", name, out.record.zones, &net::ZoneConfiguration::zone);
        if (zone == nullptr) continue;
        if (kind.kind == net::RuleKind::over_capacity && !zone->capacity) {
            table.refuse("zones", fmt::format("names '{}', which has no capacity; give the zone one", name));
        }
        rule.zones.push_back(zone->zone);
    }
    for (const auto& name : cameras) {
        const auto* camera =
            find_named(table, "cameras", name, out.record.cameras, &net::CameraConfiguration::camera);
        if (camera != nullptr) rule.cameras.push_back(camera->camera);
    }
    if (zones.empty() && cameras.empty()) {
        table.refuse(key, fmt::format("must name at least one of the {}", both ? "zones or cameras" : key));
    }
}

}  // namespace

void read_rules(net::TomlReader& top, NodeConfiguration& out) {
    for (auto& table : read_tables(top, "rule")) {
        net::RuleConfiguration rule;
        rule.rule = read_new_id<net::RuleId>(table, out.record.rules, &net::RuleConfiguration::rule);
        rule.name = read_text(table, "name");
        const KindRow* kind = read_kind(table);
        const std::string priority = table.text("priority", "medium");
        if (const auto known = net::priority_from_key(priority)) {
            rule.priority = *known;
        } else {
            table.refuse("priority", "must be low, medium, high or critical");
        }
        read_purpose(table, rule.purpose);
        if (kind == nullptr) return;  // the rest depends on it
        rule.kind = kind->kind;
        read_subjects(table, *kind, out, rule);
        rule.threshold = table.number("threshold", kind->threshold, 0.001, kind->most);
        const double usual = std::min(kind->clear_below, rule.threshold);
        rule.clear_below = table.number("clear_below", usual, 0.0, kind->most);
        if (rule.clear_below > rule.threshold) {
            table.refuse("clear_below",
                         "must not be above 'threshold', or the condition would end while it holds");
        }
        rule.min_duration_s = table.number("min_duration_s", kind->min_duration_s, 0.0, 3600.0);
        rule.clear_after_s = table.number("clear_after_s", kind->clear_after_s, 0.0, 3600.0);
        table.finish();
        out.record.rules.push_back(std::move(rule));
    }
}

}  // namespace vigie::vision
