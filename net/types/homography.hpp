// The projective map between a camera's picture and the floor that it sees.
#pragma once

#include <array>
#include <optional>
#include <span>

#include "net/types/geometry.hpp"
#include "net/types/result.hpp"

namespace vigie::net {

/// One surveyed correspondence: a pixel and the floor position that it shows.
struct CalibrationPair {
    Point<Image> image;
    Point<Floor> floor;
    bool operator==(const CalibrationPair&) const = default;
};

/// Image-to-floor homography, an immutable value. Lens distortion is not modelled.
class Homography {
public:
    /// Least-squares fit by the normalised direct linear transform (Hartley and Zisserman,
    /// Multiple View Geometry, algorithm 4.2). invalid_input with fewer than four pairs, with
    /// values that are not finite, or when the points are degenerate (three of four collinear,
    /// repeated): such a fit would place people anywhere.
    [[nodiscard]] static Result<Homography> fit(std::span<const CalibrationPair> pairs);

    /// From nine row-major numbers; invalid_input when not finite or not invertible.
    [[nodiscard]] static Result<Homography> from_rows(const std::array<double, 9>& rows);

    /// Floor position of a pixel; nothing at or beyond the horizon, where pixels show no floor.
    [[nodiscard]] std::optional<Point<Floor>> floor_from_image(Point<Image> pixel) const;

    /// Pixel of a floor position; nothing for positions behind the camera.
    [[nodiscard]] std::optional<Point<Image>> image_from_floor(Point<Floor> position) const;

    /// First-order propagation of a pixel's covariance (pixels squared) onto the floor (metres
    /// squared), through the Jacobian at that pixel; nothing where floor_from_image has nothing.
    [[nodiscard]] std::optional<Covariance<Floor>> floor_covariance(
        Point<Image> pixel, const Covariance<Image>& covariance) const;

    /// Row-major image-to-floor matrix, scaled so that visible floor has a positive denominator.
    [[nodiscard]] const std::array<double, 9>& rows() const { return forward_; }

    /// Row-major floor-to-image matrix; floor in front of the camera has a positive denominator.
    [[nodiscard]] const std::array<double, 9>& image_rows() const { return backward_; }

    /// Largest distance between a pair's floor point and where the map puts its pixel, metres.
    [[nodiscard]] double worst_error_m(std::span<const CalibrationPair> pairs) const;

    bool operator==(const Homography&) const = default;

private:
    Homography(const std::array<double, 9>& forward, const std::array<double, 9>& backward)
        : forward_(forward), backward_(backward) {}

    std::array<double, 9> forward_{};
    std::array<double, 9> backward_{};
};

}  // namespace vigie::net
