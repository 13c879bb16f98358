// What a person's clothes look like, for following within one camera and seconds only.
#pragma once

#include <array>
#include <cstddef>

#include <opencv2/core.hpp>

namespace vigie::vision {

/// Colours of the upper and the lower half of a figure, each a 4x4x4 histogram that sums to 1.
/// Kept in memory for as long as its track lives; never stored, sent or compared across cameras.
class Appearance {
public:
    Appearance() = default;

    /// `picture`: CV_8UC3, `foreground`: CV_8U, same size; `box` in their pixels. Empty when hardly
    /// any foreground lies in the box.
    [[nodiscard]] static Appearance of(const cv::Mat& picture, const cv::Mat& foreground,
                                       const cv::Rect& box);

    [[nodiscard]] bool empty() const { return empty_; }
    /// Bhattacharyya distance, 0 (same) to 1; 0.5 when either is empty: no evidence.
    [[nodiscard]] double distance(const Appearance& other) const;
    /// Moves towards `seen`, keeping `memory` (0 to 1) of the past.
    void learn(const Appearance& seen, double memory);

private:
    static constexpr std::size_t kBins = 64;
    std::array<float, 2 * kBins> bins_{};
    bool empty_ = true;
};

}  // namespace vigie::vision
