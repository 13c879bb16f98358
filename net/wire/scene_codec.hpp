// Scenes and occupancy between the vocabulary and the schema. Private to net/wire.
#pragma once

#include "net/types/scene.hpp"
#include "net/wire/check.hpp"
#include "net/wire/vigie.pb.h"

namespace vigie::net {

void write_scene(const Scene& scene, v1::Scene& to);
Scene read_scene(Check& check, const v1::Scene& from);

void write_occupancy(const Occupancy& occupancy, v1::Occupancy& to);
Occupancy read_occupancy(Check& check, const v1::Occupancy& from);

}  // namespace vigie::net
