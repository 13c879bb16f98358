// The time axis of the timeline: from instants to pixels, where its labels go, and where data is missing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "console/situation/occupancy_history.hpp"
#include "net/types/time.hpp"

namespace vigie::console {

/// A stretch of time laid out from left to right. Immutable value.
struct TimeAxis {
    net::UtcTime from{};
    net::UtcTime to{};   ///< after `from`
    float left = 0.0F;   ///< pixels
    float width = 0.0F;  ///< pixels

    /// Not limited to the axis: instants before `from` lie left of it.
    [[nodiscard]] float x_of(net::UtcTime at) const;
    [[nodiscard]] float right() const { return left + width; }
};

/// Round instants (whole minutes, or multiples of them) within the axis, at least `least` pixels apart.
[[nodiscard]] std::vector<net::UtcTime> axis_ticks(const TimeAxis& axis, float least);

/// The samples as stretches without a hole: a hole is longer than three sample periods, and nothing may be
/// drawn across it. Times must not decrease.
[[nodiscard]] std::vector<std::span<const OccupancySample>> stretches(
    std::span<const OccupancySample> samples);

/// The samples within [from, to] and the one before them, so that a curve reaches the edge.
[[nodiscard]] std::span<const OccupancySample> within(std::span<const OccupancySample> samples,
                                                      net::UtcTime from, net::UtcTime to);

/// What a bin says of the samples in it.
enum class BinOf : std::uint8_t { mean, most };

/// People in `bins` equal parts of [from, to]; NaN where there is no sample and the nearest ones are further
/// apart than a hole. A short part between two samples takes the earlier one's value.
[[nodiscard]] std::vector<float> binned(std::span<const OccupancySample> samples, net::UtcTime from,
                                        net::UtcTime to, std::size_t bins, BinOf what);

}  // namespace vigie::console
