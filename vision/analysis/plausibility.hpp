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
    /// The same for a picture in which no figures could be looked for: what was doubted before still is.
    bool doubts(double contrast, double seconds);

    /// True, once each time, when figures have been doubted for so long that the scene should be learnt anew.
    /// They are doubted further until that has helped.
    [[nodiscard]] bool gives_up();

    /// Forgets the frames before.
    void restart();

private:
    struct Lost {
        net::Box box;
        double for_s = 0.0;
    };

    void judge(double seconds);
    void look(const std::vector<Figure>& figures, cv::Size picture, double seconds);

    PlausibilitySettings settings_;
    std::vector<net::Box> before_;
    std::vector<Lost> lost_;  // figures that were there a moment ago: to be found again is no appearance
    bool started_ = false;
    double fresh_before_ = 0.0;  // figures of the last frame that were not there in the one before
    double fresh_ = 0.0;         // as many of them a frame, two frames in a row
    double all_ = 0.0;           // figures a frame
    double appeared_ = 0.0;      // figures a second that came from nowhere
    double usual_ = 0.0;         // figures a frame while nothing is doubted
    double doubted_s_ = 0.0;
    double contrast_left_s_ = 0.0;
};

}  // namespace vigie::vision
