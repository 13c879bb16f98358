#include "vision/analysis/sign_watch.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include <opencv2/imgproc.hpp>

namespace vigie::vision {

SignWatch::SignWatch(const SignSettings& settings, const PersonSettings& person, const Ground& ground,
                     const PersonSize& size, SignNumbers& numbers)
    : settings_(settings),
      ground_(ground),
      size_(size),
      view_(settings.view),
      ground_watch_(settings.ground, numbers),
      objects_(settings.object, person, numbers),
      smoke_(settings.smoke, numbers),
      flames_(settings.flame, numbers) {}

void SignWatch::learn_again() {
    view_.learn_again();
    restart();
}

void SignWatch::restart() {
    ground_watch_.restart();
    objects_.restart();
    smoke_.restart();
    flames_.restart();
    signs_.clear();
}

void SignWatch::start_anew(const SignSight& sight) {
    // A light that is guessed wrongly must draw no outline around the place.
    constexpr int kOutline = 3;
    ground_watch_.keep_signs(sight);
    objects_.keep_signs(sight);
    smoke_.keep_signs();
    flames_.keep_signs();
    std::erase_if(signs_, [this](const net::Sign& sign) {
        return !ground_watch_.has(sign.number) && !objects_.has(sign.number) && !smoke_.has(sign.number) &&
               !flames_.has(sign.number);
    });
    cv::Mat held = smoke_.hidden(sight.view.picture().size());
    if (held.empty()) held = cv::Mat::zeros(sight.view.picture().size(), CV_8U);
    for (const auto& places : {ground_watch_.people_down().lying, objects_.places(), flames_.places()}) {
        for (const auto& place : places) held(grown(sight, place, kOutline)).setTo(255);
    }
    view_.hold(held);
    view_.start_anew();
}

const std::vector<net::Sign>& SignWatch::look(const cv::Mat& small, cv::Size picture,
                                              const std::vector<Walker>& walkers, net::StreamTime stream,
                                              net::SourceEpoch epoch, bool trusted) {
    const bool first = epoch_ == 0;
    if (!first && epoch != epoch_) {
        learn_again();
    }
    const bool known_time = !first && epoch == epoch_ && stream > last_;
    const double passed = std::chrono::duration<double>(stream - last_).count();
    const double pause_s = 1.0 / settings_.view.looks_per_s;
    if (!trusted || (known_time && passed < 0.9 * pause_s)) {
        epoch_ = epoch;
        last_ = known_time || first ? last_ : stream;
        return signs_;
    }
    // After a gap no more time is believed to have been watched than this.
    constexpr double kLongestS = 1.0;
    const double seconds = known_time ? std::min(passed, kLongestS) : pause_s;
    last_ = stream;
    epoch_ = epoch;

    const int factor =
        std::max(1, static_cast<int>(std::lround(static_cast<double>(small.rows) / settings_.view.rows)));
    cv::Mat tiny;
    cv::resize(small, tiny, {std::max(1, small.cols / factor), std::max(1, small.rows / factor)}, 0, 0,
               cv::INTER_AREA);
    if (!view_.picture().empty() && view_.picture().size() != tiny.size()) {
        restart();
    }
    view_.look(tiny, seconds);
    const SignSight sight{view_,   walkers, ground_, size_, static_cast<double>(picture.height) / tiny.rows,
                          seconds, picture};
    if (view_.is_another()) {
        start_anew(sight);
    }
    if (!view_.knows()) {
        return signs_;
    }
    signs_ = ground_watch_.look(sight);
    for (auto more : {smoke_.look(sight), flames_.look(sight),
                      objects_.look(sight, view_, ground_watch_.people_down())}) {
        signs_.insert(signs_.end(), more.begin(), more.end());
    }
    view_.hold(smoke_.hidden(tiny.size()));
    return signs_;
}

}  // namespace vigie::vision
