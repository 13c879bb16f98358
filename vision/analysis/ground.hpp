// The plane on which people are followed: floor metres with a calibration, picture pixels without.
#pragma once

#include <optional>

#include <opencv2/core.hpp>

#include "net/types/geometry.hpp"
#include "net/types/homography.hpp"
#include "vision/analysis/person_size.hpp"
#include "vision/analysis/settings.hpp"

namespace vigie::vision {

/// A foot on the ground. Units: metres with a calibration, else pixels.
struct GroundPoint {
    cv::Vec2d at;
    cv::Matx22d covariance;
    double metre = 1.0;  ///< how many units make a metre at this place
};

/// Translates between foot pixels and the ground. Refers to `size`, which outlives it.
class Ground {
public:
    Ground(const PersonSettings& settings, const std::optional<net::Homography>& floor,
           const PersonSize& size)
        : settings_(settings), floor_(floor), size_(size) {}

    /// Where the foot of `box` stands, with the uncertainty of finding feet in pixels, propagated
    /// through the homography's Jacobian; nothing above the horizon.
    [[nodiscard]] std::optional<GroundPoint> sighting(const net::Box& box) const;

    /// The pixel of a place on the ground; nothing when it cannot be in the picture.
    [[nodiscard]] std::optional<net::Point<net::Image>> foot(const cv::Vec2d& at) const;

    [[nodiscard]] bool in_metres() const { return floor_.has_value(); }

private:
    PersonSettings settings_;
    std::optional<net::Homography> floor_;
    const PersonSize& size_;
};

}  // namespace vigie::vision
