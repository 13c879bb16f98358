#include "console/views/plan_transform.hpp"

#include <algorithm>

namespace vigie::console {

PlanTransform::PlanTransform(double width_m, double height_m, const MarkRect& place) {
    if (width_m > 0.0 && height_m > 0.0 && place.width > 0.0F && place.height > 0.0F) {
        pixels_per_m_ = std::min(place.width / width_m, place.height / height_m);
    }
    plan_.width = pixels(width_m);
    plan_.height = pixels(height_m);
    plan_.x = place.x + (place.width - plan_.width) / 2.0F;
    plan_.y = place.y + (place.height - plan_.height) / 2.0F;
}

ImVec2 PlanTransform::screen_from_floor(net::Point<net::Floor> position) const {
    return {plan_.x + pixels(position.x), plan_.y + pixels(position.y)};
}

net::Point<net::Floor> PlanTransform::floor_from_screen(ImVec2 pixel) const {
    if (pixels_per_m_ <= 0.0) {
        return {};
    }
    return {(pixel.x - plan_.x) / pixels_per_m_, (pixel.y - plan_.y) / pixels_per_m_};
}

double scale_bar_m(const PlanTransform& plan, float least, float most) {
    const double preferred = 5.0;
    if (plan.pixels(preferred) >= least && plan.pixels(preferred) <= most) {
        return preferred;
    }
    double longest = 1.0;
    for (double decade = 1.0; decade <= 1000.0; decade *= 10.0) {
        for (const double step : {1.0, 2.0, 5.0}) {
            if (plan.pixels(step * decade) <= most) {
                longest = step * decade;
            }
        }
    }
    return longest;
}

}  // namespace vigie::console
