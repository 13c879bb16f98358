// By how much the whole picture has moved against the empty scene that was learnt: wind, steps, a passing
// train.
#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "vision/analysis/settings.hpp"

namespace vigie::vision {

/// Finds the displacement of least absolute difference between picture and background at the background's
/// steepest pixels, one a block of it, by descent from standing still in steps of one camera pixel. A
/// difference counts at most so much: people have no say. The steepest pixels are looked for anew in one row
/// of blocks a frame. Owned by one thread.
class Steadying {
public:
    /// `factor`: camera pixels by working pixel.
    Steadying(const SteadyingSettings& settings, int factor) : settings_(settings), factor_(factor) {}

    /// How far `picture` has moved, camera pixels; (0, 0) where there are too few edges to tell, when moving
    /// does not clearly explain more than standing still, or beyond the settings' reach. `picture`: CV_8UC3
    /// of working size; `background`: CV_32F, its green channel; `differing`: CV_8U, not 0 where somebody was
    /// in the frame before. All of one size; another size than the last starts anew.
    [[nodiscard]] cv::Point displacement(const cv::Mat& picture, const cv::Mat& background,
                                         const cv::Mat& differing);

private:
    struct Place {
        cv::Point at;  // in the background
        float seen;    // in the picture there
    };

    void choose(const cv::Mat& background, int block_row);
    [[nodiscard]] double difference(const std::vector<Place>& places, const cv::Mat& background,
                                    cv::Point moved) const;

    SteadyingSettings settings_;
    int factor_;
    cv::Size size_;
    std::vector<std::vector<cv::Point>> steepest_;  // by row of blocks
    std::size_t next_row_ = 0;
};

}  // namespace vigie::vision
