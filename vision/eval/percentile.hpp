// The value that a share of all others does not exceed.
#pragma once

#include <utility>
#include <vector>

namespace vigie::vision {

/// Nearest rank: the smallest of `values` at or below which at least `share` (above 0, at most 1) of them
/// lie; always one of them. 0 for no values.
[[nodiscard]] double percentile(std::vector<double> values, double share);

[[nodiscard]] inline double median(std::vector<double> values) {
    return percentile(std::move(values), 0.5);
}

}  // namespace vigie::vision
