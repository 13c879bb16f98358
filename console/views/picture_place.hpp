// Where a picture lies within its tile, and where its pixels are on screen.
#pragma once

#include <optional>
#include <vector>

#include <imgui.h>

#include "console/views/marks.hpp"
#include "net/types/geometry.hpp"
#include "net/types/homography.hpp"
#include "net/types/venue.hpp"

namespace vigie::console {

/// The largest rectangle of the proportions width : height within `place`, centred; bars stay beside or above
/// it. The whole place when the proportions are unknown (0).
[[nodiscard]] MarkRect letterbox(const MarkRect& place, float width, float height);

/// From pixels of a scene's picture to the window. The scene may be larger than the texture that is shown:
/// tiles are scaled down. Immutable value.
class ImageTransform {
public:
    /// `rect` is where the whole picture is drawn; `width` and `height` are the scene's, pixels, above 0.
    ImageTransform(const MarkRect& rect, double width, double height)
        : rect_(rect), scale_x_(rect.width / width), scale_y_(rect.height / height) {}

    [[nodiscard]] ImVec2 screen_from_image(net::Point<net::Image> pixel) const {
        return {rect_.x + static_cast<float>(pixel.x * scale_x_),
                rect_.y + static_cast<float>(pixel.y * scale_y_)};
    }
    [[nodiscard]] MarkRect screen_from_image(const net::Box& box) const;
    [[nodiscard]] const MarkRect& rect() const { return rect_; }

private:
    MarkRect rect_;
    double scale_x_;
    double scale_y_;
};

/// The floor-to-picture map of a surveyed camera, for a scene of `width` x `height` pixels, which may be
/// another size than the survey's. Nothing when no homography fits the survey's pairs.
[[nodiscard]] std::optional<net::Homography> scene_homography(const net::Calibration& calibration,
                                                              double width, double height);

/// The part of a floor polygon that lies in front of the camera, as it appears in the picture; it may reach
/// far outside of it. Empty when nothing is in front. Clipped in homogeneous coordinates (Sutherland and
/// Hodgman against the plane through the camera), because corners behind the camera have no pixel.
[[nodiscard]] net::Polygon<net::Image> project_to_picture(const net::Homography& homography,
                                                          const std::vector<net::Point<net::Floor>>& outline);

}  // namespace vigie::console
