// Rules, their purposes, phases and hours between the vocabulary and the schema. Private to net/wire.
#pragma once

#include "net/types/venue.hpp"
#include "net/wire/check.hpp"
#include "net/wire/vigie.pb.h"

namespace vigie::net {

inline constexpr int kLastPhase = static_cast<int>(VenuePhase::closed);

/// A kind that nodes judge; another one is a fault.
RuleKind read_rule_kind(Check& check, std::string_view field, int value);

void write_rule(const RuleConfiguration& rule, v1::RuleConfiguration& to);
RuleConfiguration read_rule(Check& check, const v1::RuleConfiguration& from);

}  // namespace vigie::net
