#include "vision/analysis/steadying.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace vigie::vision {
namespace {

constexpr int kGreen = 1;
constexpr int kBlock = 12;  // pixels: several hundred places in a usual picture
constexpr int kMargin = 4;  // pixels: nothing is looked up outside of the picture

float steepness(const cv::Mat& picture, int row, int column) {
    const auto* here = picture.ptr<float>(row);
    return std::abs(here[column + 1] - here[column - 1]) +
           std::abs(picture.ptr<float>(row + 1)[column] - picture.ptr<float>(row - 1)[column]);
}

}  // namespace

void Steadying::choose(const cv::Mat& background, int block_row) {
    auto& chosen = steepest_[static_cast<std::size_t>(block_row)];
    chosen.clear();
    const int top = std::max(kMargin, block_row * kBlock);
    const int bottom = std::min(background.rows - kMargin, (block_row + 1) * kBlock);
    for (int left = kMargin; left < background.cols - kMargin; left += kBlock) {
        const int right = std::min(background.cols - kMargin, left + kBlock);
        auto steepest = static_cast<float>(settings_.least_edge);
        cv::Point place(-1, -1);
        for (int y = top; y < bottom; ++y) {
            for (int x = left; x < right; ++x) {
                const float steep = steepness(background, y, x);
                if (steep > steepest) {
                    steepest = steep;
                    place = {x, y};
                }
            }
        }
        if (place.x >= 0) {
            chosen.push_back(place);
        }
    }
}

double Steadying::difference(const std::vector<Place>& places, const cv::Mat& background,
                             cv::Point moved) const {
    // A picture moved by m shows at x what the background has at x - m, between four of its pixels.
    const double x = -static_cast<double>(moved.x) / factor_;
    const double y = -static_cast<double>(moved.y) / factor_;
    const cv::Point whole(cvFloor(x), cvFloor(y));
    const auto right = static_cast<float>(x - whole.x);
    const auto down = static_cast<float>(y - whole.y);
    const auto most = static_cast<float>(settings_.most_difference);
    float sum = 0.0F;
    for (const auto& place : places) {
        const auto* upper = background.ptr<float>(place.at.y + whole.y) + place.at.x + whole.x;
        const auto* lower = background.ptr<float>(place.at.y + whole.y + 1) + place.at.x + whole.x;
        const float above = upper[0] + right * (upper[1] - upper[0]);
        const float below = lower[0] + right * (lower[1] - lower[0]);
        sum += std::min(most, std::abs(place.seen - (above + down * (below - above))));
    }
    return static_cast<double>(sum);
}

cv::Point Steadying::displacement(const cv::Mat& picture, const cv::Mat& background,
                                  const cv::Mat& differing) {
    const int block_rows = (picture.rows + kBlock - 1) / kBlock;
    if (picture.size() != size_) {
        size_ = picture.size();
        steepest_.assign(static_cast<std::size_t>(block_rows), {});
        for (int row = 0; row < block_rows; ++row) {
            choose(background, row);
        }
    }
    next_row_ = (next_row_ + 1) % steepest_.size();
    choose(background, static_cast<int>(next_row_));

    std::vector<Place> places;
    for (const auto& row : steepest_) {
        for (const auto& at : row) {
            if (differing.at<uchar>(at) == 0) {
                places.push_back({at, static_cast<float>(picture.at<cv::Vec3b>(at)[kGreen])});
            }
        }
    }
    constexpr std::size_t kLeastPlaces = 30;
    if (places.size() < kLeastPlaces) {
        return {};
    }
    const int reach = std::min(static_cast<int>(settings_.most_px * factor_), (kMargin - 1) * factor_);
    const double still = difference(places, background, {});
    cv::Point best;
    double least = still;
    for (bool better = true; better;) {
        better = false;
        const cv::Point from = best;
        for (int k = 0; k < 9; ++k) {
            const cv::Point there = from + cv::Point(k % 3 - 1, k / 3 - 1);
            if (there == from || std::max(std::abs(there.x), std::abs(there.y)) > reach) {
                continue;
            }
            const double sum = difference(places, background, there);
            if (sum < least) {
                least = sum;
                best = there;
                better = true;
            }
        }
    }
    return least < (1.0 - settings_.least_explained) * still ? best : cv::Point();
}

}  // namespace vigie::vision
