#include "vision/analysis/density.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "net/types/geometry.hpp"

namespace vigie::vision {

DensityMap::DensityMap(const CountSettings& settings, const net::FloorPlan& plan,
                       const net::Calibration& calibration, const net::Homography& floor, int width,
                       int height)
    : settings_(settings) {
    empty_.floor = plan.floor;
    empty_.cell_m = settings.cell_m;
    empty_.columns = static_cast<std::uint32_t>(std::ceil(plan.width_m / settings.cell_m));
    empty_.rows = static_cast<std::uint32_t>(std::ceil(plan.height_m / settings.cell_m));
    const auto rows = static_cast<int>(empty_.rows);
    const auto columns = static_cast<int>(empty_.columns);
    seen_ = cv::Mat::zeros(rows, columns, CV_8U);
    for (int r = 0; r < rows; ++r) {
        for (int c = 0; c < columns; ++c) {
            const net::Point<net::Floor> middle{(c + 0.5) * settings.cell_m, (r + 0.5) * settings.cell_m};
            if (!calibration.field_of_view.corners.empty() &&
                !net::contains(calibration.field_of_view, middle)) {
                continue;
            }
            const auto pixel = floor.image_from_floor(middle);
            if (pixel && pixel->x >= 0.0 && pixel->y >= 0.0 && pixel->x < width && pixel->y < height) {
                seen_.at<uchar>(r, c) = 1;
            }
        }
    }
    restart();
}

void DensityMap::restart() {
    now_ = cv::Mat::zeros(seen_.size(), CV_32F);
    smooth_ = cv::Mat::zeros(seen_.size(), CV_32F);
    fresh_ = true;
}

void DensityMap::spread(const net::FloorEstimate& person, double weight) {
    const double body = settings_.kernel_m * settings_.kernel_m;
    const double xx = person.covariance.xx + body;
    const double yy = person.covariance.yy + body;
    const double xy = person.covariance.xy;
    const double determinant = xx * yy - xy * xy;
    if (!(determinant > 0.0)) {
        return;
    }
    const double cell = settings_.cell_m;
    const double reach_x = 3.0 * std::sqrt(xx);
    const double reach_y = 3.0 * std::sqrt(yy);
    const auto clamped = [cell](double metres, int most) {
        return static_cast<int>(std::clamp(std::floor(metres / cell), 0.0, static_cast<double>(most)));
    };
    const int c0 = clamped(person.at.x - reach_x, seen_.cols - 1);
    const int c1 = clamped(person.at.x + reach_x, seen_.cols - 1);
    const int r0 = clamped(person.at.y - reach_y, seen_.rows - 1);
    const int r1 = clamped(person.at.y + reach_y, seen_.rows - 1);
    cv::Mat kernel = cv::Mat::zeros(r1 - r0 + 1, c1 - c0 + 1, CV_32F);
    double total = 0.0;
    for (int r = r0; r <= r1; ++r) {
        for (int c = c0; c <= c1; ++c) {
            if (seen_.at<uchar>(r, c) == 0) {
                continue;
            }
            const double x = (c + 0.5) * cell - person.at.x;
            const double y = (r + 0.5) * cell - person.at.y;
            const double near = std::exp(-0.5 * (x * x * yy - 2.0 * x * y * xy + y * y * xx) / determinant);
            kernel.at<float>(r - r0, c - c0) = static_cast<float>(near);
            total += near;
        }
    }
    if (total > 1e-6) {
        now_(cv::Rect(c0, r0, c1 - c0 + 1, r1 - r0 + 1)) += kernel * (weight / (total * cell * cell));
    }
}

void DensityMap::update(const std::vector<net::FloorEstimate>& people, const std::vector<CrowdPlace>& crowds,
                        double seconds) {
    now_.setTo(0);
    for (const auto& person : people) {
        spread(person, 1.0);
    }
    for (const auto& place : crowds) {
        spread({place.at, {}, {}}, place.people);
    }
    const double share = fresh_ ? 1.0 : 1.0 - std::exp(-seconds / settings_.density_s);
    smooth_ = (1.0 - share) * smooth_ + share * now_;
    fresh_ = false;
}

net::DensityGrid DensityMap::grid() const {
    net::DensityGrid out = empty_;
    out.people_per_m2.reserve(static_cast<std::size_t>(seen_.total()));
    for (int r = 0; r < seen_.rows; ++r) {
        for (int c = 0; c < seen_.cols; ++c) {
            out.people_per_m2.push_back(seen_.at<uchar>(r, c) != 0 ? smooth_.at<float>(r, c)
                                                                   : std::numeric_limits<float>::quiet_NaN());
        }
    }
    return out;
}

}  // namespace vigie::vision
