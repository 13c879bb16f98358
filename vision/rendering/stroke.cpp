#include "vision/rendering/stroke.hpp"

namespace vigie::vision {

namespace {

/// Half of the width that a body of elliptic section shows: its support function across the line of sight.
double shown_radius(const Limb& limb, double radius, const Place& across) {
    const double lateral = limb.lateral.dot(across);
    const double flat = limb.flatness * limb.flatness;
    return radius * std::sqrt(lateral * lateral + flat * std::max(0.0, 1.0 - lateral * lateral));
}

}  // namespace

cv::Rect Stroke::bounds(float margin) const {
    const float to_x = from_x + along_x * length;
    const float to_y = from_y + along_y * length;
    const float reach = std::max(from_radius, to_radius) * std::max(1.0F, cap) + margin;
    const int left = static_cast<int>(std::floor(std::min(from_x, to_x) - reach));
    const int top = static_cast<int>(std::floor(std::min(from_y, to_y) - reach));
    const int right = static_cast<int>(std::ceil(std::max(from_x, to_x) + reach));
    const int bottom = static_cast<int>(std::ceil(std::max(from_y, to_y) + reach));
    return {left, top, right - left, bottom - top};
}

std::optional<Stroke> stroke_of(const Limb& limb, const PinholeCamera& camera) {
    const auto from = camera.pixel_of(limb.from);
    const auto to = camera.pixel_of(limb.to);
    if (!from || !to) return std::nullopt;
    const double from_depth = camera.depth_of(limb.from);
    const double to_depth = camera.depth_of(limb.to);
    const Place sight = (limb.from + limb.to) * 0.5 - camera.eye();
    Place across = (limb.to - limb.from).cross(sight);
    const double size = cv::norm(across);
    across = size > 1e-9 ? across * (1.0 / size) : camera.right();

    Stroke out;
    const double dx = to->x - from->x;
    const double dy = to->y - from->y;
    const double length = std::hypot(dx, dy);
    out.from_x = static_cast<float>(from->x);
    out.from_y = static_cast<float>(from->y);
    if (length > 1e-6) {
        out.along_x = static_cast<float>(dx / length);
        out.along_y = static_cast<float>(dy / length);
    }
    out.length = static_cast<float>(length);
    const double focal = camera.focal_px();
    out.from_radius = static_cast<float>(shown_radius(limb, limb.from_radius_m, across) * focal / from_depth);
    out.to_radius = static_cast<float>(shown_radius(limb, limb.to_radius_m, across) * focal / to_depth);
    // Seen end on, the ends are the whole of it, and as wide as the body is thick.
    const double slant = size / std::max(1e-9, cv::norm(limb.to - limb.from) * cv::norm(sight));
    const double thick = std::min(1.0, limb.flatness);
    out.cap = static_cast<float>(limb.cap * slant + std::max(limb.cap, thick) * (1.0 - slant));
    out.from_nearness = static_cast<float>(1.0 / from_depth);
    out.to_nearness = static_cast<float>(1.0 / to_depth);
    out.depth_m = static_cast<float>(0.5 * (from_depth + to_depth));
    return out;
}

}  // namespace vigie::vision
