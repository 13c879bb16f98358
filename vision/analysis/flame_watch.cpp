#include "vision/analysis/flame_watch.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstring>

#include <opencv2/imgproc.hpp>

namespace vigie::vision {
namespace {

constexpr uchar kRim = 128;
constexpr uchar kCore = 255;
constexpr float kLately = 0.08F;  // of the window: a place of the flame

}  // namespace

void FlameWatch::restart() {
    fires_.clear();
    before_.release();
    toggles_.release();
    lately_.release();
}

std::vector<cv::Rect> FlameWatch::places() const {
    std::vector<cv::Rect> out;
    for (const auto& fire : fires_) {
        if (fire.sign != 0) out.push_back(fire.box);
    }
    return out;
}

bool FlameWatch::has(net::SignNumber number) const {
    return std::any_of(fires_.begin(), fires_.end(),
                       [number](const Fire& one) { return one.sign == number; });
}

void FlameWatch::keep_signs() {
    std::erase_if(fires_, [](const Fire& fire) { return fire.sign == 0; });
}

cv::Mat FlameWatch::flame_colours(const SignSight& sight) const {
    const cv::Mat& picture = sight.view.picture();
    cv::Mat out = cv::Mat::zeros(picture.size(), CV_8U);
    for (int row = 0; row < picture.rows; ++row) {
        const auto* in = picture.ptr<cv::Vec3b>(row);
        const auto* changed = sight.view.changed().ptr<uchar>(row);
        if (std::memchr(changed, 255, static_cast<std::size_t>(picture.cols)) == nullptr) continue;
        auto* to = out.ptr<uchar>(row);
        for (int column = 0; column < picture.cols; ++column) {
            const int blue = in[column][0];
            const int green = in[column][1];
            const int red = in[column][2];
            if (changed[column] != 0 && red >= settings_.least_red && red >= green && green >= blue &&
                red - blue >= settings_.least_spread) {
                to[column] = green >= settings_.core_green * red ? kCore : kRim;
            }
        }
    }
    return out;
}

bool FlameWatch::note_flicker(const SignSight& sight, const cv::Mat& flame) {
    if (before_.size() != flame.size()) {
        restart();
    }
    if (before_.empty()) {
        if (cv::countNonZero(flame) == 0) {
            return false;
        }
        before_ = cv::Mat::zeros(flame.size(), CV_8U);
        toggles_ = cv::Mat::zeros(flame.size(), CV_32F);
        lately_ = cv::Mat::zeros(flame.size(), CV_32F);
    }
    const auto kept = static_cast<float>(std::exp(-sight.seconds / settings_.window_s));
    double most = 0.0;
    for (int row = 0; row < flame.rows; ++row) {
        const auto* now = flame.ptr<uchar>(row);
        auto* before = before_.ptr<uchar>(row);
        auto* toggles = toggles_.ptr<float>(row);
        auto* lately = lately_.ptr<float>(row);
        for (int column = 0; column < flame.cols; ++column) {
            // Within a flame, core and rim change places.
            toggles[column] = toggles[column] * kept + (now[column] != before[column] ? 1.0F : 0.0F);
            lately[column] = lately[column] * kept + (now[column] != 0 ? 1.0F - kept : 0.0F);
            before[column] = now[column];
            most = std::max(most, static_cast<double>(lately[column]));
        }
    }
    if (most < 0.01 && fires_.empty()) {
        restart();
        return false;
    }
    return true;
}

void FlameWatch::take(Fire& fire, const cv::Mat& flame, const cv::Mat& places, const cv::Mat& flickering,
                      double seconds) const {
    const double all = std::max(1, cv::countNonZero(places));
    cv::Mat here;
    cv::bitwise_and(flame, places, here);
    const double area = cv::countNonZero(here);
    const double core = cv::countNonZero(here == kCore);
    cv::Mat flickers;
    cv::bitwise_and(flickering, places, flickers);
    const double part = 1.0 - std::exp(-seconds / settings_.window_s);
    constexpr double kFirstS = 0.5;
    if (fire.age_s <= kFirstS) {
        fire.first_area = fire.age_s <= 0.0 ? area : 0.5 * (fire.first_area + area);
        fire.area = fire.first_area;
        fire.least_area = fire.area;
        fire.core = area > 0.0 ? core / area : 0.0;
    }
    fire.area += part * (area - fire.area);
    fire.least_area = std::min(area, fire.least_area + part * (fire.area - fire.least_area));
    fire.core += area > 0.0 ? part * (core / area - fire.core) : 0.0;
    fire.grown_to = std::max(fire.grown_to, fire.area);
    fire.flicker = cv::countNonZero(flickers) / all;
    fire.age_s += seconds;
    fire.unseen_s = area > 0.0 ? 0.0 : fire.unseen_s + seconds;
    fire.holds_s = std::max(0.0, fire.holds_s + (is_fire(fire) ? seconds : -seconds));
}

bool FlameWatch::is_fire(const Fire& fire) const {
    return fire.area >= settings_.least_px && fire.flicker >= settings_.flicker_share &&
           fire.core >= settings_.least_part && fire.core <= 1.0 - settings_.least_part &&
           fire.least_area >= settings_.steady_share * fire.area &&
           fire.grown_to >= settings_.least_growth * fire.first_area;
}

void FlameWatch::find(const SignSight& sight, const cv::Mat& flame) {
    const cv::Rect all = cv::boundingRect(cv::Mat(lately_ >= kLately));
    cv::Mat places;
    cv::Mat flickering;
    cv::Mat joined;
    cv::Mat labels;
    cv::Mat stats;
    cv::Mat centres;
    int count = 1;
    if (!all.empty()) {
        places = lately_(all) >= kLately;
        // Each time it goes out and on again, a place toggles twice.
        flickering = toggles_(all) >= 2.0 * settings_.least_flicker_hz * settings_.window_s;
        cv::dilate(places, joined, cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
        count = cv::connectedComponentsWithStats(joined, labels, stats, centres, 8, CV_32S);
    }
    std::vector<char> taken(fires_.size(), 0);
    for (int label = 1; label < count; ++label) {
        const int* row = stats.ptr<int>(label);
        const cv::Rect part(row[cv::CC_STAT_LEFT], row[cv::CC_STAT_TOP], row[cv::CC_STAT_WIDTH],
                            row[cv::CC_STAT_HEIGHT]);
        const cv::Rect box = part + all.tl();
        cv::Mat mask;
        cv::bitwise_and(places(part), labels(part) == label, mask);
        std::size_t best = fires_.size();
        int most = 0;
        for (std::size_t i = 0; i < taken.size(); ++i) {
            const int shared = (fires_[i].box & box).area();
            if (taken[i] == 0 && shared > most) {
                most = shared;
                best = i;
            }
        }
        if (best == fires_.size()) {
            fires_.emplace_back();
            taken.push_back(0);
        }
        taken[best] = 1;
        fires_[best].box = box;
        take(fires_[best], flame(box), mask, flickering(part), sight.seconds);
    }
    for (std::size_t i = 0; i < taken.size(); ++i) {
        fires_[i].unseen_s += taken[i] == 0 ? sight.seconds : 0.0;
    }
    std::erase_if(fires_, [&](Fire& fire) {
        // Told flames behind people have not gone out.
        if (fire.sign != 0 && fire.unseen_s > 0.0 && is_hidden(sight, fire.box)) fire.unseen_s = 0.0;
        return fire.unseen_s > settings_.gone_s;
    });
}

std::vector<net::Sign> FlameWatch::look(const SignSight& sight) {
    const cv::Mat flame = flame_colours(sight);
    std::vector<net::Sign> out;
    if (!note_flicker(sight, flame)) {
        return out;
    }
    find(sight, flame);
    for (auto& fire : fires_) {
        if (fire.sign == 0 && fire.holds_s < settings_.told_after_s) {
            continue;
        }
        if (fire.sign == 0) {
            fire.sign = numbers_.next();
        }
        net::Sign sign;
        sign.number = fire.sign;
        sign.kind = net::SignKind::flames;
        sign.box = enlarged(sight, fire.box);
        sign.confidence = std::clamp(2.0 * fire.flicker, 0.0, 1.0);
        sign.lasting_s = fire.age_s;
        out.push_back(sign);
    }
    return out;
}

}  // namespace vigie::vision
