#include "vision/eval/hall_parts.hpp"

#include <cmath>
#include <utility>

#include "net/types/homography.hpp"
#include "vision/configuration/field_of_view.hpp"

namespace vigie::vision {

net::Polygon<net::Floor> rectangle(double left, double top, double right, double bottom) {
    return {{{left, top}, {right, top}, {right, bottom}, {left, bottom}}};
}

net::Result<net::CameraConfiguration> surveyed(const SimulatedCameraSettings& settings,
                                               const net::FloorPlan& plan, double fps) {
    const auto camera = PinholeCamera::create(settings.pose, settings.size);
    if (!camera) {
        return tl::unexpected(camera.error());
    }
    SurveySettings survey;
    survey.error_px = 1.0;
    survey.seed = settings.seed;
    auto pairs = surveyed_pairs(*camera, plan.width_m, plan.height_m, survey);
    if (!pairs) {
        return tl::unexpected(pairs.error());
    }
    const auto map = net::Homography::fit(*pairs);
    if (!map) {
        return tl::unexpected(map.error());
    }
    net::Calibration calibration;
    calibration.floor = plan.floor;
    calibration.width = static_cast<std::uint32_t>(settings.size.width);
    calibration.height = static_cast<std::uint32_t>(settings.size.height);
    calibration.pairs = *std::move(pairs);
    calibration.field_of_view = field_of_view(*map, calibration.width, calibration.height, plan);
    return net::CameraConfiguration{settings.camera, settings.camera.text(), fps, calibration};
}

net::FrameStamp stamp_of_step(std::uint64_t frame, std::uint64_t step, double steps_per_second) {
    net::FrameStamp out;
    const auto since = net::Microseconds(std::llround(1e6 * static_cast<double>(step) / steps_per_second));
    out.captured = net::UtcTime(since);
    out.captured_mono = net::MonoTime(since);
    out.stream = since;
    out.epoch = 1;
    out.number = frame + 1;
    return out;
}

}  // namespace vigie::vision
