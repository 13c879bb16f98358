#include "vision/analysis/ground.hpp"

namespace vigie::vision {

std::optional<GroundPoint> Ground::sighting(const net::Box& box) const {
    const auto foot = box.foot();
    const double sx = settings_.foot_sigma_x * box.height;
    const double sy = settings_.foot_sigma_y * box.height;
    if (!floor_) {
        const double height = size_.box_height(foot).value_or(box.height);
        return GroundPoint{{foot.x, foot.y}, {sx * sx, 0.0, 0.0, sy * sy}, height / settings_.height_m};
    }
    const auto at = floor_->floor_from_image(foot);
    const auto covariance = floor_->floor_covariance(foot, {sx * sx, 0.0, sy * sy});
    if (!at || !covariance) {
        return std::nullopt;
    }
    return GroundPoint{{at->x, at->y}, {covariance->xx, covariance->xy, covariance->xy, covariance->yy}, 1.0};
}

std::optional<net::Point<net::Image>> Ground::foot(const cv::Vec2d& at) const {
    if (!floor_) {
        return net::Point<net::Image>{at[0], at[1]};
    }
    return floor_->image_from_floor({at[0], at[1]});
}

}  // namespace vigie::vision
