#include "vision/analysis/ghost.hpp"

#include <opencv2/imgproc.hpp>

namespace vigie::vision {
namespace {

double contrast_along(const cv::Mat& grey, const cv::Mat& outline) {
    cv::Mat across;
    cv::Mat down;
    cv::Sobel(grey, across, CV_16S, 1, 0);
    cv::Sobel(grey, down, CV_16S, 0, 1);
    const cv::Mat strength = cv::abs(across) + cv::abs(down);
    return cv::mean(strength, outline)[0];
}

}  // namespace

double outline_share(const cv::Mat& grey, const cv::Mat& background, const cv::Mat& foreground) {
    cv::Mat outline;
    cv::morphologyEx(foreground, outline, cv::MORPH_GRADIENT,
                     cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
    const double here = contrast_along(grey, outline);
    const double there = contrast_along(background, outline);
    return here + there > 0.0 ? here / (here + there) : 0.5;
}

}  // namespace vigie::vision
