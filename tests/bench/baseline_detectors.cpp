#include "tests/bench/baseline_detectors.hpp"

#include <opencv2/imgproc.hpp>

namespace vigie::bench {

HogDetector::HogDetector() {
    hog_.setSVMDetector(cv::HOGDescriptor::getDefaultPeopleDetector());
}

std::vector<cv::Rect> HogDetector::find(const cv::Mat& picture) const {
    std::vector<cv::Rect> out;
    hog_.detectMultiScale(picture, out, 0.0, cv::Size(8, 8), cv::Size(), 1.05);
    return out;
}

KnnBlobs::KnnBlobs() : knn_(cv::createBackgroundSubtractorKNN()) {}

std::vector<cv::Rect> KnnBlobs::find(const cv::Mat& picture) {
    constexpr double kShadow = 127.0;  // OpenCV's mark
    constexpr int kLeastHeightPx = 24;
    knn_->apply(picture, foreground_);
    cv::threshold(foreground_, foreground_, kShadow + 1.0, 255.0, cv::THRESH_BINARY);
    cv::medianBlur(foreground_, foreground_, 5);
    cv::morphologyEx(foreground_, foreground_, cv::MORPH_CLOSE,
                     cv::getStructuringElement(cv::MORPH_RECT, {5, 9}));
    std::vector<std::vector<cv::Point>> outlines;
    cv::findContours(foreground_, outlines, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_SIMPLE);
    std::vector<cv::Rect> out;
    out.reserve(outlines.size());
    for (const auto& outline : outlines) {
        const cv::Rect box = cv::boundingRect(outline);
        if (box.height >= kLeastHeightPx) out.push_back(box);
    }
    return out;
}

}  // namespace vigie::bench
