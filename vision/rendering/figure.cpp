#include "vision/rendering/figure.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "vision/rendering/noise.hpp"

namespace vigie::vision {

namespace {

/// Walls do not swallow what leans against them by less than this: nearness of a body against theirs.
constexpr float kLean = 1.02F;

cv::Vec3f in_axes(const Place& vector, const PinholeCamera& camera) {
    return {static_cast<float>(vector.dot(camera.right())), static_cast<float>(vector.dot(camera.down())),
            static_cast<float>(vector.dot(camera.forward()))};
}

using Bgr = std::array<float, 3>;

Bgr bgr(const Colour& colour) {
    return {static_cast<float>(colour[2]), static_cast<float>(colour[1]), static_cast<float>(colour[0])};
}

/// How much of the light a round surface returns at a pixel, by the lamp's and the sky's direction.
class Shading {
public:
    Shading(const Stroke& stroke, const Illumination& light)
        : light_(light),
          across_x_(-stroke.along_y),
          across_y_(stroke.along_x),
          along_x_(stroke.along_x),
          along_y_(stroke.along_y) {}

    /// The surface's direction in the camera's axes.
    [[nodiscard]] cv::Vec3f normal(const StrokePixel& at) const {
        const float flat = at.across * at.across + at.ends * at.ends;
        const float towards = std::sqrt(std::max(0.02F, 1.0F - flat));
        return {at.across * across_x_ + at.ends * along_x_, at.across * across_y_ + at.ends * along_y_,
                -towards};
    }
    [[nodiscard]] float of(const cv::Vec3f& normal) const {
        const float lamp = std::max(0.0F, normal.dot(light_.towards_lamp));
        const float sky = 0.72F + 0.28F * normal.dot(light_.up);
        return light_.brightness * (light_.ambient * sky + light_.direct * lamp);
    }

private:
    const Illumination& light_;
    float across_x_;
    float across_y_;
    float along_x_;
    float along_y_;
};

void blend(uchar* pixel, const Bgr& colour, float shade, float cover) {
    for (std::size_t i = 0; i < 3; ++i) {
        const float there = static_cast<float>(pixel[i]);
        const float value = there + (std::min(255.0F, colour[i] * shade) - there) * cover;
        pixel[i] = static_cast<uchar>(cvRound(value));
    }
}

/// Pattern of a garment: plain, striped, checked or with a print on the chest.
float pattern(std::uint64_t variety, Covering covering, float along_m, float across) {
    if (covering != Covering::top) return 1.0F;
    switch (variety % 9U) {
        case 0:
            return std::fmod(along_m * 12.0F, 1.0F) < 0.5F ? 1.0F : 0.72F;
        case 1:
            return (std::fmod(along_m * 9.0F, 1.0F) < 0.5F) == (std::fmod(across * 2.0F + 4.0F, 1.0F) < 0.5F)
                       ? 1.0F
                       : 0.8F;
        case 2:
            return along_m > 0.12F && along_m < 0.24F && std::abs(across) < 0.5F ? 1.35F : 1.0F;
        default:
            return 1.0F;
    }
}

/// How much a point of the head is hair, 0 to 1, the rest being face.
float hair_at(const PaintedFigure& figure, const cv::Vec3f& normal) {
    const float front = normal.dot(figure.facing);
    const float top = normal.dot(figure.crown);
    const float nape = figure.variety % 5U == 0 ? -0.9F : -0.45F;
    const float behind = 0.28F + 0.55F * std::max(0.0F, top) - front;
    return std::clamp(std::min(4.0F * behind, 3.0F * (top - nape)) + 0.5F, 0.0F, 1.0F);
}

/// Shade of a face: the sockets of the eyes and the mouth, as far as they show from afar.
float features_at(const PaintedFigure& figure, const cv::Vec3f& normal) {
    const float front = normal.dot(figure.facing);
    const float top = normal.dot(figure.crown);
    if (front < 0.45F) return 1.0F;
    const float eyes = std::max(0.0F, 1.0F - std::abs(top - 0.12F) * 9.0F) * (front < 0.93F ? 1.0F : 0.3F);
    const float mouth = std::max(0.0F, 1.0F - std::abs(top + 0.5F) * 12.0F) * (front > 0.75F ? 1.0F : 0.0F);
    return 1.0F - 0.4F * eyes - 0.2F * mouth;
}

void paint_part(const PaintedFigure& figure, const FigurePart& part, const Illumination& light,
                const Canvas& canvas) {
    const Shading shading(part.stroke, light);
    const Bgr colour = bgr(part.colour);
    const Bgr hair = bgr(figure.hair);
    const int mask = canvas.cloth.cols - 1;
    const auto shift = static_cast<int>(figure.variety % 1021U);
    const float folds = part.covering == Covering::top || part.covering == Covering::trousers ? 0.22F : 0.08F;
    const float scale_along = part.length_m * 110.0F;
    const float scale_across = part.width_m * 80.0F;
    for_each_pixel(part.stroke, {{}, canvas.picture.size()}, canvas.softness, [&](const StrokePixel& at) {
        if (at.nearness * kLean < canvas.nearness.ptr<float>(at.y)[at.x]) return;
        const cv::Vec3f normal = shading.normal(at);
        float shade = shading.of(normal);
        const int u = static_cast<int>(at.along * scale_along) + shift;
        const int v = static_cast<int>(at.across * scale_across) + 512 + shift;
        shade *= 1.0F + folds * canvas.cloth.ptr<float>(v & mask)[u & mask];
        Bgr shown = colour;
        if (part.covering == Covering::head) {
            const float share = hair_at(figure, normal);
            const float features = features_at(figure, normal);
            for (std::size_t i = 0; i < 3; ++i)
                shown[i] = colour[i] * features + (hair[i] - colour[i] * features) * share;
        } else {
            shade *= pattern(figure.variety, part.covering, at.along * part.length_m, at.across);
        }
        blend(canvas.picture.ptr<uchar>(at.y) + 3 * at.x, shown, shade, at.cover);
    });
}

}  // namespace

std::optional<net::Box> PaintedFigure::box() const {
    if (parts.empty()) return std::nullopt;
    float left = std::numeric_limits<float>::max();
    float top = left;
    float right = -left;
    float bottom = -left;
    for (const auto& part : parts) {
        const Stroke& stroke = part.stroke;
        const auto include = [&](float x, float y, float radius) {
            // The end's ellipse: its half axes lie along and across the stroke.
            const float along = radius * stroke.cap;
            const float wide = std::hypot(along * stroke.along_x, radius * stroke.along_y);
            const float high = std::hypot(along * stroke.along_y, radius * stroke.along_x);
            left = std::min(left, x - wide);
            right = std::max(right, x + wide);
            top = std::min(top, y - high);
            bottom = std::max(bottom, y + high);
        };
        include(stroke.from_x, stroke.from_y, stroke.from_radius);
        include(stroke.from_x + stroke.along_x * stroke.length,
                stroke.from_y + stroke.along_y * stroke.length, stroke.to_radius);
    }
    return net::Box{left, top, right - left, bottom - top};
}

std::optional<PaintedFigure> figure_of(const Skeleton& body, const PinholeCamera& camera) {
    PaintedFigure out;
    out.depth_m = camera.depth_of(body.middle);
    if (out.depth_m < 0.5) return std::nullopt;
    for (const auto& limb : body.limbs) {
        auto stroke = stroke_of(limb, camera);
        if (!stroke) continue;
        out.parts.push_back({*stroke, limb.covering, limb.colour,
                             static_cast<float>(2.0 * std::max(limb.from_radius_m, limb.to_radius_m)),
                             static_cast<float>(cv::norm(limb.to - limb.from))});
    }
    const auto box = out.box();
    if (!box || box->x > camera.size().width || box->y > camera.size().height || box->x + box->width < 0.0 ||
        box->y + box->height < 0.0) {
        return std::nullopt;
    }
    std::stable_sort(out.parts.begin(), out.parts.end(), [](const FigurePart& a, const FigurePart& b) {
        return a.stroke.depth_m > b.stroke.depth_m;
    });
    out.facing = in_axes(body.facing, camera);
    out.crown = in_axes(body.crown, camera);
    out.hair = body.hair;
    out.variety = body.variety;
    return out;
}

void paint(const PaintedFigure& figure, const Illumination& light, const Canvas& canvas) {
    for (const auto& part : figure.parts) paint_part(figure, part, light, canvas);
}

}  // namespace vigie::vision
