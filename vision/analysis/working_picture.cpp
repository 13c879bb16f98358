#include "vision/analysis/working_picture.hpp"

#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

namespace vigie::vision {

cv::Mat reduce(const cv::Mat& picture, int factor) {
    cv::Mat out;
    cv::resize(picture, out, {picture.cols / factor, picture.rows / factor}, 0, 0, cv::INTER_AREA);
    return out;
}

/// `picture` moved by whole pixels; its outermost ones are repeated where it ends.
cv::Mat moved(const cv::Mat& picture, cv::Point by) {
    const cv::Rect inside = cv::Rect({}, picture.size()) & cv::Rect(-by, picture.size());
    cv::Mat out;
    cv::copyMakeBorder(picture(inside), out, std::max(0, by.y), std::max(0, -by.y), std::max(0, by.x),
                       std::max(0, -by.x), cv::BORDER_REPLICATE | cv::BORDER_ISOLATED);
    return out;
}

cv::Rect reduced(const net::Box& box, double scale) {
    return {static_cast<int>(std::floor(box.x / scale)), static_cast<int>(std::floor(box.y / scale)),
            static_cast<int>(std::ceil(box.width / scale)), static_cast<int>(std::ceil(box.height / scale))};
}

}  // namespace vigie::vision
