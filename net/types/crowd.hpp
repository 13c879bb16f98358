// How people in a zone move and wait, and how a venue fills: figures with a memory, made by the node.
#pragma once

#include <cstdint>
#include <optional>

#include "net/types/count.hpp"
#include "net/types/ids.hpp"
#include "net/types/phase.hpp"
#include "net/types/time.hpp"

namespace vigie::net {

/// How the people of a zone move. A figure is absent while it cannot be known: nobody
/// whose speed it would be, too short a time while people are there, no calibrated camera that sees. Means
/// are taken over the zone's `CrowdSettings::window_s`.
struct ZoneCrowd {
    /// People per m2, mean of the densest part of the zone that has the area of the zone's settings.
    std::optional<double> density_per_m2 = std::nullopt;
    std::optional<double> speed_m_per_s = std::nullopt;                ///< mean over people
    std::optional<double> velocity_variance_m2_per_s2 = std::nullopt;  ///< local variance of velocities
    /// Density x velocity variance, 1/s2: "crowd pressure" of Helbing, Johansson and Al-Abideen (Phys. Rev. E
    /// 75, 046109, 2007); turbulence was observed above 0.02.
    std::optional<double> pressure_per_s2 = std::nullopt;
    std::optional<double> counter_share =
        std::nullopt;  ///< of people who walk against the main flow, 0 to 0.5
    std::optional<double> dispersal_m_per_s = std::nullopt;  ///< mean speed away from a common centre
    std::optional<double> stop_and_go =
        std::nullopt;  ///< share of people who stopped and went on together, 0 to 1
    std::optional<double> against_people = std::nullopt;  ///< who have walked against the zone's direction
    std::optional<double> queue_people = std::nullopt;    ///< who wait in line
    std::optional<double> waiting_s = std::nullopt;       ///< of who comes to the end of the line now
    bool operator==(const ZoneCrowd&) const = default;
};

/// People in the venue, or in a zone, by who came in and went out over the lines of its boundary.
struct LineBalance {
    double people = 0.0;     ///< never negative
    double corrected = 0.0;  ///< people added (negative: taken) so far because lines miss some
    bool operator==(const LineBalance&) const = default;
};

/// What a hall does now; while it is cleared, how that goes.
struct HallState {
    HallId hall;
    VenuePhase phase = VenuePhase::show;
    UtcTime since{};                                       ///< when the phase was switched on
    Count remaining;                                       ///< people in the hall's zones
    std::optional<double> exit_per_min = std::nullopt;     ///< people who leave over its exits, a minute
    std::optional<double> time_to_clear_s = std::nullopt;  ///< at that flow; absent while nobody leaves
    bool operator==(const HallState&) const = default;
};

}  // namespace vigie::net
