#include "vision/rules/rule.hpp"
#include "vision/rules/sign_figures.hpp"

namespace vigie::vision {

namespace {

bool counts(const net::Sign& sign) {
    return sign.kind == net::SignKind::left_object;
}

std::vector<Measurement> measure(const net::RuleConfiguration& rule, const Observations& seen) {
    return measure_signs(rule, seen, counts, "alone");
}

}  // namespace

RuleDefinition abandoned_object_rule() {
    return {net::RuleKind::abandoned_object, {.tells_growth = false}, can_watch_signs, measure};
}

}  // namespace vigie::vision
