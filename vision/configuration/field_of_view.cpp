#include "vision/configuration/field_of_view.hpp"

#include <array>
#include <cstddef>
#include <vector>

namespace vigie::vision {

namespace {

using Corners = std::vector<net::Point<net::Floor>>;

/// Keeps the side where a.x * x + a.y * y + c >= 0.
struct HalfPlane {
    double x;
    double y;
    double c;
    [[nodiscard]] double at(net::Point<net::Floor> p) const { return x * p.x + y * p.y + c; }
};

Corners clip(const Corners& corners, const HalfPlane& keep) {
    Corners out;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const auto from = corners[i];
        const auto to = corners[(i + 1) % corners.size()];
        const double a = keep.at(from);
        const double b = keep.at(to);
        if (a >= 0.0) out.push_back(from);
        if ((a >= 0.0) != (b >= 0.0)) {
            const double share = a / (a - b);
            out.push_back({from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)});
        }
    }
    return out;
}

}  // namespace

net::Polygon<net::Floor> field_of_view(const net::Homography& homography, std::uint32_t width,
                                       std::uint32_t height, const net::FloorPlan& plan) {
    // With m the floor-to-image map and w its denominator, a floor point is in the picture when
    // 0 <= u <= width * w and 0 <= v <= height * w and w > 0: five half-planes.
    const auto& m = homography.image_rows();
    const double right = width;
    const double bottom = height;
    const std::array<HalfPlane, 5> borders{{
        {m[6], m[7], m[8]},
        {m[0], m[1], m[2]},
        {m[3], m[4], m[5]},
        {right * m[6] - m[0], right * m[7] - m[1], right * m[8] - m[2]},
        {bottom * m[6] - m[3], bottom * m[7] - m[4], bottom * m[8] - m[5]},
    }};
    Corners corners{{0.0, 0.0}, {plan.width_m, 0.0}, {plan.width_m, plan.height_m}, {0.0, plan.height_m}};
    for (const auto& border : borders) corners = clip(corners, border);
    if (corners.size() < 3) corners.clear();
    return {corners};
}

}  // namespace vigie::vision
