// Whether a picture can be what a working camera sees: enough contrast, and figures that last.
#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "vision/analysis/settings.hpp"
#include "vision/analysis/splitter.hpp"

namespace vigie::vision {

/// Standard deviation, grey levels, of `picture` (CV_8UC3) on a coarse grid: near 0 for a covered lens, a
/// dead sensor, thick fog.
[[nodiscard]] double contrast_of(const cv::Mat& picture);

/// Doubts pictures without contrast; those whose figures come and go from frame to frame (people move by less
/// than their own width between two frames, interference does not); and those in which figures keep appearing
/// out of nothing, neither from the picture's edge nor from beside somebody, as smeared macroblocks do. Doubt
/// of figures lasts until there are about as many as before it. Owned by one thread.
class Plausibility {
public:
    explicit Plausibility(const PlausibilitySettings& settings) : settings_(settings) {}

    /// `contrast`: of the picture; `figures`: found in it, picture pixels; `picture`: its size; `seconds`:
    /// since the frame before. True when in doubt.
    bool doubts(double contrast, const std::vector<Figure>& figures, cv::Size picture, double seconds);

    /// True when figures have been doubted for so long that the scene should be learnt anew.
    [[nodiscard]] bool gives_up() const { return doubted_s_ > settings_.give_up_s; }

    /// Forgets the frames before.
    void restart();

private:
    void look(const std::vector<Figure>& figures, cv::Size picture, double seconds);

    PlausibilitySettings settings_;
    std::vector<net::Box> before_;
    bool started_ = false;
    double fresh_ = 0.0;     // figures a frame that were not there in the frame before
    double all_ = 0.0;       // figures a frame
    double appeared_ = 0.0;  // figures a second that came from nowhere
    double usual_ = 0.0;     // figures a frame while nothing is doubted
    double doubted_s_ = 0.0;
    double contrast_left_s_ = 0.0;
};

}  // namespace vigie::vision
