// Movement of zones, balances of boundaries and the state of halls between the vocabulary and the schema.
// Private to net/wire.
#pragma once

#include "net/types/scene.hpp"
#include "net/wire/check.hpp"
#include "net/wire/vigie.pb.h"

namespace vigie::net {

void write_movement(const ZoneMovement& movement, v1::ZoneMovement& to);
ZoneMovement read_movement(Check& check, const v1::ZoneMovement& from);

void write_balance(const LineBalance& balance, v1::LineBalance& to);
LineBalance read_balance(Check& check, const v1::LineBalance& from);

void write_zone_balance(const ZoneBalance& zone, v1::ZoneBalance& to);
ZoneBalance read_zone_balance(Check& check, const v1::ZoneBalance& from);

void write_hall_state(const HallState& hall, v1::HallState& to);
HallState read_hall_state(Check& check, const v1::HallState& from);

}  // namespace vigie::net
