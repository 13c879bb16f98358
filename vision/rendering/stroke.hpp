// A rounded part of something as it lies in the picture, and which pixels it covers.
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>

#include <opencv2/core.hpp>

#include "vision/rendering/body.hpp"
#include "vision/rendering/projection.hpp"

namespace vigie::vision {

/// A limb in a picture: a tapering line with round ends, pixels. Plain values.
struct Stroke {
    float from_x = 0.0F;
    float from_y = 0.0F;
    float along_x = 1.0F;  ///< unit vector of the line
    float along_y = 0.0F;
    float length = 0.0F;  ///< of the line
    float from_radius = 1.0F;
    float to_radius = 1.0F;
    float cap = 1.0F;            ///< how far the ends reach beyond the line, by the radius
    float from_nearness = 0.0F;  ///< 1 / depth in metres
    float to_nearness = 0.0F;
    float depth_m = 0.0F;  ///< of its middle, to sort by

    /// Pixels that it may cover, `margin` pixels around it included; not clipped.
    [[nodiscard]] cv::Rect bounds(float margin) const;
};

/// The limb as the camera sees it; nothing when it is behind the camera or too near. `radius_px` of less
/// than half a pixel is kept: coverage falls instead.
[[nodiscard]] std::optional<Stroke> stroke_of(const Limb& limb, const PinholeCamera& camera);

/// One covered pixel of a stroke.
struct StrokePixel {
    int x = 0;
    int y = 0;
    float cover = 0.0F;   ///< 0 to 1
    float along = 0.0F;   ///< 0 to 1 from its beginning to its end
    float across = 0.0F;  ///< -1 to 1
    float ends = 0.0F;    ///< -1 to 1: in the round beginning or end
    float nearness = 0.0F;
};

/// Calls `paint(const StrokePixel&)` for each pixel of `clip` that the stroke covers. `softness`: width of
/// its edge in pixels, at least 0.7.
template <class Paint>
void for_each_pixel(const Stroke& stroke, const cv::Rect& clip, float softness, Paint&& paint) {
    const cv::Rect area = stroke.bounds(softness) & clip;
    const float inverse_length = stroke.length > 1e-3F ? 1.0F / stroke.length : 0.0F;
    const float inverse_cap = 1.0F / std::max(stroke.cap, 0.05F);
    const float sharpness = 1.0F / softness;
    for (int y = area.y; y < area.y + area.height; ++y) {
        const float dy = static_cast<float>(y) + 0.5F - stroke.from_y;
        for (int x = area.x; x < area.x + area.width; ++x) {
            const float dx = static_cast<float>(x) + 0.5F - stroke.from_x;
            const float way = dx * stroke.along_x + dy * stroke.along_y;
            const float side = dy * stroke.along_x - dx * stroke.along_y;
            const float on_line = std::clamp(way, 0.0F, stroke.length);
            const float share = on_line * inverse_length;
            const float radius = stroke.from_radius + (stroke.to_radius - stroke.from_radius) * share;
            const float beyond = (way - on_line) * inverse_cap;
            const float squared = side * side + beyond * beyond;
            const float reach = radius + 0.5F * softness;
            if (squared >= reach * reach) continue;
            const float distance = std::sqrt(squared);
            // What is thinner than its soft edge covers only a part of each pixel.
            const float cover = std::min({1.0F, (reach - distance) * sharpness, 2.0F * radius * sharpness});
            const float inverse_radius = 1.0F / std::max(radius, 0.3F);
            paint(StrokePixel{x, y, cover, share, side * inverse_radius, beyond * inverse_radius,
                              stroke.from_nearness + (stroke.to_nearness - stroke.from_nearness) * share});
        }
    }
}

}  // namespace vigie::vision
