#include "vision/analysis/plausibility.hpp"

#include <algorithm>
#include <cmath>

#include "vision/analysis/box_share.hpp"

namespace vigie::vision {
namespace {

bool overlaps(const net::Box& one, const net::Box& other) {
    constexpr double kSame = 0.2;
    return share_within(one, other) > kSame;
}

/// `box` and so many of its widths and heights on all sides.
net::Box around(const net::Box& box, double across, double down) {
    return {box.x - across * box.width, box.y - down * box.height, box.width * (1.0 + 2.0 * across),
            box.height * (1.0 + 2.0 * down)};
}

}  // namespace

double contrast_of(const cv::Mat& picture) {
    constexpr int kStep = 8;
    double sum = 0.0;
    double squares = 0.0;
    double samples = 0.0;
    for (int y = kStep / 2; y < picture.rows; y += kStep) {
        const auto* row = picture.ptr<cv::Vec3b>(y);
        for (int x = kStep / 2; x < picture.cols; x += kStep) {
            const double green = row[x][1];
            sum += green;
            squares += green * green;
            samples += 1.0;
        }
    }
    const double mean = samples > 0.0 ? sum / samples : 0.0;
    return samples > 0.0 ? std::sqrt(std::max(0.0, squares / samples - mean * mean)) : 0.0;
}

void Plausibility::look(const std::vector<Figure>& figures, cv::Size picture, double seconds) {
    double fresh = 0.0;
    double appeared = 0.0;
    const double walked = settings_.widths_per_s * std::max(0.0, seconds - settings_.near_interval_s);
    for (const auto& figure : figures) {
        const auto& box = figure.box;
        const bool known = std::any_of(before_.begin(), before_.end(), [&](const net::Box& other) {
            return overlaps(box, around(other, walked, 0.0));
        });
        const bool found_again = std::any_of(lost_.begin(), lost_.end(),
                                             [&](const Lost& lost) { return overlaps(box, lost.box); });
        const net::Box reach = around(box, 1.0, 0.3);
        const bool at_edge = reach.x < 0.0 || reach.y < 0.0 || reach.x + reach.width > picture.width ||
                             reach.y + reach.height > picture.height;
        const net::Box touch = around(box, 0.4, 0.1);
        const bool beside = std::any_of(before_.begin(), before_.end(), [&](const net::Box& other) {
            return share_within(other, touch) > 0.0;
        });
        fresh += known ? 0.0 : 1.0;
        appeared += known || found_again || at_edge || beside ? 0.0 : 1.0;
    }
    for (auto& lost : lost_) {
        lost.for_s += seconds;
    }
    std::erase_if(lost_, [&](const Lost& lost) { return lost.for_s > settings_.lost_s; });
    for (const auto& box : before_) {
        if (std::none_of(figures.begin(), figures.end(),
                         [&](const Figure& figure) { return overlaps(box, figure.box); })) {
            lost_.push_back({box, 0.0});
        }
    }
    // All at once it is a bus that drives off, and one event.
    appeared = std::min(appeared, 1.0);
    const double share = 1.0 - std::exp(-seconds / settings_.memory_s);
    fresh_ += share * (std::min(fresh, fresh_before_) - fresh_);
    fresh_before_ = fresh;
    all_ += share * (static_cast<double>(figures.size()) - all_);
    appeared_ =
        appeared_ * std::exp(-seconds / settings_.appear_memory_s) + appeared / settings_.appear_memory_s;
}

void Plausibility::judge(double seconds) {
    const bool flicker = fresh_ > settings_.most_fresh && fresh_ > settings_.most_fresh_share * all_;
    const bool unreal = flicker || appeared_ > settings_.most_appearing_per_s *
                                                   (1.0 + settings_.appearing_by_people * usual_);
    const bool doubted = unreal || (doubted_s_ > 0.0 && all_ > 1.5 * usual_ + 2.0);
    doubted_s_ = doubted ? doubted_s_ + seconds : 0.0;
    // A crowd that was doubted wrongly is believed in the end.
    const double memory_s = doubted ? settings_.yield_s : settings_.usual_s;
    usual_ += (1.0 - std::exp(-seconds / memory_s)) * (all_ - usual_);
}

bool Plausibility::doubts(double contrast, const std::vector<Figure>& figures, cv::Size picture,
                          double seconds) {
    // At long intervals people do get as far as another place.
    if (started_ && seconds <= settings_.longest_interval_s) {
        look(figures, picture, seconds);
    }
    started_ = true;
    before_.clear();
    for (const auto& figure : figures) {
        before_.push_back(figure.box);
    }
    judge(seconds);
    return doubts(contrast, seconds);
}

bool Plausibility::doubts(double contrast, double seconds) {
    contrast_left_s_ =
        contrast < settings_.least_contrast ? settings_.hold_s : std::max(0.0, contrast_left_s_ - seconds);
    return doubted_s_ > 0.0 || contrast_left_s_ > 0.0;
}

bool Plausibility::gives_up() {
    if (doubted_s_ <= settings_.give_up_s) {
        return false;
    }
    doubted_s_ -= settings_.give_up_s;
    return true;
}

void Plausibility::restart() {
    *this = Plausibility(settings_);
}

}  // namespace vigie::vision
