#include "vision/rendering/thing.hpp"

#include <algorithm>
#include <cmath>

#include "vision/rendering/noise.hpp"

namespace vigie::vision {

namespace {

/// A box of the venue: its middle below, half its sides, and where it points.
struct Cuboid {
    Place base;
    double half_along = 0.2;
    double half_across = 0.15;
    double height = 0.35;
    double heading = 0.0;
    Colour colour{};
};

void add_cuboid(Thing& out, const Cuboid& box, const PinholeCamera& camera, const Illumination& light) {
    const Place along = Place{std::cos(box.heading), std::sin(box.heading), 0.0} * box.half_along;
    const Place across = Place{-std::sin(box.heading), std::cos(box.heading), 0.0} * box.half_across;
    const Place up{0.0, 0.0, box.height};
    struct Side {
        Place middle;
        Place u;
        Place v;
        Place outward;
    };
    const Place half = up * 0.5;
    const Side sides[] = {{box.base + half + along, across, half, along},
                          {box.base + half - along, across, half, -along},
                          {box.base + half + across, along, half, across},
                          {box.base + half - across, along, half, -across},
                          {box.base + up, along, across, up}};
    for (const auto& side : sides) {
        if (side.outward.dot(camera.eye() - side.middle) <= 0.0) continue;
        Facet facet;
        facet.colour = box.colour;
        const Place corners[] = {side.middle - side.u - side.v, side.middle + side.u - side.v,
                                 side.middle + side.u + side.v, side.middle - side.u + side.v};
        bool seen = true;
        for (std::size_t i = 0; i < 4; ++i) {
            const auto pixel = camera.pixel_of(corners[i]);
            seen = seen && pixel.has_value();
            if (pixel) facet.corners[i] = {static_cast<float>(pixel->x), static_cast<float>(pixel->y)};
        }
        if (!seen) continue;
        const cv::Point2f a = facet.corners[1] - facet.corners[0];
        const cv::Point2f b = facet.corners[2] - facet.corners[1];
        if (a.x * b.y - a.y * b.x < 0.0F) std::reverse(facet.corners.begin(), facet.corners.end());
        const Place normal = side.outward * (1.0 / cv::norm(side.outward));
        const cv::Vec3f seen_normal(static_cast<float>(normal.dot(camera.right())),
                                    static_cast<float>(normal.dot(camera.down())),
                                    static_cast<float>(normal.dot(camera.forward())));
        facet.shade = light.brightness * (light.ambient * (0.72F + 0.28F * seen_normal.dot(light.up)) +
                                          light.direct * std::max(0.0F, seen_normal.dot(light.towards_lamp)));
        facet.nearness = static_cast<float>(1.0 / std::max(0.1, camera.depth_of(side.middle)));
        out.facets.push_back(facet);
    }
}

void add_rod(Thing& out, const Place& from, const Place& to, double radius_m, const Colour& colour,
             const PinholeCamera& camera) {
    Limb limb;
    limb.from = from;
    limb.to = to;
    limb.from_radius_m = limb.to_radius_m = radius_m;
    limb.covering = Covering::luggage;
    limb.colour = colour;
    const auto stroke = stroke_of(limb, camera);
    if (!stroke) return;
    out.rounds.push_back({*stroke, Covering::luggage, colour, static_cast<float>(2.0 * radius_m),
                          static_cast<float>(cv::norm(to - from))});
}

void add_chair(Thing& out, const SimulatedObject& object, const Cuboid& whole, const PinholeCamera& camera,
               const Illumination& light) {
    constexpr double kSeat = 0.45;
    constexpr double kThick = 0.05;
    const Place along{std::cos(object.heading_rad), std::sin(object.heading_rad), 0.0};
    const Place across{-along[1], along[0], 0.0};
    const double seat = std::min(kSeat, 0.6 * object.size_m[2]);
    for (const double a : {-0.9, 0.9}) {
        for (const double b : {-0.9, 0.9}) {
            const Place foot = whole.base + along * (a * whole.half_along) + across * (b * whole.half_across);
            add_rod(out, foot, foot + Place{0.0, 0.0, seat}, 0.015, {90, 92, 96}, camera);
        }
    }
    Cuboid part = whole;
    part.base[2] = seat - kThick;
    part.height = kThick;
    add_cuboid(out, part, camera, light);
    part.base = whole.base - along * (0.92 * whole.half_along);
    part.base[2] = seat + 0.08;
    part.half_along = 0.02;
    part.height = std::max(0.1, object.size_m[2] - seat - 0.08);
    add_cuboid(out, part, camera, light);
}

/// How much of a pixel a convex outline covers, by its distance from the edges.
void fill(const Facet& facet, const Canvas& canvas) {
    float left = 1e9F;
    float top = 1e9F;
    float right = -1e9F;
    float bottom = -1e9F;
    for (const auto& corner : facet.corners) {
        left = std::min(left, corner.x);
        right = std::max(right, corner.x);
        top = std::min(top, corner.y);
        bottom = std::max(bottom, corner.y);
    }
    const cv::Rect area =
        cv::Rect(cvFloor(left) - 1, cvFloor(top) - 1, cvCeil(right - left) + 3, cvCeil(bottom - top) + 3) &
        cv::Rect({}, canvas.picture.size());
    const int mask = canvas.cloth.cols - 1;
    for (int y = area.y; y < area.y + area.height; ++y) {
        for (int x = area.x; x < area.x + area.width; ++x) {
            if (facet.nearness * 1.02F < canvas.nearness.at<float>(y, x)) continue;
            float inside = 1e9F;
            for (std::size_t i = 0; i < 4; ++i) {
                const cv::Point2f edge = facet.corners[(i + 1) % 4] - facet.corners[i];
                const float length = std::hypot(edge.x, edge.y);
                if (length < 1e-3F) continue;
                const float dx = static_cast<float>(x) + 0.5F - facet.corners[i].x;
                const float dy = static_cast<float>(y) + 0.5F - facet.corners[i].y;
                inside = std::min(inside, (edge.x * dy - edge.y * dx) / length);
            }
            const float cover = std::clamp(inside / canvas.softness + 0.5F, 0.0F, 1.0F);
            if (cover <= 0.0F) continue;
            const float shade = facet.shade * (1.0F + 0.07F * canvas.cloth.at<float>(y & mask, x & mask));
            auto* pixel = canvas.picture.ptr<uchar>(y) + 3 * x;
            for (std::size_t i = 0; i < 3; ++i) {
                const float wanted = std::min(255.0F, static_cast<float>(facet.colour[2 - i]) * shade);
                const float there = static_cast<float>(pixel[i]);
                pixel[i] = static_cast<uchar>(cvRound(there + (wanted - there) * cover));
            }
        }
    }
}

}  // namespace

std::optional<Thing> thing_of(const SimulatedObject& object, const PinholeCamera& camera,
                              const Illumination& light) {
    Thing out;
    Cuboid whole;
    whole.base = place_of(object.at, 0.0);
    whole.half_along = object.size_m[0] / 2.0;
    whole.half_across = object.size_m[1] / 2.0;
    whole.height = object.size_m[2];
    whole.heading = object.heading_rad;
    whole.colour = object.colour;
    out.depth_m = camera.depth_of(whole.base);
    if (out.depth_m < 0.5) return std::nullopt;

    const Place along{std::cos(object.heading_rad), std::sin(object.heading_rad), 0.0};
    const double width = object.size_m[0] / 2.0;
    Limb soft;
    soft.covering = Covering::luggage;
    soft.colour = object.colour;
    soft.from_radius_m = soft.to_radius_m = object.size_m[1] / 2.0;
    soft.from = whole.base + along * (-0.6 * width) + Place{0.0, 0.0, object.size_m[2] * 0.5};
    soft.to = whole.base + along * (0.6 * width) + Place{0.0, 0.0, object.size_m[2] * 0.5};
    out.shadows.push_back(soft);

    if (object.kind == "chair") {
        add_chair(out, object, whole, camera, light);
    } else if (object.kind == "bag") {
        Limb body = soft;
        body.from_radius_m = body.to_radius_m = object.size_m[2] * 0.45;
        body.lateral = {0.0, 0.0, 1.0};
        body.flatness = object.size_m[1] / std::max(0.05, object.size_m[2]);
        body.from[2] = body.to[2] = object.size_m[2] * 0.45;
        if (const auto stroke = stroke_of(body, camera)) {
            out.rounds.push_back({*stroke, Covering::luggage, object.colour,
                                  static_cast<float>(object.size_m[2]),
                                  static_cast<float>(object.size_m[0])});
        }
        const Place middle = whole.base + Place{0.0, 0.0, object.size_m[2] * 0.85};
        const Place handle = middle + Place{0.0, 0.0, object.size_m[2] * 0.3};
        const Colour strap{static_cast<std::uint8_t>(object.colour[0] / 2),
                           static_cast<std::uint8_t>(object.colour[1] / 2),
                           static_cast<std::uint8_t>(object.colour[2] / 2)};
        add_rod(out, middle - along * (0.4 * width), handle, 0.012, strap, camera);
        add_rod(out, handle, middle + along * (0.4 * width), 0.012, strap, camera);
    } else {
        add_cuboid(out, whole, camera, light);
        if (object.kind == "suitcase") {
            const Place top = whole.base + Place{0.0, 0.0, whole.height};
            for (const double side : {-0.5, 0.5}) {
                const Place post = top + along * (side * width);
                add_rod(out, post, post + Place{0.0, 0.0, 0.3}, 0.01, {120, 120, 124}, camera);
            }
            add_rod(out, top + along * (-0.5 * width) + Place{0.0, 0.0, 0.3},
                    top + along * (0.5 * width) + Place{0.0, 0.0, 0.3}, 0.014, {40, 40, 42}, camera);
        }
    }
    return out;
}

void paint(const Thing& thing, const Illumination& light, const Canvas& canvas) {
    PaintedFigure rounds;
    rounds.parts = thing.rounds;
    paint(rounds, light, canvas);
    for (const auto& facet : thing.facets) fill(facet, canvas);
}

}  // namespace vigie::vision
