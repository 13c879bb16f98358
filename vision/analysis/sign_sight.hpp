// What the watches of signs look at, and how they measure in it.
#pragma once

#include <optional>
#include <vector>

#include <opencv2/core.hpp>

#include "net/types/geometry.hpp"
#include "vision/analysis/ground.hpp"
#include "vision/analysis/long_view.hpp"
#include "vision/analysis/person_size.hpp"
#include "vision/analysis/tracker.hpp"

namespace vigie::vision {

/// One look. References stay valid during one call. "Reduced" pixels are those of the view.
struct SignSight {
    const LongView& view;
    const std::vector<Walker>& walkers;
    const Ground& ground;
    const PersonSize& size;
    double scale = 1.0;    ///< pixels of the camera's picture by reduced pixel
    double seconds = 0.0;  ///< stream time since the look before
    cv::Size picture;      ///< the camera's picture, pixels
};

/// A box of the camera's picture in reduced pixels, and back.
[[nodiscard]] cv::Rect reduced(const SignSight& sight, const net::Box& box);
[[nodiscard]] net::Box enlarged(const SignSight& sight, const cv::Rect& box);

/// Height in reduced pixels of somebody who stands at the foot of `box` (reduced pixels); nothing where
/// nobody can stand.
[[nodiscard]] std::optional<double> standing_height(const SignSight& sight, const cv::Rect& box);

/// Distance on the floor between two places where feet stand, metres. Without a calibration it is estimated
/// from the heights that people have there: across by those, along the view by their ratio and a focal length
/// of `focal` picture widths. Nothing where no floor is.
[[nodiscard]] std::optional<double> metres_between(const SignSight& sight, net::Point<net::Image> a,
                                                   net::Point<net::Image> b, double focal);

/// Share, 0 to 1, of the upper half of the walker's box that has changed, without what `except` covers
/// (CV_8U of the size of `part`, reduced pixels). A track that stuck to a thing on the floor has an empty
/// upper half. 1 when that half is out of the picture.
[[nodiscard]] double upright_share(const SignSight& sight, const Walker& walker, const cv::Rect& part,
                                   const cv::Mat& except);

/// True when somebody whom the camera follows is before `box` (reduced pixels), or behind it.
[[nodiscard]] bool is_hidden(const SignSight& sight, const cv::Rect& box);

/// Grows by `by` on all sides, within the view.
[[nodiscard]] cv::Rect grown(const SignSight& sight, const cv::Rect& box, int by);

/// True when it touches an edge of the view.
[[nodiscard]] bool touches_edge(const SignSight& sight, const cv::Rect& box);

}  // namespace vigie::vision
