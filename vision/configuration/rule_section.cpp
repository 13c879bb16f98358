// Rules and their purposes.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "vision/configuration/sections.hpp"

namespace vigie::vision {

namespace {

constexpr double kLeastThreshold = 0.001;
// A density that a rule sets ends at this share of it, as a zone's own band does (see rules/rule_part.hpp).
constexpr double kBandClearShare = 0.85;

/// What a kind of rule watches.
enum class About : std::uint8_t { zones, cameras, zones_and_cameras, venue };

/// What a kind is about and what it does unless the file says otherwise.
struct KindRow {
    net::RuleKind kind;
    About about;
    double threshold;
    double clear_below;
    double min_duration_s;
    double clear_after_s;
    double most;  ///< largest sensible threshold
};

// An over-density without threshold is held against each zone's own dangerous band: 0. Dispersal: faster than
// people walk (1.34 m/s, Weidmann, Transporttechnik der Fussgaenger, 1993). Turbulence: Helbing, Johansson
// and Al-Abideen, 2007.
constexpr std::array kKinds{
    KindRow{net::RuleKind::intrusion, About::zones, 1.0, 1.0, 0.7, 5.0, 10000.0},
    KindRow{net::RuleKind::over_capacity, About::zones, 1.0, 0.9, 3.0, 5.0, 10.0},
    KindRow{net::RuleKind::camera_silent, About::cameras, 3.0, 1.0, 0.0, 2.0, 3600.0},
    KindRow{net::RuleKind::camera_frozen, About::cameras, 5.0, 1.0, 0.0, 2.0, 3600.0},
    KindRow{net::RuleKind::wrong_direction, About::zones, 1.0, 1.0, 0.5, 5.0, 10000.0},
    KindRow{net::RuleKind::over_density, About::zones, 0.0, 0.0, 2.0, 10.0, 20.0},
    KindRow{net::RuleKind::venue_over_capacity, About::venue, 1.0, 0.97, 10.0, 30.0, 10.0},
    KindRow{net::RuleKind::queue_length, About::zones, 15.0, 10.0, 30.0, 30.0, 10000.0},
    KindRow{net::RuleKind::waiting_time, About::zones, 600.0, 450.0, 30.0, 60.0, 86400.0},
    KindRow{net::RuleKind::abandoned_object, About::zones_and_cameras, 30.0, 1.0, 0.0, 5.0, 3600.0},
    KindRow{net::RuleKind::removed_object, About::zones_and_cameras, 10.0, 1.0, 0.0, 5.0, 3600.0},
    KindRow{net::RuleKind::person_down, About::zones_and_cameras, 4.0, 1.0, 0.0, 3.0, 3600.0},
    KindRow{net::RuleKind::sudden_dispersal, About::zones, 1.5, 0.8, 0.5, 10.0, 10.0},
    KindRow{net::RuleKind::counter_flow, About::zones, 0.3, 0.2, 5.0, 15.0, 0.5},
    KindRow{net::RuleKind::stop_and_go, About::zones, 0.4, 0.25, 2.0, 20.0, 1.0},
    KindRow{net::RuleKind::crowd_turbulence, About::zones, 0.02, 0.015, 3.0, 20.0, 100.0},
    KindRow{net::RuleKind::smoke_or_fire, About::cameras, 5.0, 1.0, 0.0, 5.0, 3600.0},
    KindRow{net::RuleKind::camera_covered, About::cameras, 0.6, 0.4, 5.0, 5.0, 1.0},
    KindRow{net::RuleKind::camera_blurred, About::cameras, 0.6, 0.45, 10.0, 5.0, 1.0},
    KindRow{net::RuleKind::camera_moved, About::cameras, 0.02, 0.015, 5.0, 5.0, 1.0},
    KindRow{net::RuleKind::camera_glared, About::cameras, 0.2, 0.1, 10.0, 10.0, 1.0},
    KindRow{net::RuleKind::camera_blind, About::cameras, 10.0, 1.0, 0.0, 2.0, 3600.0},
    KindRow{net::RuleKind::model_class, About::zones_and_cameras, 1.0, 0.5, 0.0, 5.0, 3600.0},
};

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
    if (table.has("order")) out.order = read_text(table, "order", kLongestSentence);
    out.from = read_date(table, "from");
    out.until = read_date(table, "until");
    if (out.from && out.until && *out.until <= *out.from) table.refuse("until", "must be later than 'from'");
    table.finish();
}

/// What the zone lacks for that kind; null: nothing.
const char* lack_of(net::RuleKind kind, const net::ZoneConfiguration& zone) {
    switch (kind) {
        case net::RuleKind::over_capacity:
            return zone.capacity ? nullptr : "which has no capacity; give the zone one";
        case net::RuleKind::wrong_direction:
            return zone.direction ? nullptr : "which has no direction; give the zone one";
        case net::RuleKind::queue_length:
        case net::RuleKind::waiting_time:
            return zone.queue_head ? nullptr : "which has no queue_head; give the zone one";
        case net::RuleKind::stop_and_go:
            return zone.use != net::ZoneUse::queue && !zone.queue_head
                       ? nullptr
                       : "where people queue, and a queue stops and goes by nature; leave it out";
        default:
            return nullptr;
    }
}

void refuse_subjects(net::TomlReader& table, const char* key, const KindRow& kind, std::string_view instead) {
    if (!table.has(key)) return;
    std::ignore = table.texts(key);
    table.refuse(key,
                 fmt::format("does not belong to a rule of kind {}; {}", net::key_of(kind.kind), instead));
}

/// Phases are those of halls, which are made of zones.
void refuse_phases(net::TomlReader& table, const KindRow& kind) {
    for (const char* key : {"phases", "in_phase"}) {
        if (!table.has(key)) continue;
        table.refuse(key,
                     fmt::format("does not belong to a rule of kind {}, which is not about zones; remove it",
                                 net::key_of(kind.kind)));
    }
}

void read_subjects(net::TomlReader& table, const KindRow& kind, const NodeConfiguration& out,
                   net::RuleConfiguration& rule) {
    if (kind.about == About::venue) {
        for (const char* key : {"zones", "cameras"}) {
            refuse_subjects(table, key, kind, "remove it: the rule is about the whole venue");
        }
        if (!out.record.licensed_capacity) {
            table.refuse("kind", "needs [venue] licensed_capacity; add it, or remove the rule");
        }
        return;
    }
    const bool of_zones = kind.about != About::cameras;
    const bool of_cameras = kind.about != About::zones;
    if (!of_zones) refuse_subjects(table, "zones", kind, "use 'cameras'");
    if (!of_cameras) refuse_subjects(table, "cameras", kind, "use 'zones'");
    const auto zones = of_zones ? read_names(table, "zones") : std::vector<std::string>();
    const auto cameras = of_cameras ? read_names(table, "cameras") : std::vector<std::string>();
    for (const auto& name : zones) {
        const auto* zone = find_named(table, "zones", name, out.record.zones, &net::ZoneConfiguration::zone);
        if (zone == nullptr) continue;
        if (const char* lack = lack_of(kind.kind, *zone)) {
            table.refuse("zones", fmt::format("names '{}', {}", name, lack));
        }
        rule.zones.push_back(zone->zone);
    }
    for (const auto& name : cameras) {
        const auto* camera =
            find_named(table, "cameras", name, out.record.cameras, &net::CameraConfiguration::camera);
        if (camera != nullptr) rule.cameras.push_back(camera->camera);
    }
    if (zones.empty() && cameras.empty()) {
        const char* key = of_zones ? "zones" : "cameras";
        table.refuse(key, fmt::format("must name at least one of the {}",
                                      of_zones && of_cameras ? "zones or cameras" : key));
    }
}

/// What the model's class is handed on as: only a kind about classes has one.
void read_label(net::TomlReader& table, net::RuleConfiguration& rule) {
    if (rule.kind == net::RuleKind::model_class) {
        rule.label = read_text(table, "label");
    } else if (table.has("label")) {
        std::ignore = table.text("label");
        table.refuse("label",
                     fmt::format("does not belong to a rule of kind {}; remove it", net::key_of(rule.kind)));
    }
}

void read_thresholds(net::TomlReader& table, const KindRow& kind, net::RuleConfiguration& rule) {
    rule.threshold = table.number_if_any("threshold", kLeastThreshold, kind.most).value_or(kind.threshold);
    // What ends below its own threshold only if that is lower than the kind's.
    const double usual =
        kind.threshold > 0.0 ? std::min(kind.clear_below, rule.threshold) : kBandClearShare * rule.threshold;
    rule.clear_below = table.number("clear_below", usual, 0.0, kind.most);
    if (rule.threshold > 0.0 && rule.clear_below > rule.threshold) {
        table.refuse("clear_below",
                     "must not be above 'threshold', or the condition would end while it holds");
    }
    rule.min_duration_s = table.number("min_duration_s", kind.min_duration_s, 0.0, 3600.0);
    rule.clear_after_s = table.number("clear_after_s", kind.clear_after_s, 0.0, 3600.0);
}

}  // namespace

void read_rules(net::TomlReader& top, NodeConfiguration& out) {
    for (auto& table : read_tables(top, "rule")) {
        net::RuleConfiguration rule;
        rule.rule = read_new_id<net::RuleId>(table, out.record.rules, &net::RuleConfiguration::rule);
        rule.name = read_text(table, "name");
        const KindRow* kind = read_kind(table);
        rule.priority = read_priority(table, table.text("priority", "medium"));
        read_purpose(table, rule.purpose);
        if (kind == nullptr) return;  // the rest depends on it
        rule.kind = kind->kind;
        read_subjects(table, *kind, out, rule);
        read_label(table, rule);
        read_thresholds(table, *kind, rule);
        if (kind->about == About::cameras || kind->about == About::venue) refuse_phases(table, *kind);
        read_rule_times(table, {kLeastThreshold, kind->most}, rule);
        table.finish();
        out.record.rules.push_back(std::move(rule));
    }
}

}  // namespace vigie::vision
