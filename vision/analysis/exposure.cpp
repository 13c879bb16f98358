#include "vision/analysis/exposure.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace vigie::vision {
namespace {

constexpr int kGreen = 1;
constexpr int kStep = 8;  // two thousand samples say as much as all pixels

/// Background by picture, of every pixel on a coarse grid that is neither clipped nor too dark to divide by.
std::vector<float> sampled_ratios(const cv::Mat& picture, const cv::Mat& background,
                                  const cv::Mat& differing) {
    constexpr float kDarkest = 12.0F;
    constexpr float kBrightest = 250.0F;
    std::vector<float> out;
    for (int y = kStep / 2; y < picture.rows; y += kStep) {
        const auto* seen = picture.ptr<cv::Vec3b>(y);
        const auto* known = background.ptr<float>(y);
        const auto* busy = differing.empty() ? nullptr : differing.ptr<uchar>(y);
        for (int x = kStep / 2; x < picture.cols; x += kStep) {
            const auto value = static_cast<float>(seen[x][kGreen]);
            if ((busy == nullptr || busy[x] == 0) && value > kDarkest && value < kBrightest &&
                known[x] > kDarkest && known[x] < kBrightest) {
                out.push_back(known[x] / value);
            }
        }
    }
    return out;
}

}  // namespace

double Exposure::gain(const cv::Mat& picture, const cv::Mat& background, const cv::Mat& differing,
                      double seconds) {
    const double usual = std::exp(usual_log_);
    auto ratios = sampled_ratios(picture, background, differing);
    constexpr std::size_t kLeastSamples = 60;
    if (ratios.size() < kLeastSamples) {
        return usual;
    }
    const auto middle = ratios.begin() + static_cast<std::ptrdiff_t>(ratios.size() / 2);
    std::nth_element(ratios.begin(), middle, ratios.end());
    const float median = *middle;
    const auto tolerance = static_cast<float>(settings_.agreement);
    const auto agreeing = std::count_if(ratios.begin(), ratios.end(), [&](float ratio) {
        return std::abs(ratio - median) < tolerance * median;
    });
    const double log_gain = std::log(static_cast<double>(median));
    if (static_cast<double>(agreeing) < settings_.least_agreeing * static_cast<double>(ratios.size()) ||
        std::abs(log_gain - usual_log_) > std::log1p(settings_.most_change)) {
        return usual;
    }
    usual_log_ += (1.0 - std::exp(-seconds / settings_.usual_s)) * (log_gain - usual_log_);
    // A little is left for the background to learn, so that it follows the daylight in the end.
    const double pull = settings_.pull;
    return std::exp(log_gain - std::clamp(pull * log_gain, -pull, pull));
}

}  // namespace vigie::vision
