// What OpenCV offers to find people with, used as its own examples use it: what the analysis is held against.
#pragma once

#include <vector>

#include <opencv2/core.hpp>
#include <opencv2/objdetect.hpp>
#include <opencv2/video.hpp>

namespace vigie::bench {

/// People by histograms of oriented gradients over the whole picture (Dalal and Triggs, CVPR 2005), OpenCV's
/// trained detector: window stride 8, scale step 1.05, as samples/cpp/peopledetect.cpp. Owned by one thread.
class HogDetector {
public:
    HogDetector();
    [[nodiscard]] std::vector<cv::Rect> find(const cv::Mat& picture) const;

private:
    cv::HOGDescriptor hog_;
};

/// Moving blobs by background subtraction (Zivkovic and van der Heijden 2006, OpenCV's KNN with its shadows
/// left out), cleaned, outlined, and bounded where they are as large as people. Owned by one thread.
class KnnBlobs {
public:
    KnnBlobs();
    [[nodiscard]] std::vector<cv::Rect> find(const cv::Mat& picture);

private:
    cv::Ptr<cv::BackgroundSubtractorKNN> knn_;
    cv::Mat foreground_;
};

}  // namespace vigie::bench
