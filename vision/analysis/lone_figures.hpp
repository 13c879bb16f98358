// Whole figures that stand alone: what teaches a camera without calibration how large people are.
#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "net/types/geometry.hpp"

namespace vigie::vision {

/// A part of the foreground that may be people.
struct Piece {
    net::Box box;        ///< picture pixels
    bool alone = false;  ///< upright, well filled, nothing above or below: one whole person
};

/// The parts of `foreground` (CV_8U, working size) that are at least `smallest_px` working pixels high, away
/// from the picture's edges and not much wider than high: one person, or, as wide ones, several or somebody
/// with their ghost.
[[nodiscard]] std::vector<Piece> pieces_of(const cv::Mat& foreground, double scale, double smallest_px);

}  // namespace vigie::vision
