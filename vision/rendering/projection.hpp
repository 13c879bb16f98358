// What a pinhole camera above a floor sees where: places of the venue to pixels and back.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <opencv2/core.hpp>

#include "net/types/geometry.hpp"
#include "net/types/homography.hpp"
#include "net/types/result.hpp"

namespace vigie::vision {

/// A place above a floor plan: x and y of the plan (y down as drawn), z up, metres. A left-handed system.
using Place = cv::Vec3d;

[[nodiscard]] inline Place place_of(net::Point<net::Floor> at, double height_m) {
    return {at.x, at.y, height_m};
}

/// Where a camera hangs and what it looks at. Plain values.
struct CameraPose {
    net::FloorId floor;
    net::Point<net::Floor> at;
    double height_m = 4.0;            ///< of its lens above the floor
    net::Point<net::Floor> look_at;   ///< place of the floor that is in the middle of the picture
    double field_of_view_deg = 70.0;  ///< horizontal, 5 to 150
    double turned_deg = 0.0;          ///< panned from there about the vertical, to the right as it sees
};

/// Pixels of places, by a pinhole without lens distortion whose axis passes through the picture's middle.
/// The middle of the upper left pixel is (0.5, 0.5). Immutable; any thread.
class PinholeCamera {
public:
    /// invalid_input for a pose that sees no floor: not above it, looking at its own foot, or no view angle.
    [[nodiscard]] static net::Result<PinholeCamera> create(const CameraPose& pose, cv::Size size);

    /// Pixel of a place; nothing nearer than a decimetre before the lens, or behind it.
    [[nodiscard]] std::optional<net::Point<net::Image>> pixel_of(const Place& place) const;
    /// Floor place that a pixel shows; nothing at or above the horizon.
    [[nodiscard]] std::optional<net::Point<net::Floor>> floor_at(net::Point<net::Image> pixel) const;
    /// Direction of a pixel's ray, with a length of 1 along the optical axis.
    [[nodiscard]] Place ray(double x, double y) const {
        return forward_ + right_ * ((x - cx_) / focal_) + down_ * ((y - cy_) / focal_);
    }
    /// Distance along the optical axis, metres; negative behind the camera.
    [[nodiscard]] double depth_of(const Place& place) const { return (place - eye_).dot(forward_); }

    [[nodiscard]] const Place& eye() const { return eye_; }
    [[nodiscard]] const Place& forward() const { return forward_; }
    [[nodiscard]] const Place& right() const { return right_; }
    [[nodiscard]] const Place& down() const { return down_; }
    [[nodiscard]] double focal_px() const { return focal_; }
    [[nodiscard]] cv::Size size() const { return size_; }

private:
    Place eye_;
    Place forward_;
    Place right_;
    Place down_;
    double focal_ = 1.0;
    double cx_ = 0.0;
    double cy_ = 0.0;
    cv::Size size_;
};

/// How a surveyor of a simulated camera errs. Plain values.
struct SurveySettings {
    int columns = 5;         ///< of the grid of surveyed pixels, 3 to 8
    int rows = 4;            ///< 3 to 8
    double error_px = 0.0;   ///< standard deviation of a pixel as read, either way
    std::uint64_t seed = 1;  ///< of those errors
};

/// Calibration pairs as a survey would give them: a grid of pixels and the floor of the plan (`width_m` by
/// `height_m`) that they show. invalid_input when fewer than six pixels of the grid show it.
[[nodiscard]] net::Result<std::vector<net::CalibrationPair>> surveyed_pairs(const PinholeCamera& camera,
                                                                            double width_m, double height_m,
                                                                            const SurveySettings& settings);

}  // namespace vigie::vision
