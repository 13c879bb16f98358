#include "vision/rendering/surface.hpp"

#include <algorithm>
#include <cmath>

#include "vision/rendering/noise.hpp"

namespace vigie::vision {

namespace {

cv::Vec3f bgr(double red, double green, double blue) {
    return {static_cast<float>(blue), static_cast<float>(green), static_cast<float>(red)};
}

cv::Vec3f bgr(const Colour& colour) {
    return bgr(colour[0], colour[1], colour[2]);
}

/// How much of a detail of that size is left where one ray stands for `footprint_m`.
double seen(double detail_m, double footprint_m) {
    return std::min(1.0, detail_m / std::max(1e-6, footprint_m));
}

/// Noise with features of `size_m`, faded where they are too small to be seen.
double grain(std::uint64_t seed, net::Point<net::Floor> at, double size_m, double footprint_m) {
    const double weight = seen(size_m, footprint_m);
    if (weight < 0.05) return 0.0;
    return weight * smooth_noise(seed, at.x / size_m, at.y / size_m);
}

double off_grid(double value, double period) {
    const double share = value / period - std::floor(value / period);
    return std::min(share, 1.0 - share) * period;
}

std::uint64_t cell(double x, double y, double period) {
    return mixed(static_cast<std::uint64_t>(static_cast<std::int64_t>(std::floor(x / period))),
                 static_cast<std::uint64_t>(static_cast<std::int64_t>(std::floor(y / period))));
}

cv::Vec3f tiles(std::uint64_t seed, net::Point<net::Floor> at, double footprint_m) {
    constexpr double kTile = 0.8;
    constexpr double kJoint = 0.008;
    const double tone = share_of(mixed(seed, cell(at.x, at.y, kTile))) - 0.5;
    double light = 1.0 + 0.06 * tone * seen(kTile, footprint_m);
    light += 0.035 * grain(seed + 1, at, 2.3, footprint_m) + 0.03 * grain(seed + 2, at, 0.35, footprint_m) +
             0.025 * grain(seed + 3, at, 0.05, footprint_m);
    const double joint = std::min(off_grid(at.x, kTile), off_grid(at.y, kTile));
    const double width = std::max(kJoint, footprint_m);
    light *= 1.0 - 0.3 * seen(kJoint, footprint_m) * std::clamp(1.5 - joint / width, 0.0, 1.0);
    return bgr(168, 163, 154) * light;
}

cv::Vec3f carpet(std::uint64_t seed, net::Point<net::Floor> at, double footprint_m) {
    const double light = 1.0 + 0.05 * grain(seed + 4, at, 3.0, footprint_m) +
                         0.08 * grain(seed + 5, at, 0.12, footprint_m) +
                         0.10 * grain(seed + 6, at, 0.03, footprint_m);
    const bool motif = cell(at.x, at.y, 1.0) % 2U == 0;
    return (motif ? bgr(108, 70, 66) : bgr(98, 66, 68)) * light;
}

cv::Vec3f asphalt(std::uint64_t seed, net::Point<net::Floor> at, double footprint_m) {
    const double light = 1.0 + 0.08 * grain(seed + 7, at, 4.0, footprint_m) +
                         0.05 * grain(seed + 8, at, 0.7, footprint_m) +
                         0.08 * grain(seed + 9, at, 0.06, footprint_m);
    const double crack = std::abs(smooth_noise(seed + 10, at.x / 1.7, at.y / 2.9) +
                                  0.4 * smooth_noise(seed + 15, at.x / 0.4, at.y / 0.4));
    const bool broken = smooth_noise(seed + 16, at.x / 5.0, at.y / 5.0) > 0.25;
    const double depth =
        !broken ? 0.0 : 0.25 * seen(0.02, footprint_m) * std::clamp(1.0 - crack / 0.02, 0.0, 1.0);
    return bgr(150, 150, 155) * (light * (1.0 - depth));
}

cv::Vec3f grass(std::uint64_t seed, net::Point<net::Floor> at, double footprint_m) {
    const double light = 1.0 + 0.14 * grain(seed + 11, at, 3.5, footprint_m) +
                         0.12 * grain(seed + 12, at, 0.5, footprint_m) +
                         0.22 * grain(seed + 13, at, 0.07, footprint_m);
    const double dry = 0.5 + 0.5 * smooth_noise(seed + 14, at.x / 6.0, at.y / 6.0);
    return bgr(78 + 22 * dry, 104 + 6 * dry, 58) * light;
}

/// Pools of light below lamps that hang in a grid.
double lamp_light(net::Point<net::Floor> at) {
    constexpr double kBetween = 6.0;
    const double x = off_grid(at.x + kBetween / 2.0, kBetween);
    const double y = off_grid(at.y + kBetween / 2.0, kBetween);
    return 0.86 + 0.26 * std::exp(-(x * x + y * y) / 5.0);
}

}  // namespace

cv::Vec3f ground_colour(const Scenery& scenery, net::Point<net::Floor> at, double footprint_m) {
    const bool inside = at.x >= 0.0 && at.y >= 0.0 && at.x <= scenery.width_m && at.y <= scenery.height_m;
    GroundCover ground = scenery.ground;
    if (!inside && scenery.ceiling_m <= 0.0) ground = GroundCover::grass;
    double edge = 1.0;
    for (const auto& patch : scenery.patches) {
        if (net::contains(patch.outline, at)) ground = patch.ground;
    }
    cv::Vec3f out;
    switch (ground) {
        case GroundCover::tiles:
            out = tiles(scenery.seed, at, footprint_m);
            break;
        case GroundCover::carpet:
            out = carpet(scenery.seed, at, footprint_m);
            break;
        case GroundCover::asphalt:
            out = asphalt(scenery.seed, at, footprint_m);
            break;
        case GroundCover::grass:
            out = grass(scenery.seed, at, footprint_m);
            break;
    }
    if (scenery.ceiling_m > 0.0) edge *= lamp_light(at);
    return out * edge;
}

cv::Vec3f wall_colour(const WallPlace& at, const Colour& paint, double footprint_m) {
    constexpr double kPanel = 1.25;
    constexpr double kBay = 4.0;
    double light = 0.92 + 0.1 * std::min(1.0, at.up_m / 3.0);
    light += 0.03 * smooth_noise(at.key, at.along_m * 0.7, at.up_m * 0.7);
    const double joint = off_grid(at.along_m, kPanel);
    light *= 1.0 - 0.12 * seen(0.015, footprint_m) * (joint < std::max(0.015, footprint_m / 2.0) ? 1.0 : 0.0);
    if (at.furniture) {
        if (at.up_m < 0.1) light *= 0.55;
        if (at.height_m - at.up_m < 0.05) light *= 1.2;
        return bgr(paint) * light;
    }
    if (at.up_m < 0.12) return bgr(70, 68, 66);  // skirting
    // Posters, one in two bays of a high wall.
    const auto bay = static_cast<std::uint64_t>(std::max(0.0, at.along_m / kBay));
    const std::uint64_t choice = mixed(at.key + 17, bay);
    const double within = at.along_m - kBay * static_cast<double>(bay) - 1.4;
    const bool room = kBay * static_cast<double>(bay + 1) <= at.length_m && at.height_m > 2.5;
    if (room && choice % 2U == 0 && within > 0.0 && within < 1.2 && at.up_m > 0.95 && at.up_m < 2.45) {
        const double rim = std::min({within, 1.2 - within, at.up_m - 0.95, 2.45 - at.up_m});
        if (rim < 0.04) return bgr(45, 45, 48);
        const bool text = at.up_m < 1.5 && off_grid(at.up_m, 0.12) > 0.035 && rim > 0.12 &&
                          smooth_noise(choice, within * 9.0, std::floor(at.up_m / 0.12)) > -0.4;
        if (text) return bgr(228, 226, 220);
        const auto tone = [&](std::uint64_t i) { return 50.0 + 130.0 * share_of(mixed(choice, i)); };
        return bgr(tone(1), tone(2), tone(3)) * (0.9 + 0.2 * (at.up_m - 0.95));
    }
    return bgr(paint) * light;
}

cv::Vec3f door_colour(double along_m, double up_m, double width_m, double height_m) {
    if (up_m > height_m) {  // the sign above
        const double letter = std::abs(along_m - width_m / 2.0);
        return letter < 0.12 && up_m - height_m > 0.12 && up_m - height_m < 0.24 ? bgr(235, 250, 238)
                                                                                 : bgr(20, 140, 70);
    }
    const double rim = std::min({along_m, width_m - along_m, height_m - up_m});
    if (rim < 0.08) return bgr(92, 94, 98);
    if (std::abs(along_m - width_m / 2.0) < 0.02) return bgr(40, 42, 46);
    if (up_m > 0.95 && up_m < 1.1 && std::abs(along_m - width_m / 2.0) < 0.35) return bgr(190, 192, 195);
    return bgr(112, 128, 140) * (0.8 + 0.15 * up_m);
}

cv::Vec3f ceiling_colour(const Scenery& scenery, net::Point<net::Floor> below, double footprint_m) {
    const double x = off_grid(below.x + 3.0, 6.0);
    const double y = off_grid(below.y + 3.0, 6.0);
    if (x < 0.9 && y < 0.3) return bgr(255, 252, 240);
    const double beam = off_grid(below.y, 3.0) < std::max(0.12, footprint_m / 2.0) ? 0.7 : 1.0;
    return bgr(120, 118, 114) * (beam * (1.0 + 0.03 * grain(scenery.seed + 20, below, 1.0, footprint_m)));
}

cv::Vec3f sky_colour(const Scenery& scenery, const cv::Vec3d& direction) {
    const double level = std::hypot(direction[0], direction[1]);
    const double rise = direction[2] / std::max(1e-9, level);
    const double azimuth = std::atan2(direction[1], direction[0]);
    const double trees = 0.06 + 0.03 * smooth_noise(scenery.seed + 30, azimuth * 14.0, 0.5) +
                         0.015 * smooth_noise(scenery.seed + 31, azimuth * 60.0, 0.5);
    if (rise < trees) {
        const double leaf = smooth_noise(scenery.seed + 32, azimuth * 160.0, rise * 160.0);
        return bgr(58, 74, 50) * (0.8 + 0.3 * leaf);
    }
    const double high = std::min(1.0, rise / 0.6);
    return bgr(214 - 50 * high, 220 - 34 * high, 226 - 10 * high);
}

}  // namespace vigie::vision
