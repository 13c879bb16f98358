// Silhouettes of upright bodies at places of a floor: no clothes, no light.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "tests/vision/analysis/walking_scene.hpp"
#include "vision/analysis/crowd_density.hpp"
#include "vision/analysis/person_size.hpp"

namespace vigie::test {

constexpr int kCellPx = 4;

class SilhouettesTest : public ::testing::Test {
protected:
    SilhouettesTest()
        : floor_(*net::Homography::fit(drawn_calibration().pairs)),
          standing_(*vision::StandingProjection::from(floor_, 640, 480)) {}

    /// Shares of foreground of each cell with people at these places: legs, trunk and head.
    [[nodiscard]] cv::Mat seen(const std::vector<net::Point<net::Floor>>& people) const {
        cv::Mat picture = cv::Mat::zeros(480, 640, CV_8U);
        for (const auto& at : people) {
            const auto foot = standing_.above(at, 0.0);
            const auto hip = standing_.above(at, 0.85);
            const auto neck = standing_.above(at, 1.48);
            const auto top = standing_.above(at, 1.73);
            const double metre = (foot->y - top->y) / 1.73;
            fill(picture, *foot, *hip, 0.30 * metre);
            fill(picture, *hip, *neck, 0.44 * metre);
            fill(picture, *neck, *top, 0.19 * metre);
        }
        cv::Mat cells;
        cv::resize(picture, cells, {640 / kCellPx, 480 / kCellPx}, 0, 0, cv::INTER_AREA);
        cv::Mat out;
        cells.convertTo(out, CV_32F, 1.0 / 255.0);
        return out;
    }
    /// A square crowd at random places, 6 m by 6 m.
    [[nodiscard]] static std::vector<net::Point<net::Floor>> crowd(double per_m2, std::uint64_t seed) {
        cv::RNG random(seed);
        std::vector<net::Point<net::Floor>> out;
        const auto wanted = static_cast<std::size_t>(std::lround(36.0 * per_m2));
        while (out.size() < wanted) {
            out.push_back({random.uniform(7.0, 13.0), random.uniform(14.0, 20.0)});
        }
        return out;
    }
    [[nodiscard]] vision::CrowdDensity density() const {
        return *vision::CrowdDensity::create({}, floor_, std::nullopt, 640, 480);
    }

    net::Homography floor_;
    vision::StandingProjection standing_;

private:
    static void fill(cv::Mat& picture, net::Point<net::Image> low, net::Point<net::Image> high,
                     double width) {
        const cv::Rect part(cvRound(low.x - width / 2.0), cvRound(high.y), std::max(1, cvRound(width)),
                            std::max(1, cvRound(low.y - high.y)));
        picture(part & cv::Rect({}, picture.size())).setTo(255);
    }
};

}  // namespace vigie::test
