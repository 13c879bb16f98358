// Health between the vocabulary and the schema. Private to net/wire.
#pragma once

#include "net/types/health.hpp"
#include "net/wire/check.hpp"
#include "net/wire/vigie.pb.h"

namespace vigie::net {

void write_health(const NodeHealth& health, v1::NodeHealth& to);
NodeHealth read_health(Check& check, const v1::NodeHealth& from);

}  // namespace vigie::net
