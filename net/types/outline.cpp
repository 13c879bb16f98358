#include "net/types/outline.hpp"

#include <cstddef>

namespace vigie::net {

std::string repeated_corner(const Polygon<Floor>& outline) {
    const auto& corners = outline.corners;
    for (std::size_t i = 1; i < corners.size(); ++i) {
        if (corners[i] == corners[i - 1]) {
            return "has corner " + std::to_string(i) + " twice in a row; list each corner once";
        }
    }
    if (corners.size() > 1 && corners.front() == corners.back()) {
        return "ends with its first corner again; leave that one out, the outline is closed by itself";
    }
    return {};
}

}  // namespace vigie::net
