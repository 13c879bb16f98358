#include "vision/fusion/standing_box.hpp"

namespace vigie::vision {

std::optional<net::Box> standing_box(const CameraOnFloor& camera, net::Point<net::Floor> at,
                                     const SightSettings& settings) {
    if (!camera.standing) {
        return std::nullopt;
    }
    const auto foot = camera.standing->above(at, 0.0);
    const auto head = camera.standing->above(at, settings.body_height_m);
    if (!foot || !head || head->y >= foot->y) {
        return std::nullopt;
    }
    const double height = foot->y - head->y;
    const double width = settings.width_by_height * height;
    return net::Box{foot->x - width / 2.0, head->y, width, height};
}

}  // namespace vigie::vision
