#include "console/views/picture_place.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace vigie::console {

namespace {

/// A floor position as the homography sees it: pixel times depth.
struct Homogeneous {
    double x = 0.0;
    double y = 0.0;
    double depth = 0.0;
};

Homogeneous seen_from_camera(const std::array<double, 9>& rows, net::Point<net::Floor> at) {
    return {rows[0] * at.x + rows[1] * at.y + rows[2], rows[3] * at.x + rows[4] * at.y + rows[5],
            rows[6] * at.x + rows[7] * at.y + rows[8]};
}

Homogeneous between(const Homogeneous& a, const Homogeneous& b, double depth) {
    const double t = (depth - a.depth) / (b.depth - a.depth);
    return {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y), depth};
}

}  // namespace

MarkRect letterbox(const MarkRect& place, float width, float height) {
    if (width <= 0.0F || height <= 0.0F) {
        return place;
    }
    const float scale = std::min(place.width / width, place.height / height);
    const float shown_width = width * scale;
    const float shown_height = height * scale;
    return {place.x + (place.width - shown_width) / 2.0F, place.y + (place.height - shown_height) / 2.0F,
            shown_width, shown_height};
}

MarkRect ImageTransform::screen_from_image(const net::Box& box) const {
    const ImVec2 corner = screen_from_image(net::Point<net::Image>{box.x, box.y});
    return {corner.x, corner.y, static_cast<float>(box.width * scale_x_),
            static_cast<float>(box.height * scale_y_)};
}

std::optional<net::Homography> scene_homography(const net::Calibration& calibration, double width,
                                                double height) {
    if (calibration.width == 0 || calibration.height == 0) {
        return std::nullopt;
    }
    std::vector<net::CalibrationPair> pairs = calibration.pairs;
    for (net::CalibrationPair& pair : pairs) {
        pair.image.x *= width / calibration.width;
        pair.image.y *= height / calibration.height;
    }
    net::Result<net::Homography> fitted = net::Homography::fit(pairs);
    if (!fitted) {
        return std::nullopt;
    }
    return *fitted;
}

net::Polygon<net::Image> project_to_picture(const net::Homography& homography,
                                            const std::vector<net::Point<net::Floor>>& outline) {
    const std::array<double, 9>& rows = homography.image_rows();
    std::vector<Homogeneous> corners;
    corners.reserve(outline.size());
    double deepest = 0.0;
    for (const net::Point<net::Floor>& corner : outline) {
        corners.push_back(seen_from_camera(rows, corner));
        deepest = std::max(deepest, corners.back().depth);
    }
    // Close to the plane through the camera pixels run to infinity; a hundredth of the outline's own depth
    // is far outside of any picture.
    const double nearest = deepest * 0.01;
    net::Polygon<net::Image> seen;
    if (deepest <= 0.0) {
        return seen;
    }
    seen.corners.reserve(corners.size() + 2);
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const Homogeneous& here = corners[i];
        const Homogeneous& next = corners[(i + 1) % corners.size()];
        if (here.depth >= nearest) {
            seen.corners.push_back({here.x / here.depth, here.y / here.depth});
        }
        if ((here.depth >= nearest) != (next.depth >= nearest)) {
            const Homogeneous cut = between(here, next, nearest);
            seen.corners.push_back({cut.x / cut.depth, cut.y / cut.depth});
        }
    }
    return seen;
}

}  // namespace vigie::console
