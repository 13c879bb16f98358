#include <algorithm>
#include <array>
#include <optional>

#include "vision/rules/rule.hpp"
#include "vision/rules/zone_sight.hpp"

namespace vigie::vision {

namespace {

bool has_capacity(const net::ConfigurationRecord& record, const Subject& subject) {
    const auto* zone = zone_of(subject, record);
    return zone != nullptr && zone->capacity.has_value();
}

/// A zone by the lines of its boundary, as they see now.
struct Boundary {
    bool any = false;   ///< it names lines
    bool sees = false;  ///< all of their cameras see: nobody comes or goes unnoticed
    std::optional<net::CameraId> witness;
    const net::LineBalance* balance = nullptr;  ///< null while they do not see: it stands still meanwhile
};

Boundary boundary_of(const net::ZoneConfiguration& zone, const Observations& seen) {
    Boundary out;
    out.any = !zone.entry_lines.empty() || !zone.exit_lines.empty();
    out.sees = out.any;
    for (const auto* lines : std::array{&zone.entry_lines, &zone.exit_lines}) {
        for (const auto& id : *lines) {
            const auto line = std::find_if(seen.configuration.lines.begin(), seen.configuration.lines.end(),
                                           [&id](const auto& known) { return known.line == id; });
            const bool sees = line != seen.configuration.lines.end() && seen.scenes.contains(line->camera);
            out.sees = out.sees && sees;
            if (sees && !out.witness) out.witness = line->camera;
        }
    }
    for (const auto& known : seen.occupancy.zones_by_lines) {
        if (known.zone == zone.zone && out.sees) out.balance = &known.balance;
    }
    return out;
}

std::vector<net::Evidence> evidence_of(double people, double capacity, double threshold,
                                       const net::ZoneCount* counted, const net::LineBalance* balance) {
    const auto error =
        counted == nullptr ? std::nullopt : std::optional((counted->count.high - counted->count.low) / 2.0);
    const bool by_lines =
        balance != nullptr && (counted == nullptr || balance->people > counted->count.people);
    std::vector<net::Evidence> out{
        {"people", people, by_lines ? std::nullopt : error, threshold * capacity, "people"},
        {"capacity", capacity, std::nullopt, std::nullopt, "people"}};
    if (balance != nullptr) {
        if (counted != nullptr) {
            out.push_back({"counted", counted->count.people, error, std::nullopt, "people"});
        }
        out.push_back({"by_lines", balance->people, std::nullopt, std::nullopt, "people"});
        out.push_back({"corrected", balance->corrected, std::nullopt, std::nullopt, "people"});
    }
    if (counted != nullptr && counted->density_per_m2) {
        out.push_back({"density", *counted->density_per_m2, std::nullopt, std::nullopt, "people/m2"});
    }
    return out;
}

/// A count of a zone that nobody sees is an old one, and so is the balance of lines that somebody may cross
/// unseen: of the figures of now the larger one is believed.
std::vector<Measurement> measure(const net::RuleConfiguration& rule, const Observations& seen) {
    std::vector<Measurement> out;
    for (const auto* zone : zones_of(rule, seen.configuration)) {
        const auto* known = count_of(zone->zone, seen.occupancy);
        if (!zone->capacity || !is_located(seen.configuration, zone->zone) || known == nullptr) continue;
        const ZoneLook look = look_at(*zone, seen);
        const Boundary boundary = boundary_of(*zone, seen);
        const auto* counted = look.witness ? known : nullptr;
        const double people = std::max(counted != nullptr ? counted->count.people : 0.0,
                                       boundary.balance != nullptr ? boundary.balance->people : 0.0);
        const auto capacity = static_cast<double>(*zone->capacity);
        Measurement measured{
            zone->zone,  people / capacity,
            Sight::none, look.witness ? look.witness : boundary.witness,
            look.shown,  evidence_of(people, capacity, rule.threshold, counted, boundary.balance)};
        if (counted != nullptr || boundary.balance != nullptr) {
            const bool whole =
                counted != nullptr && look.all && !known->count.at_least && (boundary.sees || !boundary.any);
            measured.sight = whole ? Sight::whole : Sight::partial;
        }
        out.push_back(std::move(measured));
    }
    return out;
}

}  // namespace

RuleDefinition over_capacity_rule() {
    return {net::RuleKind::over_capacity, kAgainstCapacity, is_located, measure, has_capacity};
}

}  // namespace vigie::vision
