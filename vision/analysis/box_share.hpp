// How much of one box lies within another.
#pragma once

#include <algorithm>

#include "net/types/geometry.hpp"

namespace vigie::vision {

/// Share of `inner` that lies within `outer`, 0 to 1; 0 for an `inner` without area.
[[nodiscard]] inline double share_within(const net::Box& inner, const net::Box& outer) {
    const double width = std::min(inner.x + inner.width, outer.x + outer.width) - std::max(inner.x, outer.x);
    const double height =
        std::min(inner.y + inner.height, outer.y + outer.height) - std::max(inner.y, outer.y);
    return width <= 0.0 || height <= 0.0 || inner.area() <= 0.0 ? 0.0 : width * height / inner.area();
}

}  // namespace vigie::vision
