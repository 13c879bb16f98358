// How fast people walk in a zone, and how many of them against the others.
#pragma once

#include <optional>
#include <vector>

#include "net/types/venue.hpp"
#include "vision/crowd/settings.hpp"
#include "vision/crowd/sliding_window.hpp"
#include "vision/crowd/walked_paths.hpp"

namespace vigie::vision {

/// The main axis is the zone's direction, or, without one, the mean of doubled headings (Mardia and Jupp:
/// Directional Statistics, 2000, section 1.4), which both ways of one axis share. The smaller of its two
/// flows is the counter-flow. In a zone without direction people may walk both ways: there only those count
/// who walk into oncoming people, not lanes that pass beside each other. Owned by one thread.
class OppositeFlows {
public:
    OppositeFlows(const net::ZoneConfiguration& zone, const MovementSettings& settings);

    [[nodiscard]] bool due(net::Microseconds now) const { return window_.due(now); }
    void put(const WalkedPaths& people);
    void clear() { window_.clear(); }

    /// Mean over people and window, m/s; nothing until the window is full, or when nobody was there.
    [[nodiscard]] std::optional<double> speed() const;
    /// Share of the walkers along the axis, 0 to 0.5; 0 while too few walk; nothing until the window is full.
    [[nodiscard]] std::optional<double> counter_share() const;

private:
    struct Walking {
        net::Point<net::Floor> at;
        double x = 0.0;  ///< unit heading
        double y = 0.0;
        bool meets = false;  ///< somebody comes towards them, near ahead
    };
    struct Moment {
        double people = 0.0;
        double speeds = 0.0;  ///< sum, m/s
        std::vector<Walking> walking;
    };

    void find_meetings(std::vector<Walking>& walking) const;
    [[nodiscard]] net::Vector<net::Floor> axis() const;

    net::Polygon<net::Floor> outline_;
    std::optional<net::Vector<net::Floor>> direction_;
    FlowSettings settings_;
    double walking_m_per_s_;
    double along_;  ///< cosine
    net::Microseconds pace_over_;
    SlidingWindow<Moment> window_;
};

}  // namespace vigie::vision
