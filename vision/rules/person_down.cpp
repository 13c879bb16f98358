#include "vision/rules/rule.hpp"
#include "vision/rules/sign_figures.hpp"

namespace vigie::vision {

namespace {

bool counts(const net::Sign& sign) {
    return sign.kind == net::SignKind::person_down;
}

std::vector<Measurement> measure(const net::RuleConfiguration& rule, const Observations& seen) {
    return measure_signs(rule, seen, counts, "down");
}

}  // namespace

RuleDefinition person_down_rule() {
    return {net::RuleKind::person_down, {.tells_growth = false}, can_watch_signs, measure};
}

}  // namespace vigie::vision
