// A drawn hall in which things are left, taken and burnt: pictures with known truth for the signs.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "tests/support/fake_clock.hpp"
#include "tests/vision/analysis/walking_scene.hpp"
#include "vision/analysis/analyser.hpp"

namespace vigie::test {

inline const cv::Scalar kRed{40, 40, 160};
inline const cv::Scalar kBlue{150, 60, 30};
inline const cv::Scalar kDark{35, 30, 30};

/// Pixels a metre for somebody whose feet are in `row`. All places are those of the 640x480 pictures of
/// walking_scene.hpp.
inline double metre_at(double row) {
    return (row - 60.0) / 6.0;
}

/// Draws with the places of a 640x480 picture on one of half the size.
class Brush {
public:
    explicit Brush(cv::Mat& picture) : picture_(picture) {}

    void rectangle(const cv::Rect2d& box, const cv::Scalar& colour) {
        const cv::Rect half(cvRound(box.x / 2), cvRound(box.y / 2), cvRound(box.width / 2),
                            cvRound(box.height / 2));
        cv::rectangle(picture_, half, colour, cv::FILLED);
    }
    void person(cv::Point2d foot, const cv::Scalar& colour = kRed) {
        const double h = 1.73 * metre_at(foot.y);
        rectangle({foot.x - 0.13 * h, foot.y - 0.85 * h, 0.26 * h, 0.85 * h}, colour);
        cv::circle(picture_, {cvRound(foot.x / 2), cvRound((foot.y - 0.92 * h) / 2)}, cvRound(0.0375 * h),
                   cv::Scalar(90, 130, 190), cv::FILLED);
    }
    /// A thing that stands on the floor at the middle of its lower edge.
    void thing(cv::Point2d foot, double width_m, double height_m, const cv::Scalar& colour = kDark) {
        const double metre = metre_at(foot.y);
        rectangle(
            {foot.x - width_m * metre / 2, foot.y - height_m * metre, width_m * metre, height_m * metre},
            colour);
    }
    /// seen = (1 - alpha) x scene + alpha x colour, alpha (CV_32F, 0 to 1) at half size.
    void veil(const cv::Mat& alpha, const cv::Scalar& colour) {
        for (int y = 0; y < picture_.rows; ++y) {
            for (int x = 0; x < picture_.cols; ++x) {
                const double a = std::clamp(static_cast<double>(alpha.at<float>(y, x)), 0.0, 1.0);
                auto& pixel = picture_.at<cv::Vec3b>(y, x);
                for (int c = 0; c < 3; ++c) {
                    pixel[c] = cv::saturate_cast<uchar>((1.0 - a) * pixel[c] + a * colour[c]);
                }
            }
        }
    }
    [[nodiscard]] cv::Mat& picture() { return picture_; }

private:
    cv::Mat& picture_;
};

using Draw = std::function<void(Brush&)>;

/// Films the hall at 5 frames a second with the camera of walking_scene.hpp, at 320x240.
class SignStage {
public:
    explicit SignStage(bool calibrated,
                       const std::function<void(vision::AnalyserConfiguration&)>& change = {}) {
        auto configuration = drawn_camera(calibrated);
        configuration.camera.fps = 5.0;
        if (change) change(configuration);
        auto made = vision::Analyser::create(std::move(configuration), clock_);
        EXPECT_TRUE(made) << made.error().message;
        analyser_ = std::move(*made);
        cv::RNG random(7);
        for (int i = 0; i < 17; ++i) {
            noise_.emplace_back(240, 320, CV_16SC3);
            random.fill(noise_.back(), cv::RNG::NORMAL, 0.0, 2.0);
        }
        floor_.create(240, 320, CV_8UC3);
        for (int y = 0; y < floor_.rows; ++y) {
            for (int x = 0; x < floor_.cols; ++x) {
                const int tile = ((x / 10) + (y / 10)) % 2 == 0 ? 118 : 142;
                floor_.at<cv::Vec3b>(y, x) = cv::Vec3b(static_cast<uchar>(tile), static_cast<uchar>(tile + 4),
                                                       static_cast<uchar>(tile - 6));
            }
        }
    }

    /// One frame; what `draw` paints stands in the hall.
    const net::Scene& film(const Draw& draw = {}) {
        cv::Mat picture = floor_.clone();
        Brush brush(picture);
        if (draw) draw(brush);
        if (light_ != 1.0) picture *= light_;
        cv::add(picture, noise_[number_ % noise_.size()], picture, cv::noArray(), CV_8UC3);
        stream_ += net::Microseconds(200'000);
        net::FrameStamp stamp;
        stamp.number = ++number_;
        stamp.epoch = epoch_;
        stamp.stream = stream_;
        auto analysis = analyser_->analyse(picture, stamp);
        EXPECT_TRUE(analysis) << analysis.error().message;
        if (analysis) scene_ = std::move(analysis->scene);
        for (const auto& sign : scene_.signs) {
            seen_.insert({sign.kind, sign.number});
            longest_[static_cast<std::size_t>(sign.kind)] =
                std::max(longest_[static_cast<std::size_t>(sign.kind)], sign.lasting_s);
        }
        return scene_;
    }
    /// `draw` with the seconds since this call.
    void film_for(double seconds, const std::function<void(Brush&, double)>& draw = {}) {
        const auto frames = std::lround(seconds * 5.0);
        for (long i = 0; i < frames; ++i) {
            film([&](Brush& brush) {
                if (draw) draw(brush, static_cast<double>(i) / 5.0);
            });
        }
    }
    void next_epoch() {
        ++epoch_;
        stream_ = {};
    }
    void set_light(double light) { light_ = light; }
    [[nodiscard]] const net::Scene& scene() const { return scene_; }

    [[nodiscard]] const net::Sign* sign(net::SignKind kind) const {
        for (const auto& known : scene_.signs) {
            if (known.kind == kind) return &known;
        }
        return nullptr;
    }
    /// How many signs of a kind there were so far.
    [[nodiscard]] std::size_t ever(net::SignKind kind) const {
        return static_cast<std::size_t>(
            std::count_if(seen_.begin(), seen_.end(), [kind](const auto& one) { return one.first == kind; }));
    }
    /// The longest that one of them lasted so far, seconds.
    [[nodiscard]] double longest(net::SignKind kind) const {
        return longest_[static_cast<std::size_t>(kind)];
    }

private:
    FakeClock clock_;
    std::unique_ptr<vision::Analyser> analyser_;
    cv::Mat floor_;
    std::vector<cv::Mat> noise_;
    net::Scene scene_;
    net::StreamTime stream_{};
    net::SourceEpoch epoch_ = 1;
    std::uint64_t number_ = 0;
    double light_ = 1.0;
    std::set<std::pair<net::SignKind, net::SignNumber>> seen_;
    double longest_[8] = {};
};

/// From `from` to `to` at 1.3 m/s or so: where somebody is after `seconds`.
inline cv::Point2d on_the_way(cv::Point2d from, cv::Point2d to, double seconds) {
    const double metres = cv::norm(to - from) / metre_at((from.y + to.y) / 2);
    const double share = std::min(1.0, 1.3 * seconds / metres);
    return from + share * (to - from);
}

/// For how long that takes, seconds, rounded up to whole frames.
inline double way_s(cv::Point2d from, cv::Point2d to) {
    return std::ceil(cv::norm(to - from) / metre_at((from.y + to.y) / 2) / 1.3 * 5.0) / 5.0;
}

}  // namespace vigie::test
