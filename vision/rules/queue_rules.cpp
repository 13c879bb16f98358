// Rules over who waits in line.
#include "vision/rules/movement_sight.hpp"
#include "vision/rules/rule.hpp"
#include "vision/rules/zone_sight.hpp"

namespace vigie::vision {

namespace {

using net::ZoneCrowd;

bool has_queue(const net::ConfigurationRecord& record, const Subject& subject) {
    const auto* zone = zone_of(subject, record);
    return zone != nullptr && zone->queue_head.has_value();
}

std::vector<Measurement> measure_length(const net::RuleConfiguration& rule, const Observations& seen) {
    return measure_movement(
        {&ZoneCrowd::queue_people, "people", "people", {{&ZoneCrowd::waiting_s, "waiting", "s"}}}, rule,
        seen);
}

std::vector<Measurement> measure_wait(const net::RuleConfiguration& rule, const Observations& seen) {
    return measure_movement(
        {&ZoneCrowd::waiting_s, "waiting", "s", {{&ZoneCrowd::queue_people, "people", "people"}}}, rule,
        seen);
}

}  // namespace

RuleDefinition queue_length_rule() {
    return {net::RuleKind::queue_length, {}, is_located, measure_length, has_queue};
}

// A wait does not grow by itself, as a silence does: one that has grown by a quarter is news.
RuleDefinition waiting_time_rule() {
    return {net::RuleKind::waiting_time, {}, is_located, measure_wait, has_queue};
}

}  // namespace vigie::vision
