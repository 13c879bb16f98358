#include "vision/analysis/long_view.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace vigie::vision {
namespace {

float squared(float value) {
    return value * value;
}

float squared_distance(const float* a, const float* b) {
    return squared(a[0] - b[0]) + squared(a[1] - b[1]) + squared(a[2] - b[2]);
}

/// Share of the brightness that is left, when it is darker with the same colour (Horprasert et al., 1999);
/// else 0.
float shade(const float* seen, const float* mean, float chroma_squared) {
    const float dot = seen[0] * mean[0] + seen[1] * mean[1] + seen[2] * mean[2];
    const float norm = mean[0] * mean[0] + mean[1] * mean[1] + mean[2] * mean[2];
    const float share = norm < 1.0F ? 0.0F : dot / norm;
    if (share >= 1.0F) {
        return 0.0F;
    }
    const float scaled[3] = {mean[0] * share, mean[1] * share, mean[2] * share};
    return squared_distance(seen, scaled) < chroma_squared ? share : 0.0F;
}

}  // namespace

void LongView::start(const cv::Mat& picture) {
    pixels_.assign(picture.total(), {});
    std::size_t i = 0;
    for (int row = 0; row < picture.rows; ++row) {
        const auto* in = picture.ptr<cv::Vec3b>(row);
        for (int column = 0; column < picture.cols; ++column, ++i) {
            for (int c = 0; c < 3; ++c) {
                pixels_[i].mean[c] = pixels_[i].other[c] = static_cast<float>(in[column][c]);
            }
        }
    }
    changed_ = cv::Mat::zeros(picture.size(), CV_8U);
    still_ = cv::Mat::zeros(picture.size(), CV_8U);
    learnt_ = picture.clone();
    age_s_ = 0.0;
    upset_s_ = 0.0;
    ++version_;
}

cv::Vec3f LongView::light(const cv::Mat& picture) const {
    // Medians of a sample: what stands out from the scene must not tell how bright the scene is.
    constexpr std::size_t kSample = 600;
    const std::size_t step = std::max<std::size_t>(1, pixels_.size() / kSample);
    cv::Vec3f out(1.0F, 1.0F, 1.0F);
    std::vector<float> ratios;
    ratios.reserve(pixels_.size() / step + 1);
    for (int c = 0; c < 3; ++c) {
        ratios.clear();
        for (std::size_t i = 0; i < pixels_.size(); i += step) {
            const auto at = static_cast<int>(i);
            const auto seen = picture.at<cv::Vec3b>(at / picture.cols, at % picture.cols)[c];
            constexpr float kDark = 20.0F;
            constexpr uchar kBright = 250;
            if (pixels_[i].mean[c] > kDark && seen < kBright) {
                ratios.push_back(static_cast<float>(seen) / pixels_[i].mean[c]);
            }
        }
        if (ratios.size() > 16) {
            const auto middle = ratios.begin() + static_cast<std::ptrdiff_t>(ratios.size() / 2);
            std::nth_element(ratios.begin(), middle, ratios.end());
            out[c] = *middle;
        }
    }
    return out;
}

void LongView::look(const cv::Mat& picture, double seconds) {
    if (pixels_.empty() || picture.size() != picture_.size()) {
        start(picture);
    }
    picture_ = picture;
    const bool learning = !knows();
    const auto gain = light(picture);
    const auto step = static_cast<float>(seconds);
    const double memory = learning ? std::max(0.5, std::min(age_s_, settings_.drift_s)) : settings_.drift_s;
    const auto rate = static_cast<float>(1.0 - std::exp(-seconds / memory));
    const auto least = squared(static_cast<float>(settings_.least_difference));
    const auto noise = squared(static_cast<float>(settings_.noise_sigma));
    const auto most_variance = squared(static_cast<float>(settings_.most_noise));
    const auto darkest = static_cast<float>(settings_.shadow_darkest);
    const auto still_darkest = static_cast<float>(settings_.still_shadow_darkest);
    const auto chroma = squared(static_cast<float>(settings_.shadow_chroma));
    const auto still_s = static_cast<float>(settings_.still_s);
    const auto learn_still_s = static_cast<float>(settings_.learn_still_s);
    std::size_t count = 0;
    std::size_t i = 0;
    for (int row = 0; row < picture.rows; ++row) {
        const auto* in = picture.ptr<cv::Vec3b>(row);
        auto* learnt = learnt_.ptr<cv::Vec3b>(row);
        auto* changed = changed_.ptr<uchar>(row);
        auto* still = still_.ptr<uchar>(row);
        for (int column = 0; column < picture.cols; ++column, ++i) {
            auto& pixel = pixels_[i];
            float seen[3];
            float mean[3];
            for (int c = 0; c < 3; ++c) {
                seen[c] = static_cast<float>(in[column][c]);
                mean[c] = pixel.mean[c] * gain[c];
                learnt[column][c] = static_cast<uchar>(std::min(255.0F, mean[c] + 0.5F));
            }
            const float far = squared_distance(seen, mean);
            const float limit = std::max(least, noise * pixel.variance);
            still[column] = 0;
            if (far <= limit) {
                changed[column] = 0;
                for (int c = 0; c < 3; ++c) {
                    pixel.mean[c] += rate * (seen[c] / gain[c] - pixel.mean[c]);
                }
                pixel.variance =
                    std::min(most_variance, pixel.variance + rate * (far / 3.0F - pixel.variance));
                pixel.other_age_s = std::max(0.0F, pixel.other_age_s - step);
                continue;
            }
            ++count;
            const float shaded = shade(seen, mean, chroma);
            changed[column] = shaded >= darkest ? 0 : 255;
            if (squared_distance(seen, pixel.other) <= limit) {
                for (int c = 0; c < 3; ++c) {
                    pixel.other[c] += 0.2F * (seen[c] - pixel.other[c]);
                }
                pixel.other_age_s += step;
            } else {
                // What hides a still thing for a moment does not make it young.
                pixel.other_age_s = std::min(pixel.other_age_s, still_s) - 2.0F * step;
                if (pixel.other_age_s <= 0.0F) {
                    std::copy(seen, seen + 3, pixel.other);
                    pixel.other_age_s = 0.0F;
                }
                continue;
            }
            if (learning && pixel.other_age_s >= learn_still_s) {
                for (int c = 0; c < 3; ++c) {
                    std::swap(pixel.mean[c], pixel.other[c]);
                    pixel.mean[c] /= gain[c];
                }
                pixel.other_age_s = 0.0F;
            } else if (shaded < still_darkest && pixel.other_age_s >= still_s) {
                still[column] = 255;
            }
        }
    }
    age_s_ += seconds;
    const double share = static_cast<double>(count) / static_cast<double>(picture.total());
    upset_s_ = share > settings_.restart_share ? upset_s_ + seconds : 0.0;
    if (upset_s_ >= settings_.restart_s) {
        start(picture);
    }
}

void LongView::adopt(const cv::Rect& part, const cv::Mat& mask) {
    for (int row = 0; row < part.height; ++row) {
        for (int column = 0; column < part.width; ++column) {
            const int y = part.y + row;
            const int x = part.x + column;
            if (mask.at<uchar>(row, column) == 0 || changed_.at<uchar>(y, x) == 0) {
                continue;
            }
            auto& pixel = pixels_[static_cast<std::size_t>(y) * static_cast<std::size_t>(picture_.cols) +
                                  static_cast<std::size_t>(x)];
            for (int c = 0; c < 3; ++c) {
                pixel.mean[c] = static_cast<float>(picture_.at<cv::Vec3b>(y, x)[c]);
            }
            pixel.other_age_s = 0.0F;
            changed_.at<uchar>(y, x) = still_.at<uchar>(y, x) = 0;
        }
    }
}

void LongView::learn_again() {
    age_s_ = 0.0;
    upset_s_ = 0.0;
    ++version_;
}

}  // namespace vigie::vision
