#include "vision/eval/virtual_lines.hpp"

#include <algorithm>
#include <string>

namespace vigie::vision {
namespace {

net::LineConfiguration line_of(const net::CameraConfiguration& camera, const std::string& name,
                               net::Segment segment) {
    net::LineConfiguration out;
    out.line = net::LineId::parse(name).value_or(net::LineId());
    out.name = name;
    out.floor = camera.calibration->floor;
    out.segment = segment;
    out.camera = camera.camera;
    return out;
}

}  // namespace

std::vector<net::LineConfiguration> virtual_lines(const net::CameraConfiguration& camera, double spacing_m) {
    std::vector<net::LineConfiguration> out;
    if (!camera.calibration || camera.calibration->pairs.empty()) {
        return out;
    }
    net::Point<net::Floor> low = camera.calibration->pairs.front().floor;
    net::Point<net::Floor> high = low;
    for (const auto& pair : camera.calibration->pairs) {
        low = {std::min(low.x, pair.floor.x), std::min(low.y, pair.floor.y)};
        high = {std::max(high.x, pair.floor.x), std::max(high.y, pair.floor.y)};
    }
    for (int n = 1; low.x + (n + 0.5) * spacing_m <= high.x; ++n) {
        const double x = low.x + n * spacing_m;
        out.push_back(line_of(camera, "virtual-x-" + std::to_string(n), {{x, low.y}, {x, high.y}}));
    }
    for (int n = 1; low.y + (n + 0.5) * spacing_m <= high.y; ++n) {
        const double y = low.y + n * spacing_m;
        out.push_back(line_of(camera, "virtual-y-" + std::to_string(n), {{low.x, y}, {high.x, y}}));
    }
    return out;
}

}  // namespace vigie::vision
