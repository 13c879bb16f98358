#include "tests/bench/clip.hpp"

#include <algorithm>

#include <opencv2/imgproc.hpp>

namespace vigie::bench {

const cv::Mat& Clip::next() {
    const std::size_t count = pictures_.size();
    const std::size_t turn = count > 1 ? step_++ % (2 * count - 2) : 0;
    pictures_[turn < count ? turn : 2 * count - 2 - turn].copyTo(now_);
    return now_;
}

Clip Clip::resized(cv::Size size) const {
    std::vector<cv::Mat> out(pictures_.size());
    const int how = size.width < this->size().width ? cv::INTER_AREA : cv::INTER_LINEAR;
    std::transform(pictures_.begin(), pictures_.end(), out.begin(), [&](const cv::Mat& picture) {
        cv::Mat other;
        cv::resize(picture, other, size, 0, 0, how);
        return other;
    });
    return Clip(std::move(out));
}

}  // namespace vigie::bench
