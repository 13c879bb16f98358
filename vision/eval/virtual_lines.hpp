// Counting lines that nobody configured, so that crossings can be measured on any surveyed floor.
#pragma once

#include <vector>

#include "net/types/venue.hpp"

namespace vigie::vision {

/// A lattice over the surveyed part of the floor (the rectangle around the calibration's floor points): lines
/// from edge to edge, both ways, `spacing_m` (above 0) apart, the first that far from the edge; none where
/// less than half of that would be left to the other edge. Named virtual-x-1, virtual-y-1, ...
[[nodiscard]] std::vector<net::LineConfiguration> virtual_lines(const net::CameraConfiguration& camera,
                                                                double spacing_m);

}  // namespace vigie::vision
