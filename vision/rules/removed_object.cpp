#include "vision/rules/rule.hpp"
#include "vision/rules/sign_figures.hpp"

namespace vigie::vision {

namespace {

bool counts(const net::Sign& sign) {
    return sign.kind == net::SignKind::missing_object;
}

std::vector<Measurement> measure(const net::RuleConfiguration& rule, const Observations& seen) {
    return measure_signs(rule, seen, counts, "gone");
}

}  // namespace

RuleDefinition removed_object_rule() {
    return {net::RuleKind::removed_object, {.tells_growth = false}, can_watch_signs, measure};
}

}  // namespace vigie::vision
