#include "vision/rules/rule.hpp"
#include "vision/rules/sign_figures.hpp"

namespace vigie::vision {

namespace {

bool counts(const net::Sign& sign) {
    return sign.kind == net::SignKind::smoke || sign.kind == net::SignKind::flames;
}

std::vector<Measurement> measure(const net::RuleConfiguration& rule, const Observations& seen) {
    return measure_signs(rule, seen, counts, "visible");
}

}  // namespace

RuleDefinition smoke_or_fire_rule() {
    return {net::RuleKind::smoke_or_fire, {.tells_growth = false}, can_watch_signs, measure};
}

}  // namespace vigie::vision
