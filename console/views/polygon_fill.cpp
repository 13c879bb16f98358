#include "console/views/polygon_fill.hpp"

#include <algorithm>
#include <numeric>

namespace vigie::console {

namespace {

/// Twice the signed area of a triangle: positive when c lies to the right of a->b as drawn.
float turn(ImVec2 a, ImVec2 b, ImVec2 c) {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

bool inside(ImVec2 a, ImVec2 b, ImVec2 c, ImVec2 p) {
    return turn(a, b, p) >= 0.0F && turn(b, c, p) >= 0.0F && turn(c, a, p) >= 0.0F;
}

float signed_area(const std::vector<ImVec2>& corners) {
    float twice = 0.0F;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const ImVec2 a = corners[i];
        const ImVec2 b = corners[(i + 1) % corners.size()];
        twice += a.x * b.y - b.x * a.y;
    }
    return twice;
}

/// Whether the corner at `place` of the ring can be cut off: it points outwards and no other corner lies in
/// it.
bool is_ear(const std::vector<ImVec2>& corners, const std::vector<std::size_t>& ring, std::size_t place) {
    const std::size_t before = ring[(place + ring.size() - 1) % ring.size()];
    const std::size_t after = ring[(place + 1) % ring.size()];
    const ImVec2 a = corners[before];
    const ImVec2 b = corners[ring[place]];
    const ImVec2 c = corners[after];
    if (turn(a, b, c) <= 0.0F) {
        return false;
    }
    return std::none_of(ring.begin(), ring.end(), [&](std::size_t other) {
        return other != before && other != after && other != ring[place] && inside(a, b, c, corners[other]);
    });
}

}  // namespace

std::vector<std::array<std::size_t, 3>> triangulate(const std::vector<ImVec2>& corners) {
    std::vector<std::array<std::size_t, 3>> triangles;
    if (corners.size() < 3) {
        return triangles;
    }
    triangles.reserve(corners.size() - 2);
    std::vector<std::size_t> ring(corners.size());
    std::iota(ring.begin(), ring.end(), std::size_t{0});
    if (signed_area(corners) < 0.0F) {
        std::reverse(ring.begin(), ring.end());
    }
    while (ring.size() >= 3) {
        std::size_t ear = 0;
        while (ear < ring.size() && !is_ear(corners, ring, ear)) {
            ++ear;
        }
        if (ear == ring.size()) {
            break;  // what is left has no area, or the outline crosses itself
        }
        const std::size_t before = ring[(ear + ring.size() - 1) % ring.size()];
        triangles.push_back({before, ring[ear], ring[(ear + 1) % ring.size()]});
        ring.erase(ring.begin() + static_cast<std::ptrdiff_t>(ear));
    }
    return triangles;
}

void fill_polygon(ImDrawList& draw, const std::vector<ImVec2>& corners, ImU32 colour) {
    const ImDrawListFlags flags = draw.Flags;
    draw.Flags &= ~ImDrawListFlags_AntiAliasedFill;
    for (const std::array<std::size_t, 3>& triangle : triangulate(corners)) {
        draw.AddTriangleFilled(corners[triangle[0]], corners[triangle[1]], corners[triangle[2]], colour);
    }
    draw.Flags = flags;
}

}  // namespace vigie::console
