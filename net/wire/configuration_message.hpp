// The configuration record between the vocabulary and the schema. Private to net/wire.
#pragma once

#include "net/types/venue.hpp"
#include "net/wire/check.hpp"
#include "net/wire/vigie.pb.h"

namespace vigie::net {

void write_configuration(const ConfigurationRecord& record, v1::ConfigurationRecord& to);
/// Checks each value, and then what the parts say of each other.
ConfigurationRecord read_configuration(Check& check, const v1::ConfigurationRecord& from);

/// Ids are there once; zones, lines, rules and calibrations name floors, cameras and zones that exist.
void check_references(Check& check, const ConfigurationRecord& record);

}  // namespace vigie::net
