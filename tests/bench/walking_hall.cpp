#include "tests/bench/walking_hall.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

#include "vision/rendering/noise.hpp"
#include "vision/rendering/painter.hpp"
#include "vision/rendering/projection.hpp"
#include "vision/rendering/scenery.hpp"
#include "vision/rendering/simulated_camera.hpp"
#include "vision/simulation/world.hpp"

namespace vigie::bench {
namespace {

constexpr double kWidthM = 40.0;
constexpr double kHeightM = 30.0;
constexpr double kFps = 10.0;
constexpr std::size_t kPictures = 60;
constexpr double kSpeedMPerS = 1.3;
constexpr double kPaceM = 8.0;  // walked before turning round

template <class Id>
Id named(const std::string& name) {
    return *Id::parse(name);
}

net::FloorId hall() {
    return named<net::FloorId>("hall");
}

vision::Scenery scenery() {
    vision::Scenery out;
    out.floor = hall();
    out.width_m = kWidthM;
    out.height_m = kHeightM;
    out.ceiling_m = 14.0;
    return out;
}

vision::SimulatedCameraSettings camera(cv::Size picture) {
    vision::SimulatedCameraSettings out;
    out.camera = named<net::CameraId>("hall");
    out.pose = {hall(), {kWidthM / 2.0, kHeightM - 0.3}, 10.0, {kWidthM / 2.0, 11.0}, 84.0, 0.0};
    out.size = picture;
    return out;
}

/// Somebody who walks a line to and fro; which one, by the number.
vision::SimulatedPerson walker(std::uint64_t number, double time_s) {
    const std::uint64_t key = vision::mixed(97, number);
    const auto share = [key](std::uint64_t of) { return vision::share_of(vision::mixed(key, of)); };
    const double angle = 2.0 * std::numbers::pi * share(1);
    const double way = std::fmod(kSpeedMPerS * time_s + 2.0 * kPaceM * share(2), 2.0 * kPaceM);
    const bool back = way > kPaceM;
    const double along = back ? 2.0 * kPaceM - way : way;
    vision::SimulatedPerson out;
    out.id = number + 1;
    out.floor = hall();
    const double reach = kPaceM * 0.5;
    const net::Point<net::Floor> middle{reach + (kWidthM - 2.0 * reach) * share(3),
                                        reach + (kHeightM - 4.0 - 2.0 * reach) * share(4)};
    out.at = {middle.x + (along - reach) * std::cos(angle), middle.y + (along - reach) * std::sin(angle)};
    out.heading_rad = back ? angle + std::numbers::pi : angle;
    out.velocity_m_per_s = {kSpeedMPerS * std::cos(out.heading_rad), kSpeedMPerS * std::sin(out.heading_rad)};
    out.posture = vision::Posture::walking;
    out.height_m = 1.6 + 0.25 * share(5);
    out.gait_rad = way / (0.41 * out.height_m) * std::numbers::pi;
    const auto grey = [&](std::uint64_t of) { return static_cast<std::uint8_t>(30.0 + 170.0 * share(of)); };
    out.clothes.top = {grey(6), grey(7), grey(8)};
    out.clothes.trousers = {grey(9), grey(9), grey(10)};
    return out;
}

net::Result<Clip> pictures_of(cv::Size size, std::uint64_t people) {
    auto seen = vision::SimulatedCamera::create(camera(size), scenery());
    if (!seen) return tl::unexpected(seen.error());
    vision::Painter painter(*seen);
    std::vector<cv::Mat> out;
    out.reserve(kPictures);
    for (std::size_t frame = 0; frame < kPictures; ++frame) {
        vision::WorldState state;
        state.step = frame;
        state.time_s = static_cast<double>(frame) / kFps;
        for (std::uint64_t number = 0; number < people; ++number) {
            state.people.push_back(walker(number, state.time_s));
        }
        out.push_back(painter.picture(state, frame));
    }
    return Clip(std::move(out));
}

}  // namespace

net::Result<vision::Pipeline> hall_pipeline(cv::Size picture) {
    const auto settings = camera(picture);
    const auto lens = vision::PinholeCamera::create(settings.pose, picture);
    if (!lens) return tl::unexpected(lens.error());
    auto pairs = vision::surveyed_pairs(*lens, kWidthM, kHeightM, {});
    if (!pairs) return tl::unexpected(pairs.error());
    vision::Pipeline out;
    auto& configured = out.camera.camera;
    configured.camera = settings.camera;
    configured.name = "Hall";
    configured.fps = kFps;
    net::Calibration calibration;
    calibration.floor = hall();
    calibration.width = static_cast<std::uint32_t>(picture.width);
    calibration.height = static_cast<std::uint32_t>(picture.height);
    calibration.pairs = std::move(*pairs);
    configured.calibration = std::move(calibration);
    net::FloorPlan plan;
    plan.floor = hall();
    plan.name = "Hall";
    plan.width_m = kWidthM;
    plan.height_m = kHeightM;
    out.camera.plan = plan;
    net::ZoneConfiguration zone;
    zone.zone = named<net::ZoneId>("hall");
    zone.name = "Hall";
    zone.floor = hall();
    zone.outline.corners = {{0.0, 0.0}, {kWidthM, 0.0}, {kWidthM, kHeightM}, {0.0, kHeightM}};
    zone.cameras = {settings.camera};
    out.camera.zones.push_back(std::move(zone));
    return out;
}

net::Result<Clip> empty_hall(cv::Size picture) {
    return pictures_of(picture, 0);
}

net::Result<Clip> walking_hall(cv::Size picture, std::uint64_t people) {
    return pictures_of(picture, people);
}

}  // namespace vigie::bench
