// Which cameras can say something of a zone.
#pragma once

#include <vector>

#include "net/types/venue.hpp"
#include "vision/rules/rule.hpp"

namespace vigie::vision {

/// The rule's zones, in the configuration's order.
[[nodiscard]] std::vector<const net::ZoneConfiguration*> zones_of(const net::RuleConfiguration& rule,
                                                                  const net::ConfigurationRecord& record);

/// The zone's cameras that know where people stand: those with a calibration.
[[nodiscard]] std::vector<net::CameraId> locating_cameras(const net::ZoneConfiguration& zone,
                                                          const net::ConfigurationRecord& record);

/// The configured zone of a subject; null for a camera or an unknown zone.
[[nodiscard]] const net::ZoneConfiguration* zone_of(const Subject& subject,
                                                    const net::ConfigurationRecord& record);

}  // namespace vigie::vision
