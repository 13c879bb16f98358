// How many people are in the venue, or in a zone, by who came in and went out over its boundary.
#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "net/types/scene.hpp"
#include "net/types/venue.hpp"
#include "vision/crowd/settings.hpp"

namespace vigie::vision {

/// Lines miss some people, and the error of a sum of crossings only grows. So it is corrected whenever
/// something proves it wrong, and says by how much: it is never negative; people who are counted are there;
/// where counting covers the place, no more are there than counted; and a place that is closed is empty. A
/// figure that is only "at least" proves nothing about fewer. Owned by one thread.
class BoundaryBalance {
public:
    /// Of the venue: its boundary lines; its zones cover it where they are nearly all of the floors.
    static BoundaryBalance of_venue(const net::ConfigurationRecord& configuration,
                                    const BalanceSettings& settings);
    /// Of a zone: the lines that it names; its cameras cover it where they see nearly all of it.
    static BoundaryBalance of_zone(const net::ZoneConfiguration& zone,
                                   const net::ConfigurationRecord& configuration,
                                   const BalanceSettings& settings);

    /// With the lines of `seen` and the people who are counted there, at the node's own time; nothing without
    /// lines. Of `counted`, `low` people are seen now: none that a blind camera saw before.
    [[nodiscard]] std::optional<net::LineBalance> update(const net::Occupancy& seen,
                                                         const net::Count& counted, net::MonoTime now);
    /// Nobody is there.
    void set_empty();

private:
    struct Line {
        double in_counts = 1.0;  ///< -1 where "in" of the line is out of the place
        std::uint64_t in = 0;    ///< as last seen
        std::uint64_t out = 0;
    };
    /// By how much the counts have contradicted the lines, at least, since when.
    struct Proof {
        std::optional<net::MonoTime> since;
        double people = 0.0;

        /// Takes the contradiction of this moment; what is proven once it has held for `hold_s`, else 0.
        [[nodiscard]] double hold(double people_now, net::MonoTime now, double hold_s);
    };

    explicit BoundaryBalance(const BalanceSettings& settings) : settings_(settings) {}

    void correct_by(double people);
    void take_crossings(const net::Occupancy& seen);

    BalanceSettings settings_;
    bool covered_ = false;
    std::map<net::LineId, Line> lines_;
    net::LineBalance balance_;
    Proof more_;
    Proof fewer_;
};

}  // namespace vigie::vision
