#include "vision/simulation/social_force.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace vigie::vision {

namespace {

constexpr double kLeastDrive = 0.5;  // m/s, of who wants to stand

}  // namespace

double repulsion(const SocialForceSettings& settings, double gap_m) {
    return settings.repulsion_m_per_s2 * std::exp(-std::max(gap_m, 0.0) / settings.repulsion_range_m);
}

double attention(const SocialForceSettings& settings, Way facing, Way there) {
    if (facing.x == 0.0 && facing.y == 0.0) return 1.0;
    return settings.behind + (1.0 - settings.behind) * 0.5 * (1.0 + dot(facing, there));
}

Way without_retreat(const SocialForceSettings& settings, Way push, Way wish) {
    const Way facing = unit(wish);
    const double along = dot(push, facing);
    if (along >= 0.0) return push;
    const double most = settings.retreat_share * std::max(length(wish), kLeastDrive) / settings.relaxation_s;
    const double held = -most * (1.0 - std::exp(along / most));
    return push + (held - along) * facing;
}

double space_for_density(const SocialForceSettings& settings, double people_per_m2, double speed_m_per_s) {
    const double spacing_m = std::sqrt(2.0 / (std::numbers::sqrt3 * people_per_m2));
    const int rings = static_cast<int>(settings.reach_m / spacing_m) + 1;
    double held = 0.0;
    for (int row = -rings; row <= rings; ++row) {
        for (int column = -2 * rings; column <= 2 * rings; ++column) {
            const Way there{spacing_m * std::numbers::sqrt3 / 2.0 * row, spacing_m * (column + 0.5 * row)};
            const double distance_m = length(there);
            if (distance_m < 1e-9 || distance_m > settings.reach_m) continue;
            const Way direction = unit(there);
            held += direction.x * attention(settings, {1.0, 0.0}, direction) *
                    repulsion(settings, distance_m - 2.0 * settings.body_radius_m);
        }
    }
    // The push that, saturated, equals the drive.
    const double drive = speed_m_per_s / settings.relaxation_s;
    const double needed = settings.retreat_share > 1.0
                              ? -settings.retreat_share * drive * std::log(1.0 - 1.0 / settings.retreat_share)
                              : 20.0 * drive;
    return held > 0.0 ? std::clamp(needed / held, 0.0, 20.0) : 20.0;
}

}  // namespace vigie::vision
