#include "vision/analysis/long_view.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstring>

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "vision/analysis/long_view_row.hpp"

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

/// The first column from `from` on that differs, or `columns`.
int next_differing(const uchar* differs, int from, int columns) {
    const void* found = std::memchr(differs + from, 255, static_cast<std::size_t>(columns - from));
    return found == nullptr ? columns : static_cast<int>(static_cast<const uchar*>(found) - differs);
}

}  // namespace

/// What holds for all pixels of one look.
struct LongView::Step {
    LongRowRule row;
    float darkest;
    float still_darkest;
    float chroma_squared;
    float still_s;
    float learn_still_s;
    bool learning;
};

void LongView::start(const cv::Mat& picture) {
    cv::Mat channels[3];
    cv::split(picture, channels);
    for (int c = 0; c < 3; ++c) channels[c].convertTo(mean_[c], CV_32F);
    variance_ = cv::Mat::zeros(picture.size(), CV_32F);
    other_age_s_ = cv::Mat::zeros(picture.size(), CV_32F);
    others_.resize(picture.total());
    std::size_t i = 0;
    for (int row = 0; row < picture.rows; ++row) {
        const auto* in = picture.ptr<cv::Vec3b>(row);
        for (int column = 0; column < picture.cols; ++column, ++i) {
            for (int c = 0; c < 3; ++c) others_[i].colour[c] = static_cast<float>(in[column][c]);
        }
    }
    changed_ = cv::Mat::zeros(picture.size(), CV_8U);
    still_ = cv::Mat::zeros(picture.size(), CV_8U);
    learnt_ = picture.clone();
    age_s_ = 0.0;
    change_.restart();
}

bool LongView::holds(int row, int column) const {
    return held_.size() == picture_.size() && held_.at<uchar>(row, column) != 0;
}

void LongView::start_anew() {
    // What was not known yet is no memory of what is held.
    if (knows() || before_[0].empty()) {
        for (int c = 0; c < 3; ++c) before_[c] = mean_[c].clone();
    }
    const cv::Mat variance = variance_.clone();
    const bool soon = anew_ && known_s() < settings_.steady_s;
    if (!soon) hasty_ = 0;
    if (soon && change_.is_another_light()) ++hasty_;
    anew_ = true;
    start(picture_);
    if (held_.size() != picture_.size()) return;
    variance.copyTo(variance_, held_);
    keep_held();
}

void LongView::keep_held() {
    constexpr int kAround = 4;
    constexpr float kDark = 20.0F;
    constexpr std::size_t kLeastAround = 16;
    constexpr float kMostLight = 5.0F;  // nothing is multiplied away that another light would bring back
    cv::Mat labels;
    const int count = cv::connectedComponents(held_, labels, 8, CV_32S);
    const cv::Mat reach = cv::getStructuringElement(cv::MORPH_RECT, {2 * kAround + 1, 2 * kAround + 1});
    for (int label = 1; label < count; ++label) {
        const cv::Mat part = labels == label;
        cv::Mat around;
        cv::dilate(part, around, reach);
        around.setTo(0, held_);
        for (int c = 0; c < 3; ++c) {
            std::vector<float> ratios;
            for (int row = 0; row < around.rows; ++row) {
                for (int column = 0; column < around.cols; ++column) {
                    const float mean = before_[c].at<float>(row, column);
                    if (around.at<uchar>(row, column) == 0 || mean <= kDark) continue;
                    ratios.push_back(mean_[c].at<float>(row, column) / mean);
                }
            }
            // What has nothing around it stays in the light in which it was learnt.
            float light = 1.0F;
            if (ratios.size() >= kLeastAround) {
                const auto middle = ratios.begin() + static_cast<std::ptrdiff_t>(ratios.size() / 2);
                std::nth_element(ratios.begin(), middle, ratios.end());
                light = std::clamp(*middle, 1.0F / kMostLight, kMostLight);
            }
            const cv::Mat lit = before_[c] * light;
            lit.copyTo(mean_[c], part);
        }
    }
}

cv::Vec3f LongView::light(const cv::Mat& picture) const {
    // Medians of a sample: what stands out from the scene must not tell how bright the scene is.
    constexpr std::size_t kSample = 600;
    const std::size_t step = std::max<std::size_t>(1, others_.size() / kSample);
    cv::Vec3f out(1.0F, 1.0F, 1.0F);
    std::vector<float> ratios;
    ratios.reserve(others_.size() / step + 1);
    for (int c = 0; c < 3; ++c) {
        ratios.clear();
        for (std::size_t i = 0; i < others_.size(); i += step) {
            const int row = static_cast<int>(i) / picture.cols;
            const int column = static_cast<int>(i) % picture.cols;
            const auto seen = picture.at<cv::Vec3b>(row, column)[c];
            const float mean = mean_[c].at<float>(row, column);
            constexpr float kDark = 20.0F;
            constexpr uchar kBright = 250;
            if (mean > kDark && seen < kBright) ratios.push_back(static_cast<float>(seen) / mean);
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
    if (others_.empty() || picture.size() != picture_.size()) {
        learn_again();
        start(picture);
    }
    picture_ = picture;
    const bool learning = !knows();
    const auto gain = light(picture);
    const double memory = learning ? std::max(0.5, std::min(age_s_, settings_.drift_s)) : settings_.drift_s;
    const Step step{{{gain[0], gain[1], gain[2]},
                     squared(static_cast<float>(settings_.least_difference)),
                     squared(static_cast<float>(settings_.noise_sigma)),
                     static_cast<float>(1.0 - std::exp(-seconds / memory)),
                     squared(static_cast<float>(settings_.most_noise)),
                     static_cast<float>(seconds)},
                    static_cast<float>(settings_.shadow_darkest),
                    static_cast<float>(settings_.still_shadow_darkest),
                    squared(static_cast<float>(settings_.shadow_chroma)),
                    static_cast<float>(settings_.still_s),
                    static_cast<float>(settings_.learn_still_s),
                    learning};
    still_.setTo(0);
    const bool holding = held_.size() == picture.size();
    cv::Mat before[4];
    for (int row = 0; row < picture.rows; ++row) {
        auto* changed = changed_.ptr<uchar>(row);
        const LongRow known{{mean_[0].ptr<float>(row), mean_[1].ptr<float>(row), mean_[2].ptr<float>(row)},
                            variance_.ptr<float>(row),
                            other_age_s_.ptr<float>(row)};
        const bool keeps = holding && next_differing(held_.ptr<uchar>(row), 0, picture.cols) < picture.cols;
        if (keeps) {
            for (int c = 0; c < 3; ++c) mean_[c].row(row).copyTo(before[c]);
            variance_.row(row).copyTo(before[3]);
        }
        compare_and_learn(step.row, picture.ptr<uchar>(row), known, learnt_.ptr<uchar>(row), changed,
                          picture.cols);
        if (keeps) {
            const cv::Mat held = held_.row(row);
            for (int c = 0; c < 3; ++c) before[c].copyTo(mean_[c].row(row), held);
            before[3].copyTo(variance_.row(row), held);
        }
        for (int column = next_differing(changed, 0, picture.cols); column < picture.cols;
             column = next_differing(changed, column + 1, picture.cols)) {
            look_at(step, row, column);
        }
    }
    age_s_ += seconds;
    // Their light may change as often as they like before it is learnt.
    if (learning && holding && !before_[0].empty()) keep_held();
    const auto total = static_cast<double>(picture.total());
    change_.look(cv::countNonZero(changed_) / total, cv::countNonZero(still_) / total, seconds);
}

void LongView::look_at(const Step& step, int row, int column) {
    const auto& bgr = picture_.at<cv::Vec3b>(row, column);
    const auto& gain = step.row.gain;
    float seen[3];
    float mean[3];
    for (int c = 0; c < 3; ++c) {
        seen[c] = static_cast<float>(bgr[c]);
        mean[c] = mean_[c].at<float>(row, column) * gain[c];
    }
    const float limit = std::max(step.row.least, step.row.noise * variance_.at<float>(row, column));
    const float shaded = shade(seen, mean, step.chroma_squared);
    changed_.at<uchar>(row, column) = shaded >= step.darkest ? 0 : 255;
    auto& other = others_[static_cast<std::size_t>(row) * static_cast<std::size_t>(picture_.cols) +
                          static_cast<std::size_t>(column)]
                      .colour;
    auto& age_s = other_age_s_.at<float>(row, column);
    if (squared_distance(seen, other) > limit) {
        // What hides a still thing for a moment does not make it young.
        age_s = std::min(age_s, step.still_s) - 2.0F * step.row.seconds;
        if (age_s <= 0.0F) {
            std::copy(seen, seen + 3, other);
            age_s = 0.0F;
        }
        return;
    }
    for (int c = 0; c < 3; ++c) {
        other[c] += 0.2F * (seen[c] - other[c]);
    }
    age_s += step.row.seconds;
    if (step.learning && age_s >= step.learn_still_s && !holds(row, column)) {
        for (int c = 0; c < 3; ++c) {
            std::swap(mean_[c].at<float>(row, column), other[c]);
            mean_[c].at<float>(row, column) /= gain[c];
        }
        age_s = 0.0F;
    } else if (shaded < step.still_darkest && age_s >= step.still_s) {
        still_.at<uchar>(row, column) = 255;
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
            for (int c = 0; c < 3; ++c) {
                mean_[c].at<float>(y, x) = static_cast<float>(picture_.at<cv::Vec3b>(y, x)[c]);
            }
            other_age_s_.at<float>(y, x) = 0.0F;
            changed_.at<uchar>(y, x) = still_.at<uchar>(y, x) = 0;
        }
    }
}

void LongView::learn_again() {
    age_s_ = 0.0;
    anew_ = false;
    hasty_ = 0;
    change_.restart();
    held_.release();
    for (auto& mean : before_) mean.release();
}

}  // namespace vigie::vision
