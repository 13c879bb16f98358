#include "vision/analysis/appearance.hpp"

#include <algorithm>
#include <cmath>

namespace vigie::vision {

Appearance Appearance::of(const cv::Mat& picture, const cv::Mat& foreground, const cv::Rect& box) {
    Appearance out;
    const cv::Rect seen = box & cv::Rect({}, picture.size());
    std::array<int, 2 * kBins> counts{};
    std::array<int, 2> totals{};
    const int middle = box.y + box.height / 2;
    for (int y = seen.y; y < seen.y + seen.height; ++y) {
        const auto* colours = picture.ptr<cv::Vec3b>(y);
        const auto* known = foreground.ptr<uchar>(y);
        const std::size_t half = y < middle ? 0 : 1;
        for (int x = seen.x; x < seen.x + seen.width; ++x) {
            if (known[x] != 0) {
                const auto& p = colours[x];
                const std::size_t bin =
                    std::size_t{16} * (p[0] >> 6U) + std::size_t{4} * (p[1] >> 6U) + (p[2] >> 6U);
                ++counts[half * kBins + bin];
                ++totals[half];
            }
        }
    }
    constexpr int kLeastPixels = 12;
    if (totals[0] < kLeastPixels || totals[1] < kLeastPixels) {
        return out;
    }
    for (std::size_t i = 0; i < counts.size(); ++i) {
        out.bins_[i] = static_cast<float>(counts[i]) / static_cast<float>(totals[i / kBins]);
    }
    out.empty_ = false;
    return out;
}

double Appearance::distance(const Appearance& other) const {
    if (empty_ || other.empty_) {
        return 0.5;
    }
    double same = 0.0;
    for (std::size_t i = 0; i < bins_.size(); ++i) {
        same += std::sqrt(static_cast<double>(bins_[i]) * static_cast<double>(other.bins_[i]));
    }
    return std::sqrt(std::max(0.0, 1.0 - same / 2.0));
}

void Appearance::learn(const Appearance& seen, double memory) {
    if (seen.empty_) {
        return;
    }
    if (empty_) {
        *this = seen;
        return;
    }
    const auto keep = static_cast<float>(memory);
    for (std::size_t i = 0; i < bins_.size(); ++i) {
        bins_[i] = keep * bins_[i] + (1.0F - keep) * seen.bins_[i];
    }
}

}  // namespace vigie::vision
