#include "vision/analysis/background.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstring>

#include <opencv2/imgproc.hpp>

#include "vision/analysis/background_row.hpp"

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
    const float scaled[3] = {mean[0] * share, mean[1] * share, mean[2] * share};
    return squared_distance(seen, scaled) < chroma_squared;
}

/// The first column from `from` on that differs, or `columns`; eight at a time, as most rows are empty.
int next_differing(const uchar* differs, int from, int columns) {
    int x = from;
    while (x + 8 <= columns) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, differs + x, sizeof eight);
        if (eight != 0) {
            break;
        }
        x += 8;
    }
    while (x < columns && differs[x] == 0) {
        ++x;
    }
    return x;
}

float squared(double value) {
    return static_cast<float>(value * value);
}

}  // namespace

/// What holds for all pixels of one frame.
struct BackgroundModel::Step {
    float seconds;
    std::uint32_t now_ms;
    float limit;
    float darkest;
    float chroma_squared;
    float adopt_free_s;
    float adopt_person_s;
    float adopt_ghost_s;
    float forget_person_s;
};

void BackgroundModel::restart() {
    for (auto& mean : mean_) {
        mean.release();
    }
    others_.clear();
    age_s_ = 0.0;
    doubt_s_ = 0.0;
    usual_share_ = 0.0;
    state_ = BackgroundState::warming_up;
}

BackgroundModel BackgroundModel::copy() const {
    BackgroundModel out(*this);
    for (auto& mean : out.mean_) {
        mean = mean.clone();
    }
    out.variance_ = variance_.clone();
    out.differing_ = differing_.clone();
    return out;
}

void BackgroundModel::start(const cv::Mat& frame) {
    restart();
    cv::Mat channels[3];
    cv::split(frame, channels);
    for (std::size_t c = 0; c < mean_.size(); ++c) {
        channels[c].convertTo(mean_[c], CV_32F);
    }
    variance_.create(frame.size(), CV_32F);
    variance_.setTo(2.0F * squared(settings_.least_noise));
    differing_ = cv::Mat::zeros(frame.size(), CV_8U);
    others_.assign(frame.total(), Other{});
    for (int row = 0; row < frame.rows; ++row) {
        const auto* in = frame.ptr<cv::Vec3b>(row);
        auto* others = others_.data() + static_cast<std::ptrdiff_t>(row) * frame.cols;
        for (int column = 0; column < frame.cols; ++column) {
            for (int c = 0; c < 3; ++c) {
                others[column].colour[c] = static_cast<float>(in[column][c]);
            }
        }
    }
}

cv::Mat BackgroundModel::update(const cv::Mat& frame, double seconds, const cv::Mat& known) {
    if (frame.size() != mean_[0].size()) {
        start(frame);
    }
    // While it is young the model averages evenly, then it forgets exponentially.
    const double learn = std::min(settings_.learn_s, std::max(age_s_, 0.5));
    const RowRule rule{squared(settings_.threshold_sigma), squared(settings_.person_sigma),
                       static_cast<float>(1.0 - std::exp(-seconds / learn)), squared(settings_.least_noise),
                       squared(settings_.most_noise)};
    const bool settling = age_s_ < settings_.settle_s;
    const Step step{static_cast<float>(seconds),
                    static_cast<std::uint32_t>(static_cast<std::uint64_t>(age_s_ * 1000.0)),
                    rule.limit,
                    static_cast<float>(settings_.shadow_darkest),
                    squared(settings_.shadow_chroma),
                    static_cast<float>(settling ? settings_.adopt_settling_s : settings_.adopt_s),
                    static_cast<float>(settings_.adopt_protected_s),
                    static_cast<float>(settings_.adopt_ghost_s),
                    static_cast<float>(settings_.forget_person_s)};
    const bool has_hints = known.size() == frame.size();
    cv::Mat foreground = cv::Mat::zeros(frame.size(), CV_8U);
    int differing = 0;
    for (int row = 0; row < frame.rows; ++row) {
        const auto* in = frame.ptr<uchar>(row);
        const auto* hints = has_hints ? known.ptr<uchar>(row) : nullptr;
        // While it settles, it has to learn next to people, too.
        const auto* people = settling ? nullptr : hints;
        auto* differs = differing_.ptr<uchar>(row);
        auto* out = foreground.ptr<uchar>(row);
        const BackgroundRow pixels{
            {mean_[0].ptr<float>(row), mean_[1].ptr<float>(row), mean_[2].ptr<float>(row)},
            variance_.ptr<float>(row)};
        compare_and_learn(rule, in, pixels, people, differs, frame.cols);
        for (int column = next_differing(differs, 0, frame.cols); column < frame.cols;
             column = next_differing(differs, column + 1, frame.cols)) {
            look_at(step, row, column, in + std::ptrdiff_t{3} * column,
                    hints != nullptr ? hints[column] : uchar{0}, out[column]);
            differing += out[column] != 0 ? 1 : 0;
        }
    }
    judge(static_cast<double>(differing) / static_cast<double>(frame.total()), seconds);
    return foreground;
}

void BackgroundModel::look_at(const Step& step, int row, int column, const uchar* bgr, uchar hint,
                              uchar& out) {
    const float seen[3] = {static_cast<float>(bgr[0]), static_cast<float>(bgr[1]),
                           static_cast<float>(bgr[2])};
    const float mean[3] = {mean_[0].at<float>(row, column), mean_[1].at<float>(row, column),
                           mean_[2].at<float>(row, column)};
    out = is_shadow(seen, mean, step.darkest, step.chroma_squared) ? 0 : 255;
    auto& other = others_[static_cast<std::size_t>(row) * static_cast<std::size_t>(mean_[0].cols) +
                          static_cast<std::size_t>(column)];
    const float empty_s =
        std::max(0.0F, static_cast<float>(step.now_ms - other.touched_ms) / 1000.0F - step.seconds);
    other.age_s = std::max(0.0F, other.age_s - empty_s);
    other.touched_ms = step.now_ms;
    other.person =
        hint == kKnownPerson || (other.person && hint != kKnownGhost && empty_s < step.forget_person_s);
    if (squared_distance(seen, other.colour) <= step.limit * variance_.at<float>(row, column)) {
        for (int c = 0; c < 3; ++c) {
            other.colour[c] += 0.2F * (seen[c] - other.colour[c]);
        }
        other.age_s += step.seconds;
    } else {
        other.age_s -= 2.0F * step.seconds;
        if (other.age_s <= 0.0F) {
            std::copy(seen, seen + 3, other.colour);
            other.age_s = 0.0F;
        }
    }
    const float adopt_s = other.person          ? step.adopt_person_s
                          : hint == kKnownGhost ? step.adopt_ghost_s
                                                : step.adopt_free_s;
    if (other.age_s > adopt_s) {
        adopt(other, row, column);
    }
}

void BackgroundModel::adopt(Other& other, int row, int column) {
    // The old background stays the other layer: a ghost's owner may come back.
    for (std::size_t c = 0; c < mean_.size(); ++c) {
        std::swap(mean_[c].at<float>(row, column), other.colour[c]);
    }
    auto& variance = variance_.at<float>(row, column);
    variance = std::max(variance, 2.0F * squared(settings_.least_noise));
    other.age_s = 0.0F;
    other.person = false;
}

cv::Mat BackgroundModel::grey(const cv::Rect& part) const {
    cv::Mat out(part.size(), CV_8U);
    for (int row = 0; row < part.height; ++row) {
        auto* to = out.ptr<uchar>(row);
        const auto* blue = mean_[0].ptr<float>(part.y + row) + part.x;
        const auto* green = mean_[1].ptr<float>(part.y + row) + part.x;
        const auto* red = mean_[2].ptr<float>(part.y + row) + part.x;
        for (int column = 0; column < part.width; ++column) {
            to[column] = cv::saturate_cast<uchar>(0.114F * blue[column] + 0.587F * green[column] +
                                                  0.299F * red[column]);
        }
    }
    return out;
}

void BackgroundModel::judge(double share, double seconds) {
    age_s_ += seconds;
    // A crowd that fills the picture comes in bit by bit; light and a turned camera come at once.
    if (share > settings_.doubt_share && share > usual_share_ + settings_.doubt_jump) {
        state_ = BackgroundState::in_doubt;
        doubt_s_ += seconds;
        if (doubt_s_ > settings_.doubt_restart_s) {
            restart();
            state_ = BackgroundState::in_doubt;
        }
        return;
    }
    doubt_s_ = 0.0;
    usual_share_ += (1.0 - std::exp(-seconds / settings_.usual_share_s)) * (share - usual_share_);
    state_ = age_s_ < settings_.warm_up_s ? BackgroundState::warming_up : BackgroundState::ready;
}

}  // namespace vigie::vision
