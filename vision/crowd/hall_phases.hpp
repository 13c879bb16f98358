// What each hall does now, and how it empties.
#pragma once

#include <vector>

#include "net/types/result.hpp"
#include "net/types/scene.hpp"
#include "net/types/venue.hpp"
#include "vision/crowd/settings.hpp"

namespace vigie::vision {

/// Owned by one thread.
class HallPhases {
public:
    /// Each hall begins in its configured phase, at `started`.
    HallPhases(const net::ConfigurationRecord& configuration, net::UtcTime started,
               const BalanceSettings& settings);

    /// not_found for a hall that the node does not have. `at` is since when
    /// it is on.
    [[nodiscard]] net::Result<void> set(const net::HallId& hall, net::VenuePhase phase, net::UtcTime at);
    /// False for a hall that is not known.
    [[nodiscard]] bool is_closed(const net::HallId& hall) const;
    /// True for a zone of the hall.
    [[nodiscard]] bool has(const net::HallId& hall, const net::ZoneId& zone) const;
    /// True when there are halls and each is closed.
    [[nodiscard]] bool all_closed() const;

    /// The halls with the people in their zones, the flow out over their exits (of those whose flow is known)
    /// and the time that clearing takes at it, less those who come in over them: absent while no more leave
    /// than come.
    [[nodiscard]] std::vector<net::HallState> states(const net::Occupancy& seen) const;

private:
    struct Hall {
        net::HallConfiguration configuration;
        net::VenuePhase phase;
        net::UtcTime since;
    };

    [[nodiscard]] const Hall* find(const net::HallId& hall) const;

    double longest_clear_s_;
    std::vector<Hall> halls_;
};

}  // namespace vigie::vision
