#include "vision/rendering/painter.hpp"

#include <algorithm>
#include <cmath>
#include <variant>
#include <vector>

#include "vision/rendering/body.hpp"
#include "vision/rendering/camera_fault.hpp"
#include "vision/rendering/figure.hpp"
#include "vision/rendering/shadow.hpp"
#include "vision/rendering/thing.hpp"

namespace vigie::vision {

namespace {

constexpr int kClothSide = 128;
constexpr int kNoiseMargin = 61;
constexpr double kContactRadiusM = 0.16;
/// Who sits is nearer than the chair.
constexpr double kChairBehindM = 0.3;

Illumination light_of(const WorldState& state, const SimulatedCameraSettings& settings,
                      const PinholeCamera& camera) {
    Place towards{-state.sun.x, -state.sun.y, 1.0};
    towards *= 1.0 / cv::norm(towards);
    const Place up{0.0, 0.0, 1.0};
    const auto in_axes = [&](const Place& vector) {
        return cv::Vec3f(static_cast<float>(vector.dot(camera.right())),
                         static_cast<float>(vector.dot(camera.down())),
                         static_cast<float>(vector.dot(camera.forward())));
    };
    Illumination out;
    out.towards_lamp = in_axes(towards);
    out.up = in_axes(up);
    out.direct = static_cast<float>(settings.direct_light);
    out.ambient = static_cast<float>(settings.ambient_light);
    return out;
}

/// Something that is painted, by its depth.
struct Item {
    double depth_m = 0.0;
    std::uint64_t id = 0;  ///< breaks ties, so that the order of a list never shows
    std::variant<PaintedFigure, Thing, Column> what;
};

}  // namespace

double seat_at(const WorldState& state, const net::FloorId& floor, net::Point<net::Floor> at) {
    constexpr double kNearM = 0.45;
    for (const auto& object : state.objects) {
        if (object.kind == "chair" && object.floor == floor && net::distance(object.at, at) < kNearM)
            return std::min(0.45, 0.6 * object.size_m[2]);
    }
    return 0.0;
}

Painter::Painter(SimulatedCamera& camera)
    : camera_(camera),
      cloth_(cloth_tile(kClothSide, 7)),
      noise_(sensor_noise(camera.settings().size, kNoiseMargin, camera.settings().noise,
                          mixed(camera.settings().seed, 11))) {}

cv::Mat Painter::picture(const WorldState& state, std::uint64_t frame) {
    const auto& settings = camera_.settings();
    const auto& view = camera_.view(state);
    const PinholeCamera& projection = view.projection;
    const Illumination light = light_of(state, settings, projection);
    cv::Mat out = view.backdrop.picture.clone();
    const Canvas canvas{out, view.backdrop.nearness, cloth_, static_cast<float>(settings.softness_px)};
    Shadows shadows(projection, state.sun);
    std::vector<Item> items;
    for (const auto& object : state.objects) {
        if (object.floor != settings.pose.floor) continue;
        auto thing = thing_of(object, projection, light);
        if (!thing) continue;
        for (const auto& limb : thing->shadows) shadows.add(limb);
        shadows.add_contact(object.at, 0.5 * std::max(object.size_m[0], object.size_m[1]));
        const double depth = thing->depth_m + (object.kind == "chair" ? kChairBehindM : 0.0);
        items.push_back({depth, object.id, std::move(*thing)});
    }
    for (const auto& person : state.people) {
        if (person.floor != settings.pose.floor) continue;
        const Skeleton body = body_of(person, state.time_s, seat_at(state, person.floor, person.at));
        for (const auto& limb : body.limbs) {
            if (limb.covering != Covering::skin) shadows.add(limb);
            if (limb.covering == Covering::shoes) {
                const Place middle = (limb.from + limb.to) * 0.5;
                shadows.add_contact({middle[0], middle[1]}, kContactRadiusM);
            }
        }
        auto figure = figure_of(body, projection);
        if (figure) items.push_back({figure->depth_m, person.id, std::move(*figure)});
    }
    std::uint64_t source = 0;
    for (const auto& smoke : state.smoke) {
        ++source;
        if (smoke.floor != settings.pose.floor) continue;
        auto column = column_of(smoke, mixed(settings.seed, source), settings.smoke, projection);
        if (column) items.push_back({column->depth_m, source, std::move(*column)});
    }
    std::vector<const Item*> order;
    order.reserve(items.size());
    for (const auto& item : items) order.push_back(&item);
    std::sort(order.begin(), order.end(), [](const Item* a, const Item* b) {
        return a->depth_m != b->depth_m ? a->depth_m > b->depth_m : a->id > b->id;
    });
    shadows.darken(out, view.backdrop.ground, settings.shadow);
    for (const Item* item : order) {
        if (const auto* figure = std::get_if<PaintedFigure>(&item->what)) paint(*figure, light, canvas);
        if (const auto* thing = std::get_if<Thing>(&item->what)) paint(*thing, light, canvas);
        if (const auto* column = std::get_if<Column>(&item->what))
            paint(*column, 1.0F, view.backdrop.nearness, out);
    }
    if (std::abs(state.light - 1.0) > 1e-3) out.convertTo(out, -1, std::max(0.0, state.light));
    apply_faults(state, settings.camera, settings.seed, out);
    add_noise(out, frame);
    return out;
}

void Painter::add_noise(cv::Mat& picture, std::uint64_t frame) const {
    const std::uint64_t choice = mixed(camera_.settings().seed, frame);
    const cv::Rect part(static_cast<int>(choice % (kNoiseMargin + 1U)),
                        static_cast<int>((choice >> 20U) % (kNoiseMargin + 1U)), picture.cols, picture.rows);
    cv::add(picture, noise_.plus(part), picture);
    cv::subtract(picture, noise_.minus(part), picture);
}

}  // namespace vigie::vision
