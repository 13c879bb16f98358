#include "vision/rules/rule.hpp"
#include "vision/rules/zone_sight.hpp"

namespace vigie::vision {

namespace {

/// Cameras that see the same zone see the same people: the one that sees most is believed.
std::vector<Measurement> measure(const net::RuleConfiguration& rule, const Observations& seen) {
    std::vector<Measurement> out;
    for (const auto* zone : zones_of(rule, seen.configuration)) {
        if (!is_located(seen.configuration, zone->zone)) continue;
        const ZoneLook look = look_at(*zone, seen);
        Measurement measured{zone->zone, look.people, Sight::none, look.witness, look.shown, {}};
        if (look.witness) measured.sight = look.all ? Sight::whole : Sight::partial;
        measured.evidence.push_back({"people", look.people, std::nullopt, rule.threshold, "people"});
        out.push_back(std::move(measured));
    }
    return out;
}

}  // namespace

RuleDefinition intrusion_rule() {
    return {net::RuleKind::intrusion, {}, is_located, measure};
}

}  // namespace vigie::vision
