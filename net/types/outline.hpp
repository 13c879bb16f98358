// Corners that an outline, as people write it, has more than once.
#pragma once

#include <string>

#include "net/types/geometry.hpp"

namespace vigie::net {

/// Which corner is there twice in a row, or at the end again, as part of a sentence with what to do: "has
/// ..."; empty: none.
[[nodiscard]] std::string repeated_corner(const Polygon<Floor>& outline);

}  // namespace vigie::net
