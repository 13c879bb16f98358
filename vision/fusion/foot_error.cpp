#include "vision/fusion/foot_error.hpp"

namespace vigie::vision {

net::Covariance<net::Floor> foot_error(const net::Homography& map, const net::Box& box, double share) {
    const auto foot = box.foot();
    const auto at = map.floor_from_image(foot);
    // Downwards: upwards a foot may come to lie above the horizon.
    const auto lower = map.floor_from_image({foot.x, foot.y + share * box.height});
    if (!at || !lower) {
        return {};
    }
    const auto by = *lower - *at;
    return {by.x * by.x, by.x * by.y, by.y * by.y};
}

}  // namespace vigie::vision
