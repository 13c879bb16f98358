#include "vision/rendering/projection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "vision/rendering/noise.hpp"

namespace vigie::vision {

namespace {

constexpr double kNearestM = 0.1;
constexpr double kHorizon = 1e-6;
constexpr std::size_t kFewestPairs = 6;
constexpr int kFinest = 4;

std::vector<net::CalibrationPair> pairs_of_grid(const PinholeCamera& camera, double width_m, double height_m,
                                                int columns, int rows) {
    std::vector<net::CalibrationPair> out;
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            const net::Point<net::Image> pixel{camera.size().width * (column + 0.5) / columns,
                                               camera.size().height * (row + 0.5) / rows};
            const auto floor = camera.floor_at(pixel);
            if (!floor || floor->x < 0.0 || floor->y < 0.0 || floor->x > width_m || floor->y > height_m)
                continue;
            out.push_back({pixel, *floor});
        }
    }
    return out;
}

}  // namespace

net::Result<PinholeCamera> PinholeCamera::create(const CameraPose& pose, cv::Size size) {
    const double away = net::distance(pose.at, pose.look_at);
    if (!(pose.height_m > 0.0) || !(away > 0.01)) {
        return net::fail(
            net::ErrorCode::invalid_input,
            "a camera must be above the floor and look at a place that is not straight below it");
    }
    if (!(pose.field_of_view_deg >= 5.0 && pose.field_of_view_deg <= 150.0) || size.width < 16 ||
        size.height < 16) {
        return net::fail(net::ErrorCode::invalid_input,
                         "a camera must have a field of view of 5 to 150 degrees and 16 pixels either way");
    }
    const double pan = pose.turned_deg * std::numbers::pi / 180.0;
    const double x = (pose.look_at.x - pose.at.x) / away;
    const double y = (pose.look_at.y - pose.at.y) / away;
    // With y down as drawn, turning right (clockwise as drawn) grows the angle.
    const double along_x = x * std::cos(pan) - y * std::sin(pan);
    const double along_y = x * std::sin(pan) + y * std::cos(pan);
    const double slant = std::hypot(away, pose.height_m);
    const double level = away / slant;
    const double fall = pose.height_m / slant;
    PinholeCamera out;
    out.eye_ = place_of(pose.at, pose.height_m);
    out.forward_ = {along_x * level, along_y * level, -fall};
    out.right_ = {-along_y, along_x, 0.0};
    out.down_ = {-along_x * fall, -along_y * fall, -level};
    out.size_ = size;
    out.cx_ = size.width / 2.0;
    out.cy_ = size.height / 2.0;
    out.focal_ = out.cx_ / std::tan(pose.field_of_view_deg * std::numbers::pi / 360.0);
    return out;
}

std::optional<net::Point<net::Image>> PinholeCamera::pixel_of(const Place& place) const {
    const Place offset = place - eye_;
    const double depth = offset.dot(forward_);
    if (depth < kNearestM) return std::nullopt;
    return net::Point<net::Image>{cx_ + focal_ * offset.dot(right_) / depth,
                                  cy_ + focal_ * offset.dot(down_) / depth};
}

std::optional<net::Point<net::Floor>> PinholeCamera::floor_at(net::Point<net::Image> pixel) const {
    const Place direction = ray(pixel.x, pixel.y);
    if (direction[2] > -kHorizon) return std::nullopt;
    const double way = -eye_[2] / direction[2];
    return net::Point<net::Floor>{eye_[0] + way * direction[0], eye_[1] + way * direction[1]};
}

net::Result<std::vector<net::CalibrationPair>> surveyed_pairs(const PinholeCamera& camera, double width_m,
                                                              double height_m,
                                                              const SurveySettings& settings) {
    std::vector<net::CalibrationPair> out;
    // A camera that sees little of the plan is surveyed there more closely.
    for (int finer = 1; finer <= kFinest && out.size() < kFewestPairs; ++finer) {
        out = pairs_of_grid(camera, width_m, height_m, settings.columns * finer, settings.rows * finer);
    }
    if (out.size() < kFewestPairs) {
        return net::fail(
            net::ErrorCode::invalid_input,
            fmt::format("the camera sees only a corner of the floor plan or nothing of it ({} of "
                        "the {} places that a survey needs): turn the camera towards the floor",
                        out.size(), kFewestPairs));
    }
    std::uint64_t reading = settings.seed;
    for (auto& pair : out) {
        reading = mixed(reading);
        pair.image.x += settings.error_px * normal_of(reading);
        reading = mixed(reading);
        pair.image.y += settings.error_px * normal_of(reading);
        // Nobody reads a pixel that the picture does not have.
        pair.image.x = std::clamp(pair.image.x, 0.0, static_cast<double>(camera.size().width));
        pair.image.y = std::clamp(pair.image.y, 0.0, static_cast<double>(camera.size().height));
    }
    return out;
}

}  // namespace vigie::vision
