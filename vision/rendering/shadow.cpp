#include "vision/rendering/shadow.hpp"

#include <algorithm>
#include <cmath>

namespace vigie::vision {

Shadows::Shadows(const PinholeCamera& camera, net::Vector<net::Floor> sun)
    : camera_(camera), sun_(sun), mask_(cv::Mat::zeros(camera.size(), CV_8U)) {}

void Shadows::add(const Limb& limb) {
    const auto fall = [&](const Place& place) {
        return net::Point<net::Floor>{place[0] + sun_.x * place[2], place[1] + sun_.y * place[2]};
    };
    const double height = std::max(0.0, 0.5 * (limb.from[2] + limb.to[2]));
    const double radius =
        0.5 * (limb.from_radius_m + limb.to_radius_m) * (0.5 + 0.5 * std::min(1.0, limb.flatness));
    stamp(fall(limb.from), fall(limb.to), radius, 0.05 + 0.09 * height, 1.0 / (1.0 + 0.25 * height));
}

void Shadows::add_contact(net::Point<net::Floor> at, double radius_m) {
    stamp(at, at, 0.3 * radius_m, 1.4 * radius_m, 0.75);
}

void Shadows::stamp(net::Point<net::Floor> from, net::Point<net::Floor> to, double radius_m,
                    double softness_m, double depth) {
    const double reach = radius_m + 0.5 * softness_m;
    int left = camera_.size().width;
    int top = camera_.size().height;
    int right = 0;
    int bottom = 0;
    for (const auto& end : {from, to}) {
        for (const auto& [dx, dy] :
             {std::pair{-reach, -reach}, {reach, -reach}, {-reach, reach}, {reach, reach}}) {
            const auto pixel = camera_.pixel_of(place_of({end.x + dx, end.y + dy}, 0.0));
            if (!pixel) return;
            left = std::min(left, cvFloor(std::max(-1e6, pixel->x)));
            top = std::min(top, cvFloor(std::max(-1e6, pixel->y)));
            right = std::max(right, cvCeil(std::min(1e6, pixel->x)) + 1);
            bottom = std::max(bottom, cvCeil(std::min(1e6, pixel->y)) + 1);
        }
    }
    const cv::Rect area = cv::Rect(left, top, std::max(0, right - left), std::max(0, bottom - top)) &
                          cv::Rect({}, camera_.size());
    if (area.empty()) return;
    touched_ |= area;

    const auto along_x = static_cast<float>(to.x - from.x);
    const auto along_y = static_cast<float>(to.y - from.y);
    const float squared = along_x * along_x + along_y * along_y;
    const float inverse = squared > 1e-8F ? 1.0F / squared : 0.0F;
    const auto reach_f = static_cast<float>(reach);
    const auto sharpness = static_cast<float>(1.0 / std::max(1e-3, softness_m));
    const auto most = static_cast<float>(255.0 * depth * std::min(1.0, 2.0 * radius_m / softness_m + 0.45));
    const auto eye_x = static_cast<float>(camera_.eye()[0] - from.x);
    const auto eye_y = static_cast<float>(camera_.eye()[1] - from.y);
    const auto height = static_cast<float>(camera_.eye()[2]);
    for (int row = area.y; row < area.y + area.height; ++row) {
        auto* mask = mask_.ptr<uchar>(row);
        const Place start = camera_.ray(area.x + 0.5, row + 0.5);
        const Place step = camera_.right() * (1.0 / camera_.focal_px());
        // The camera never rolls: along a row the ray falls alike.
        const float way = start[2] < 0.0 ? height / static_cast<float>(-start[2]) : 0.0F;
        if (way <= 0.0F) continue;
        float x = eye_x + way * static_cast<float>(start[0]);
        float y = eye_y + way * static_cast<float>(start[1]);
        const float step_x = way * static_cast<float>(step[0]);
        const float step_y = way * static_cast<float>(step[1]);
        for (int column = area.x; column < area.x + area.width; ++column, x += step_x, y += step_y) {
            const float share = std::clamp((x * along_x + y * along_y) * inverse, 0.0F, 1.0F);
            const float away_x = x - share * along_x;
            const float away_y = y - share * along_y;
            const float away = away_x * away_x + away_y * away_y;
            if (away >= reach_f * reach_f) continue;
            const float level = std::min(1.0F, (reach_f - std::sqrt(away)) * sharpness);
            const float dark = most * level * level * (3.0F - 2.0F * level);
            mask[column] = std::max(mask[column], static_cast<uchar>(dark));
        }
    }
}

void Shadows::darken(cv::Mat& picture, const cv::Mat& ground, double strength) const {
    const int factor = static_cast<int>(std::clamp(strength, 0.0, 1.0) * 256.0);
    for (int row = touched_.y; row < touched_.y + touched_.height; ++row) {
        const auto* mask = mask_.ptr<uchar>(row);
        const auto* on = ground.ptr<uchar>(row);
        auto* pixels = picture.ptr<uchar>(row);
        for (int column = touched_.x; column < touched_.x + touched_.width; ++column) {
            const int taken = (mask[column] & on[column]) * factor;
            if (taken == 0) continue;
            for (int i = 3 * column; i < 3 * column + 3; ++i) {
                pixels[i] = static_cast<uchar>((pixels[i] * (65280 - taken)) / 65280);
            }
        }
    }
}

}  // namespace vigie::vision
