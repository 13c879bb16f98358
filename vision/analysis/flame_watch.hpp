// Flames: bright, yellow within and red around, flickering, growing.
#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "net/types/sign.hpp"
#include "vision/analysis/sign_numbers.hpp"
#include "vision/analysis/sign_settings.hpp"
#include "vision/analysis/sign_sight.hpp"

namespace vigie::vision {

/// Colour and flicker after Toreyin et al., "Computer vision based method for real-time fire and flame
/// detection", Pattern Recognition Letters 27 (2006). Clothes and flags have one colour, lamps do not
/// flicker or go out altogether, and none of them grows. Owned by one thread.
class FlameWatch {
public:
    FlameWatch(const FlameSettings& settings, SignNumbers& numbers)
        : settings_(settings), numbers_(numbers) {}

    /// Once a look. A sign lasts since the first flame was seen.
    [[nodiscard]] std::vector<net::Sign> look(const SignSight& sight);

    /// Where the signs are, reduced pixels.
    [[nodiscard]] std::vector<cv::Rect> places() const;

    [[nodiscard]] bool has(net::SignNumber number) const;

    /// Forgets what is no sign yet, as when the scene is learnt anew but for the places of signs.
    void keep_signs();
    /// Forgets everything, as when the view is another one.
    void restart();

private:
    struct Fire {
        cv::Rect box;
        net::SignNumber sign = 0;
        double first_area = 0.0;  // mean of the first half second
        double area = 0.0;        // mean over the window
        double least_area = 0.0;  // recovers over the window
        double grown_to = 0.0;
        double flicker = 0.0;  // share of its places that flicker
        double core = 0.0;     // share of the flame, mean over the window
        double age_s = 0.0;
        double holds_s = 0.0;
        double unseen_s = 0.0;
    };

    /// CV_8U: 0, or kRim or kCore where the colour is a flame's.
    [[nodiscard]] cv::Mat flame_colours(const SignSight& sight) const;
    /// False when there never was any lately.
    [[nodiscard]] bool note_flicker(const SignSight& sight, const cv::Mat& flame);
    void find(const SignSight& sight, const cv::Mat& flame);
    void take(Fire& fire, const cv::Mat& flame, const cv::Mat& places, const cv::Mat& flickering,
              double seconds) const;
    [[nodiscard]] bool is_fire(const Fire& fire) const;

    FlameSettings settings_;
    SignNumbers& numbers_;
    cv::Mat before_;   // CV_8U: colours of the look before
    cv::Mat toggles_;  // CV_32F: how often a place changed its colour within the window
    cv::Mat lately_;   // CV_32F: share of the window in which a place was flame
    std::vector<Fire> fires_;
};

}  // namespace vigie::vision
