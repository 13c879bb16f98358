#include "vision/eval/drawn_forecourt.hpp"

#include <cmath>
#include <numbers>

#include "vision/rendering/noise.hpp"

namespace vigie::vision {

DrawnForecourt::DrawnForecourt(std::uint64_t seed) : seed_(seed) {
    const net::Point<net::Floor> gates[] = {{1.0, 6.0},   {5.0, 3.0},   {23.0, 6.0}, {21.0, 1.0},
                                            {11.0, 25.0}, {18.0, 24.0}, {2.0, 11.0}, {13.0, 1.5}};
    std::uint64_t key = seed;
    double next = -14.0;
    while (next < 70.0) {
        key = mixed(key);
        const auto from = gates[key % 8U];
        const auto to = gates[(key % 8U + 1U + (key >> 8U) % 7U) % 8U];
        Walk walk{from, to, next, 1.1 + 0.5 * share_of(mixed(key, 1)), 0.0, 0.0};
        // Whoever stands still while the view is learnt belongs to it; in the real video all walk then.
        if (next > 5.0 && (key >> 16U) % 5U == 0) walk.stays_s = 8.0;
        const auto together = 1U + ((key >> 24U) % 4U == 0 ? 1U + (key >> 32U) % 2U : 0U);
        for (std::uint64_t i = 0; i < together; ++i) {
            walk.beside_m = 1.0 * static_cast<double>(i);
            walks_.push_back(walk);
        }
        next += 1.3 + 2.4 * share_of(mixed(key, 2));
    }
}

Scenery DrawnForecourt::scenery() {
    Scenery out;
    out.floor = *net::FloorId::parse("forecourt");
    out.width_m = 25.0;
    out.height_m = 24.0;
    out.ceiling_m = 0.0;
    out.ground = GroundCover::asphalt;
    out.patches.push_back({{{{0.0, 8.0}, {8.4, 12.7}, {11.9, 15.7}, {13.7, 18.4}, {15.5, 24.0}, {0.0, 24.0}}},
                           GroundCover::grass});
    return out;
}

SimulatedCameraSettings DrawnForecourt::camera() {
    SimulatedCameraSettings out;
    out.camera = *net::CameraId::parse("forecourt");
    out.pose = {scenery().floor, {13.93, 37.78}, 7.05, {13.17, 14.71}, 36.5, 0.0};
    out.size = {768, 576};
    out.backdrop_samples = 1;
    out.shadow = 0.15;  // an overcast day
    return out;
}

WorldState DrawnForecourt::at(double time_s) const {
    WorldState out;
    out.time_s = time_s;
    out.sun = {0.5, 0.35};
    for (std::size_t i = 0; i < walks_.size(); ++i) {
        if (const auto person = walker(i, time_s)) out.people.push_back(*person);
    }
    return out;
}

std::optional<SimulatedPerson> DrawnForecourt::walker(std::size_t index, double time_s) const {
    const Walk& walk = walks_[index];
    const double length = net::distance(walk.from, walk.to);
    double passed = time_s - walk.begins_s;
    const double half = length / 2.0 / walk.speed_m_per_s;
    bool stays = false;
    if (passed > half && walk.stays_s > 0.0) {
        stays = passed < half + walk.stays_s;
        passed = stays ? half : passed - walk.stays_s;
    }
    const double way = passed * walk.speed_m_per_s;
    if (way < 0.0 || way > length) return std::nullopt;
    const double dx = (walk.to.x - walk.from.x) / length;
    const double dy = (walk.to.y - walk.from.y) / length;
    const std::uint64_t key = mixed(seed_, index);
    const auto share = [key](std::uint64_t of) { return share_of(mixed(key, of)); };
    // Nobody walks on a ruled line.
    const double wander = 0.8 * std::sin(way * std::numbers::pi / length * 2.0);
    SimulatedPerson out;
    out.id = index + 1;
    out.floor = scenery().floor;
    out.at = {walk.from.x + dx * way - dy * wander + walk.beside_m,
              walk.from.y + dy * way + dx * wander + 0.3 * walk.beside_m};
    out.heading_rad = std::atan2(dy, dx);
    out.velocity_m_per_s = {dx * walk.speed_m_per_s, dy * walk.speed_m_per_s};
    out.posture = stays ? Posture::standing : Posture::walking;
    out.height_m = 1.6 + 0.28 * share(3);
    out.build = 0.88 + 0.3 * share(4);
    out.gait_rad = way / (0.41 * out.height_m) * std::numbers::pi + 6.0 * share(5);
    const std::uint8_t tops[][3] = {{60, 62, 68},    {30, 32, 40}, {112, 110, 108}, {90, 96, 80},
                                    {150, 148, 144}, {84, 54, 50}, {40, 56, 90},    {200, 198, 190}};
    const std::uint8_t legs[][3] = {{44, 50, 70}, {32, 32, 36}, {98, 92, 82}, {60, 66, 84}};
    const auto* top = tops[mixed(key, 6) % 8U];
    const auto* leg = legs[mixed(key, 7) % 4U];
    out.clothes.top = {top[0], top[1], top[2]};
    out.clothes.trousers = {leg[0], leg[1], leg[2]};
    if (mixed(key, 8) % 4U == 0) out.carried = Carried::bag;
    return out;
}

}  // namespace vigie::vision
