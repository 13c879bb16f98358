// The density of the densest part of a zone that is large enough for it to mean something.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "net/types/venue.hpp"
#include "vision/crowd/settings.hpp"
#include "vision/crowd/sliding_window.hpp"
#include "vision/fusion/people_in_density.hpp"

namespace vigie::vision {

/// Averages people over a window of time and, around every place of a zone, over the smallest disc of which
/// `area_m2` lies in the zone and is seen; the densest such disc is the zone's. So a wall or the picture's
/// edge neither thins out a crowd nor makes one of two people in a corner. A zone, or the part of it that is
/// seen, that is smaller is averaged as a whole. Owned by one thread.
class DensestPart {
public:
    /// `seen`: what the camera sees of the floor.
    DensestPart(const net::ZoneConfiguration& zone, const net::Polygon<net::Floor>& seen,
                const PressureSettings& settings);

    /// Part of the zone that is seen, m2.
    [[nodiscard]] double seen_m2() const { return seen_m2_; }
    /// False when that is too little for a density, ever.
    [[nodiscard]] bool sees_enough() const { return !centres_.empty(); }
    [[nodiscard]] bool due(net::Microseconds now) const { return window_.due(now); }
    /// Everybody in the zone. `counted`: people in it by its count, who may be more than can be located; the
    /// others are taken to stand as those do, or anywhere where there are none.
    void put(net::Microseconds now, const std::vector<PeopleAt>& people, double counted);
    void clear() { window_.clear(); }

    /// People per m2, mean over the window; nothing until it is full, or while too little of the zone is
    /// seen.
    [[nodiscard]] std::optional<double> density() const;

private:
    struct Located {
        std::vector<std::pair<std::uint32_t, float>> cells;  ///< and the people in each
        double weight = 1.0;                                 ///< people that one of them stands for
        double anywhere = 0.0;                               ///< people who may stand anywhere in the zone
    };
    struct Centre {
        std::uint32_t column = 0;
        std::uint32_t row = 0;
        double radius_cells = 0.0;
    };

    void measure_cells(const net::ZoneConfiguration& zone, const net::Polygon<net::Floor>& seen);
    void place_centres(double area_m2);
    [[nodiscard]] std::vector<double> row_sums(const std::vector<double>& of_cells) const;
    /// Sum over the cells whose middle is within the disc, from what row_sums() gave.
    [[nodiscard]] double in_disc(const std::vector<double>& sums, const Centre& disc) const;

    net::Point<net::Floor> origin_;
    double cell_m_ = 0.5;
    std::uint32_t columns_ = 0;
    std::uint32_t rows_ = 0;
    std::vector<double> cell_m2_;  ///< seen part of the zone in each cell
    std::vector<double> area_sums_;
    std::vector<Centre> centres_;  ///< empty: too little is seen
    double seen_m2_ = 0.0;
    SlidingWindow<Located> window_;
};

}  // namespace vigie::vision
