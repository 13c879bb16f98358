// Which cameras can say something of a zone, and what they see of it now.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "net/types/scene.hpp"
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

/// True for a zone that a calibrated camera looks at.
[[nodiscard]] bool is_located(const net::ConfigurationRecord& record, const Subject& subject);

/// A zone as its calibrated cameras see it now.
struct ZoneLook {
    bool all = false;                         ///< each of them sees
    std::optional<net::CameraId> witness;     ///< the first that sees, which keeps time; none: all are blind
    std::shared_ptr<const net::Scene> shown;  ///< of the camera that sees most of its people
    double people = 0.0;  ///< most that any of them has tracked in it: tentative ones are none yet
};

[[nodiscard]] ZoneLook look_at(const net::ZoneConfiguration& zone, const Observations& seen);

/// The zone's count; null while it has none.
[[nodiscard]] const net::ZoneCount* count_of(const net::ZoneId& zone, const net::Occupancy& occupancy);

}  // namespace vigie::vision
