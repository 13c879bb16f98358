// How many people are in the venue by who came in and went out over its boundary.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include "net/types/scene.hpp"
#include "net/types/venue.hpp"
#include "vision/crowd/settings.hpp"

namespace vigie::vision {

/// Lines miss some people, and the error of a sum of crossings only grows. So it is corrected whenever
/// something proves it wrong, and says by how much: it is never negative; people counted in the zones are
/// there; where the counted zones cover the floors, no more are there than counted; and a venue that is
/// closed is empty. A figure that is only "at least" proves nothing about fewer. Owned by one thread.
class VenueBalance {
public:
    VenueBalance(const net::ConfigurationRecord& configuration, const BalanceSettings& settings);

    /// With the counts and lines of `seen`, at the node's own time; nothing without boundary lines.
    [[nodiscard]] std::optional<net::LineBalance> update(const net::Occupancy& seen, net::MonoTime now);
    /// Nobody is in the venue.
    void set_empty();

private:
    /// By how much the counts have contradicted the lines, at least, since when.
    struct Proof {
        std::optional<net::MonoTime> since;
        double people = 0.0;

        /// Takes the contradiction of this moment; what is proven once it has held for `hold_s`, else 0.
        [[nodiscard]] double hold(double people_now, net::MonoTime now, double hold_s);
    };

    void correct_by(double people);
    void take_crossings(const net::Occupancy& seen);

    BalanceSettings settings_;
    bool covered_ = false;  ///< counted zones cover the floors
    std::map<net::LineId, std::pair<std::uint64_t, std::uint64_t>> lines_;  ///< in and out, as last seen
    net::LineBalance balance_;
    Proof more_;
    Proof fewer_;
};

}  // namespace vigie::vision
