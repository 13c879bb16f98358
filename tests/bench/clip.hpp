// Pictures that are played again and again, there and back, so that nothing jumps from the last to the first.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include <opencv2/core.hpp>

namespace vigie::bench {

/// Owned by one thread.
class Clip {
public:
    /// At least one picture, all of one size and kind.
    explicit Clip(std::vector<cv::Mat> pictures) : pictures_(std::move(pictures)) {}

    /// The next picture, just written, as it is after decoding; overwritten by the next call.
    [[nodiscard]] const cv::Mat& next();
    /// The same pictures at another size.
    [[nodiscard]] Clip resized(cv::Size size) const;

    [[nodiscard]] cv::Size size() const { return pictures_.front().size(); }
    [[nodiscard]] std::size_t pictures() const { return pictures_.size(); }

private:
    std::vector<cv::Mat> pictures_;
    std::size_t step_ = 0;
    cv::Mat now_;
};

}  // namespace vigie::bench
