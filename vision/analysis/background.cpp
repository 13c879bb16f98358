#include "vision/analysis/background.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include <opencv2/imgproc.hpp>

namespace vigie::vision {
namespace {

float squared_distance(const float* a, const float* b) {
    const float x = a[0] - b[0];
    const float y = a[1] - b[1];
    const float z = a[2] - b[2];
    return x * x + y * y + z * z;
}

/// Darker by a plausible factor, with the same colour (Horprasert et al., 1999: brightness and
/// chromaticity distortion).
bool is_shadow(const float* seen, const float* mean, float darkest, float chroma_squared) {
    const float dot = seen[0] * mean[0] + seen[1] * mean[1] + seen[2] * mean[2];
    const float norm = mean[0] * mean[0] + mean[1] * mean[1] + mean[2] * mean[2];
    if (norm < 1.0F) {
        return false;
    }
    const float share = dot / norm;
    if (share >= 1.0F || share < darkest) {
        return false;
    }
    const std::array<float, 3> scaled{mean[0] * share, mean[1] * share, mean[2] * share};
    return squared_distance(seen, scaled.data()) < chroma_squared;
}

}  // namespace

void BackgroundModel::restart() {
    pixels_.clear();
    size_ = {};
    age_s_ = 0.0;
    doubt_s_ = 0.0;
    state_ = BackgroundState::warming_up;
}

void BackgroundModel::start(const cv::Mat& frame) {
    restart();
    size_ = frame.size();
    pixels_.resize(static_cast<std::size_t>(frame.total()));
    const auto noise = static_cast<float>(settings_.least_noise * settings_.least_noise * 2.0);
    std::size_t i = 0;
    for (int row = 0; row < frame.rows; ++row) {
        const auto* in = frame.ptr<cv::Vec3b>(row);
        for (int column = 0; column < frame.cols; ++column, ++i) {
            auto& pixel = pixels_[i];
            for (int c = 0; c < 3; ++c) {
                pixel.mean[c] = pixel.other[c] = static_cast<float>(in[column][c]);
            }
            pixel.variance = noise;
            pixel.other_age_s = 0.0F;
        }
    }
}

cv::Mat BackgroundModel::update(const cv::Mat& frame, double seconds, const cv::Mat& known) {
    if (frame.size() != size_) {
        start(frame);
    }
    const bool settling = age_s_ < settings_.settle_s;
    const auto step = static_cast<float>(seconds);
    // While it is young the model averages evenly, then it forgets exponentially.
    const double learn = std::min(settings_.learn_s, std::max(age_s_, 0.5));
    const auto rate = static_cast<float>(1.0 - std::exp(-seconds / learn));
    const auto adopt_free = static_cast<float>(settling ? settings_.adopt_settling_s : settings_.adopt_s);
    const auto adopt_people = static_cast<float>(settings_.adopt_protected_s);
    const auto adopt_ghost = static_cast<float>(settings_.adopt_ghost_s);
    const auto adopt_after = [&](uchar hint) {
        return hint == kKnownPerson ? adopt_people : hint == kKnownGhost ? adopt_ghost : adopt_free;
    };
    const auto limit = static_cast<float>(settings_.threshold_sigma * settings_.threshold_sigma);
    const auto least = static_cast<float>(settings_.least_noise * settings_.least_noise);
    const auto most = static_cast<float>(settings_.most_noise * settings_.most_noise);
    const auto darkest = static_cast<float>(settings_.shadow_darkest);
    const auto chroma = static_cast<float>(settings_.shadow_chroma * settings_.shadow_chroma);
    const bool has_hints = known.size() == frame.size();

    cv::Mat foreground(frame.size(), CV_8U);
    std::size_t i = 0;
    for (int row = 0; row < frame.rows; ++row) {
        const auto* in = frame.ptr<cv::Vec3b>(row);
        const auto* hints = has_hints ? known.ptr<uchar>(row) : nullptr;
        auto* out = foreground.ptr<uchar>(row);
        for (int column = 0; column < frame.cols; ++column, ++i) {
            auto& pixel = pixels_[i];
            const std::array<float, 3> seen{static_cast<float>(in[column][0]),
                                            static_cast<float>(in[column][1]),
                                            static_cast<float>(in[column][2])};
            const float far = squared_distance(seen.data(), pixel.mean);
            if (far <= limit * pixel.variance) {
                out[column] = 0;
                for (std::size_t c = 0; c < 3; ++c) {
                    pixel.mean[c] += rate * (seen[c] - pixel.mean[c]);
                }
                pixel.variance =
                    std::clamp(pixel.variance + rate * (far / 3.0F - pixel.variance), least, most);
                pixel.other_age_s = std::max(0.0F, pixel.other_age_s - step);
                continue;
            }
            out[column] = is_shadow(seen.data(), pixel.mean, darkest, chroma) ? 0 : 255;
            if (squared_distance(seen.data(), pixel.other) <= limit * pixel.variance) {
                for (std::size_t c = 0; c < 3; ++c) {
                    pixel.other[c] += 0.2F * (seen[c] - pixel.other[c]);
                }
                pixel.other_age_s += step;
            } else {
                pixel.other_age_s -= 2.0F * step;
                if (pixel.other_age_s <= 0.0F) {
                    std::copy(seen.begin(), seen.end(), pixel.other);
                    pixel.other_age_s = 0.0F;
                }
            }
            if (pixel.other_age_s > adopt_after(hints != nullptr ? hints[column] : uchar{0})) {
                // The old background stays the other layer: a ghost's owner may come back.
                std::swap_ranges(pixel.mean, pixel.mean + 3, pixel.other);
                pixel.variance = std::max(pixel.variance, 2.0F * least);
                pixel.other_age_s = 0.0F;
            }
        }
    }
    judge(static_cast<double>(cv::countNonZero(foreground)) / static_cast<double>(foreground.total()),
          seconds);
    return foreground;
}

cv::Mat BackgroundModel::grey(const cv::Rect& part) const {
    cv::Mat out(part.size(), CV_8U);
    for (int row = 0; row < part.height; ++row) {
        auto* to = out.ptr<uchar>(row);
        const auto first = static_cast<std::size_t>(part.y + row) * static_cast<std::size_t>(size_.width) +
                           static_cast<std::size_t>(part.x);
        for (int column = 0; column < part.width; ++column) {
            const auto& mean = pixels_[first + static_cast<std::size_t>(column)].mean;
            to[column] = cv::saturate_cast<uchar>(0.114F * mean[0] + 0.587F * mean[1] + 0.299F * mean[2]);
        }
    }
    return out;
}

void BackgroundModel::judge(double share, double seconds) {
    age_s_ += seconds;
    if (share > settings_.doubt_share) {
        state_ = BackgroundState::in_doubt;
        doubt_s_ += seconds;
        if (doubt_s_ > settings_.doubt_restart_s) {
            restart();
            state_ = BackgroundState::in_doubt;
        }
        return;
    }
    doubt_s_ = 0.0;
    state_ = age_s_ < settings_.warm_up_s ? BackgroundState::warming_up : BackgroundState::ready;
}

}  // namespace vigie::vision
