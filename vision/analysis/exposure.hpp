// How much brighter or darker a picture is as a whole than the empty scene that was learnt.
#pragma once

#include <opencv2/core.hpp>

#include "vision/analysis/settings.hpp"

namespace vigie::vision {

/// A camera's own gain changes and its lamps beat with its shutter: all pixels then change by one factor,
/// which must not look like people. The factor is the median ratio over places that were empty in the frame
/// before, as long as most of them agree on it and it is near the usual one: beyond that the scene has
/// changed, not its exposure. Owned by one thread.
class Exposure {
public:
    explicit Exposure(const ExposureSettings& settings) : settings_(settings) {}

    /// The factor, positive, that brings `picture` (CV_8UC3) to the brightness of `background` (CV_32F, its
    /// green channel). `differing`: CV_8U, not 0 where somebody was in the frame before; or empty.
    /// `seconds`: since that frame. All three of one size.
    [[nodiscard]] double gain(const cv::Mat& picture, const cv::Mat& background, const cv::Mat& differing,
                              double seconds);

    /// Forgets the usual factor: the background is learnt anew.
    void restart() { usual_log_ = 0.0; }

private:
    ExposureSettings settings_;
    double usual_log_ = 0.0;
};

}  // namespace vigie::vision
