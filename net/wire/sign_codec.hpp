// Signs and the quality of a view between the vocabulary and the schema. Private to net/wire.
#pragma once

#include "net/types/sign.hpp"
#include "net/wire/check.hpp"
#include "net/wire/vigie.pb.h"

namespace vigie::net {

void write_sign(const Sign& sign, v1::Sign& to);
Sign read_sign(Check& check, const v1::Sign& from);

void write_view(const ViewQuality& view, v1::ViewQuality& to);
ViewQuality read_view(Check& check, const v1::ViewQuality& from);

}  // namespace vigie::net
