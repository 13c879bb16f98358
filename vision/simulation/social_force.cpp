#include "vision/simulation/social_force.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace vigie::vision {

double repulsion(const SocialForceSettings& settings, double gap_m) {
    return settings.repulsion_m_per_s2 * std::exp(-std::max(gap_m, 0.0) / settings.repulsion_range_m);
}

double attention(const SocialForceSettings& settings, Way facing, Way there) {
    if (facing.x == 0.0 && facing.y == 0.0) return 1.0;
    return settings.behind + (1.0 - settings.behind) * 0.5 * (1.0 + dot(facing, there));
}

double space_for_density(const SocialForceSettings& settings, double people_per_m2, double speed_m_per_s) {
    // Neighbours of the lattice stand at 30 degrees to the left and to the right, before and behind.
    const Way ahead{1.0, 0.0};
    const Way front{std::sqrt(3.0) / 2.0, 0.5};
    const double share = attention(settings, ahead, front) - attention(settings, ahead, -1.0 * front);
    const double spacing_m = std::sqrt(2.0 / (std::numbers::sqrt3 * people_per_m2));
    const double gap_m = spacing_m - 2.0 * settings.body_radius_m;
    if (gap_m <= 0.0) return 0.0;
    const double held = 2.0 * front.x * share * repulsion(settings, gap_m);
    return std::clamp(speed_m_per_s / settings.relaxation_s / held, 0.0, 20.0);
}

}  // namespace vigie::vision
