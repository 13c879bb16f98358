// Low shapes on the floor: what people who lie or sit look like, and bags.
#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "vision/analysis/sign_settings.hpp"
#include "vision/analysis/sign_sight.hpp"

namespace vigie::vision {

/// A piece of what differs from the learnt scene. Lengths in reduced pixels.
struct GroundShape {
    cv::Rect box;
    int area = 0;
    double standing = 0.0;  ///< height of somebody who stands there
    bool seated = false;    ///< no taller than somebody who sits on the floor, and of a person's size
    bool low = false;       ///< ... and no taller than somebody who lies
};

/// All pieces where somebody can stand. What is dark and stands still is no shadow and belongs to them.
[[nodiscard]] std::vector<GroundShape> ground_shapes(const GroundWatchSettings& settings,
                                                     const SignSight& sight);

/// CV_8U, of the size of `box` (within the view): 255 where it differs in that way.
[[nodiscard]] cv::Mat differing(const SignSight& sight, const cv::Rect& box);

/// Share of a box within the view, 0 to 1, that differs in that way.
[[nodiscard]] double differing_share(const SignSight& sight, const cv::Rect& box);

/// True when what differs at `box` (reduced pixels) was in the picture `before` (LongView::picture) already.
/// False if that is empty.
[[nodiscard]] bool was_there(const SignSight& sight, const cv::Rect& box, const cv::Mat& before);

/// Middle of the lower edge, and of the whole box.
[[nodiscard]] cv::Point2d foot_of(const cv::Rect& box);
[[nodiscard]] cv::Point2d middle_of(const cv::Rect& box);

}  // namespace vigie::vision
