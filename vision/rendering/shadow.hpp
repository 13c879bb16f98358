// Shadows of people and things on the floor.
#pragma once

#include <opencv2/core.hpp>

#include "vision/rendering/body.hpp"
#include "vision/rendering/projection.hpp"

namespace vigie::vision {

/// Shadows of one picture, gathered and then laid over it once, so that two shadows are no darker than one.
/// Owned by one thread.
class Shadows {
public:
    /// `sun`: where the shadow of a point one metre up falls, metres. `camera` outlives it.
    Shadows(const PinholeCamera& camera, net::Vector<net::Floor> sun);

    /// A limb's soft shadow, wider and fainter the higher the limb is.
    void add(const Limb& limb);
    /// A blurred dark spot where something of that radius touches the floor.
    void add_contact(net::Point<net::Floor> at, double radius_m);
    /// Darkens where `ground` is set. `strength`: share of the light that a full shadow takes, 0 to 1.
    void darken(cv::Mat& picture, const cv::Mat& ground, double strength) const;

private:
    void stamp(net::Point<net::Floor> from, net::Point<net::Floor> to, double radius_m, double softness_m,
               double depth);

    const PinholeCamera& camera_;
    net::Vector<net::Floor> sun_;
    cv::Mat mask_;  ///< CV_8U, share of the light taken
    cv::Rect touched_;
};

}  // namespace vigie::vision
