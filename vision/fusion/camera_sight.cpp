#include "vision/fusion/camera_sight.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "vision/fusion/standing_box.hpp"

namespace vigie::vision {
namespace {

constexpr double kFarthestM = 100.0;  // who stands further before somebody hides nothing of them
constexpr double kStepM = 0.25;
constexpr std::size_t kShares = 12;

}  // namespace

std::optional<CameraSight> CameraSight::of(const CameraOnFloor& camera, std::uint32_t width,
                                           std::uint32_t height, const SightSettings& settings) {
    const auto place = place_of(camera, width, height);
    if (!place) {
        return std::nullopt;
    }
    return CameraSight(camera, *place, settings, width, height);
}

double CameraSight::found(double visible) const {
    const double least = settings_.least_visible;
    if (visible < least) {
        return 0.0;
    }
    return settings_.hidden_found +
           (settings_.clear_found - settings_.hidden_found) * (visible - least) / (1.0 - least);
}

double CameraSight::chance(net::Point<net::Floor> at, const FloorDensity& crowd) const {
    const auto box = standing_box(camera_, at, settings_);
    if (!box) {
        return 0.0;
    }
    const double beside = (std::min(box->x + box->width, width_) - std::max(box->x, 0.0)) / box->width;
    const double above = std::max(0.0, -box->y) / box->height;
    const double below = std::max(0.0, box->y + box->height - height_) / box->height;
    if (beside <= 0.0 || above + below >= 1.0) {
        return 0.0;
    }
    const auto seen = [&](double from_head) {
        return found(std::max(0.0, std::min(from_head, 1.0 - below) - above) * beside);
    };
    const double far = net::distance(at, place_.below);
    const double over = place_.height_m - settings_.body_height_m;
    const double shade =
        std::min({far - kStepM, far * settings_.body_height_m / place_.height_m, kFarthestM});
    std::array<double, kShares + 1> half{};  // chance of each share of half of a body that is not hidden
    double before = 0.0;                     // people expected in the strip between
    double none = 1.0;                       // chance that there is nobody
    for (double step = settings_.apart_m; step < shade; step += kStepM) {
        const double middle = step + kStepM / 2.0;
        const net::Point<net::Floor> place{at.x + (place_.below.x - at.x) * middle / far,
                                           at.y + (place_.below.y - at.y) * middle / far};
        const double others = std::max(0.0, crowd.at(place) - crowd.hill(middle));
        if (others <= 0.0) continue;
        before += others * settings_.body_width_m * kStepM;
        const double nobody = std::exp(-before);
        const double visible =
            std::clamp(over * middle / ((far - middle) * settings_.body_height_m), 0.0, 1.0);
        half[static_cast<std::size_t>(std::lround(visible * kShares))] += none - nobody;
        none = nobody;
    }
    half[kShares] += none;
    // Two halves of a body, hidden each by itself: one alone would be seen whole or not at all too often.
    std::array<double, 2 * kShares + 1> body{};
    for (std::size_t left = 0; left <= kShares; ++left) {
        if (half[left] <= 0.0) continue;
        for (std::size_t right = 0; right <= kShares; ++right) {
            body[left + right] += half[left] * half[right];
        }
    }
    double out = 0.0;
    for (std::size_t share = 0; share < body.size(); ++share) {
        out += body[share] * seen(static_cast<double>(share) / (2.0 * kShares));
    }
    return out;
}

}  // namespace vigie::vision
