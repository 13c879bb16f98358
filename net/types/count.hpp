// A number of people with its error bar, and figures made of such numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "net/types/geometry.hpp"
#include "net/types/ids.hpp"

namespace vigie::net {

/// A count of people. `low` <= `people` <= `high` is the 90 % interval.
struct Count {
    double people = 0.0;
    double low = 0.0;
    double high = 0.0;
    bool at_least = false;      ///< beyond the measured range, or something is not seen
    bool partly_blind = false;  ///< a camera that should see it does not
    bool operator==(const Count&) const = default;
};

/// People in one zone.
struct ZoneCount {
    ZoneId zone;
    Count count;
    std::optional<double> density_per_m2;  ///< mean over the zone's seen area
    bool operator==(const ZoneCount&) const = default;
};

/// Crossings of one counting line since the node started; both only grow.
struct LineCount {
    LineId line;
    std::uint64_t in = 0;
    std::uint64_t out = 0;
    std::optional<double> in_per_min =
        std::nullopt;  ///< over the last minute; absent in scenes and until one has passed
    std::optional<double> out_per_min = std::nullopt;
    bool operator==(const LineCount&) const = default;
};

/// Occupancy density of a floor: for the eye, not for alarms.
struct DensityGrid {
    FloorId floor;
    Point<Floor> origin;  ///< corner of cell (0, 0), metres
    double cell_m = 0.5;  ///< edge of a square cell, metres
    std::uint32_t columns = 0;
    std::uint32_t rows = 0;
    std::vector<float> people_per_m2;  ///< row-major, columns * rows; NaN where nobody looks
};

}  // namespace vigie::net
