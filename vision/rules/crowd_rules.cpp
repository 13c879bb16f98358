// Rules over how the people of a zone move: the decree's wrong direction, density and crowd movements.
#include <utility>

#include "vision/rules/movement_sight.hpp"
#include "vision/rules/rule.hpp"
#include "vision/rules/zone_sight.hpp"

namespace vigie::vision {

namespace {

using net::ZoneCrowd;

RuleDefinition movement_rule(net::RuleKind kind, MovementRule what, Judging judging = {}) {
    return {kind, judging, is_located,
            [what = std::move(what)](const net::RuleConfiguration& rule, const Observations& seen) {
                return measure_movement(what, rule, seen);
            }};
}

bool has_direction(const net::ConfigurationRecord& record, const Subject& subject) {
    const auto* zone = zone_of(subject, record);
    return zone != nullptr && zone->direction.has_value();
}

/// A queue stops and goes by nature.
bool is_no_queue(const net::ConfigurationRecord& record, const Subject& subject) {
    const auto* zone = zone_of(subject, record);
    return zone != nullptr && zone->use != net::ZoneUse::queue && !zone->queue_head;
}

}  // namespace

RuleDefinition wrong_direction_rule() {
    auto rule =
        movement_rule(net::RuleKind::wrong_direction, {&ZoneCrowd::against_people, "people", "people", {}});
    rule.fits = has_direction;
    return rule;
}

RuleDefinition over_density_rule() {
    return movement_rule(
        net::RuleKind::over_density,
        {&ZoneCrowd::density_per_m2, "density", "people/m2", {{&ZoneCrowd::speed_m_per_s, "speed", "m/s"}}});
}

RuleDefinition sudden_dispersal_rule() {
    return movement_rule(
        net::RuleKind::sudden_dispersal,
        {&ZoneCrowd::dispersal_m_per_s, "dispersal", "m/s", {{&ZoneCrowd::speed_m_per_s, "speed", "m/s"}}});
}

RuleDefinition counter_flow_rule() {
    return movement_rule(net::RuleKind::counter_flow,
                         {&ZoneCrowd::counter_share,
                          "counter_share",
                          "",
                          {{&ZoneCrowd::speed_m_per_s, "speed", "m/s"},
                           {&ZoneCrowd::density_per_m2, "density", "people/m2"}}});
}

RuleDefinition stop_and_go_rule() {
    auto rule =
        movement_rule(net::RuleKind::stop_and_go, {&ZoneCrowd::stop_and_go,
                                                   "stop_and_go",
                                                   "",
                                                   {{&ZoneCrowd::speed_m_per_s, "speed", "m/s"},
                                                    {&ZoneCrowd::density_per_m2, "density", "people/m2"}}});
    rule.fits = is_no_queue;
    return rule;
}

RuleDefinition crowd_turbulence_rule() {
    return movement_rule(net::RuleKind::crowd_turbulence,
                         {&ZoneCrowd::pressure_per_s2,
                          "pressure",
                          "1/s2",
                          {{&ZoneCrowd::density_per_m2, "density", "people/m2"},
                           {&ZoneCrowd::speed_m_per_s, "speed", "m/s"}}});
}

}  // namespace vigie::vision
