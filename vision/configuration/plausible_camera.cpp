#include "vision/configuration/plausible_camera.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "vision/analysis/person_size.hpp"

namespace vigie::vision {

namespace {

constexpr double kLowestM = 0.3;
constexpr double kHighestM = 150.0;
constexpr double kPersonM = 1.7;
constexpr double kFewestPixels = 4.0;   // so tall is nobody told from noise
constexpr double kMostPictures = 20.0;  // picture heights: so near is no floor seen

/// How many times as far away as the nearest floor the farthest is. Near 1 the camera looks straight down,
/// and its lens cannot be told.
double depth_ratio(const net::Homography& homography, const net::Polygon<net::Floor>& seen) {
    const auto& rows = homography.image_rows();
    double least = std::numeric_limits<double>::infinity();
    double most = 0.0;
    for (const auto& corner : seen.corners) {
        const double depth = rows[6] * corner.x + rows[7] * corner.y + rows[8];
        least = std::min(least, depth);
        most = std::max(most, depth);
    }
    return least > 0.0 ? most / least : std::numeric_limits<double>::infinity();
}

/// Largest size in pixels of somebody who stands on a corner of the floor that is seen, by the floor's own
/// scale there.
double largest_person_px(const net::Homography& homography, const net::Polygon<net::Floor>& seen) {
    constexpr double kStepM = 0.01;
    double most = 0.0;
    for (const auto& corner : seen.corners) {
        const auto at = homography.image_from_floor(corner);
        for (const net::Point<net::Floor> beside :
             {net::Point<net::Floor>{corner.x + kStepM, corner.y}, {corner.x, corner.y + kStepM}}) {
            const auto there = homography.image_from_floor(beside);
            if (at && there) most = std::max(most, net::distance(*at, *there) / kStepM * kPersonM);
        }
    }
    return most;
}

}  // namespace

std::optional<std::string> why_no_camera(const net::Homography& homography,
                                         const net::Polygon<net::Floor>& seen, std::uint32_t width,
                                         std::uint32_t height) {
    constexpr double kLooksStraightDown = 1.3;
    const double person = largest_person_px(homography, seen);
    if (person < kFewestPixels) {
        return fmt::format(
            "make everybody less than {:.0f} pixels tall; check that the floor's numbers are metres",
            kFewestPixels);
    }
    const auto camera =
        StandingProjection::from(homography, static_cast<int>(width), static_cast<int>(height));
    if (camera && (camera->height_m() < kLowestM || camera->height_m() > kHighestM)) {
        return fmt::format(
            "make a camera that hangs {:.2f} m above the floor; check that its numbers are metres",
            camera->height_m());
    }
    if (!camera && depth_ratio(homography, seen) > kLooksStraightDown) {
        return "make a camera with a lens that does not exist; check their numbers and their order";
    }
    if (!camera && person > kMostPictures * height) {
        return "make everybody larger than the picture; check that the floor's numbers are metres";
    }
    return std::nullopt;
}

}  // namespace vigie::vision
