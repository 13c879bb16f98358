// People beside the middle of a wide lens that looks down.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "net/types/homography.hpp"
#include "vision/analysis/person_size.hpp"
#include "vision/analysis/splitter.hpp"

namespace vigie {
namespace {

/// Five metres up and looking steeply down, by a wide lens.
net::Homography wide_view() {
    const auto pixel = [](net::Point<net::Floor> at) {
        const double down = 0.9;
        const double ahead = at.y;
        const double depth = ahead * std::cos(down) + 5.0 * std::sin(down);
        return net::Point<net::Image>{
            320.0 + 330.0 * at.x / depth,
            240.0 + 330.0 * (5.0 * std::cos(down) - ahead * std::sin(down)) / depth};
    };
    std::vector<net::CalibrationPair> pairs;
    for (const auto& at : std::vector<net::Point<net::Floor>>{{-4, 2}, {4, 2}, {-4, 9}, {4, 9}, {0, 5}}) {
        pairs.push_back({pixel(at), at});
    }
    return *net::Homography::fit(pairs);
}

TEST(Splitter, SeesOnePersonInABodyThatLeansInAWideView) {
    const vision::PersonSettings person;
    const auto floor = wide_view();
    const auto standing = vision::StandingProjection::from(floor, 640, 480);
    ASSERT_TRUE(standing);
    const vision::PersonSize size(person, floor, std::nullopt, 640, 480);
    vision::Splitter splitter(vision::SplitterSettings{}, person);
    for (const double x : {-4.0, -2.5, 0.0, 2.5, 4.0}) {
        const net::Point<net::Floor> at{x, 4.0};
        cv::Mat foreground = cv::Mat::zeros(480, 640, CV_8U);
        const auto pixel = [&](double metres) {
            const auto there = standing->above(at, metres);
            return cv::Point(cvRound(there->x), cvRound(there->y));
        };
        const int width = cvRound(0.3 * cv::norm(pixel(1.6) - pixel(0.1)) / 1.5);
        cv::line(foreground, pixel(0.1), pixel(1.6), 255, width);
        const auto figures = splitter.split(foreground, 1.0, size, {});
        ASSERT_EQ(figures.size(), 1U) << "at " << x << " m beside the middle";
        const auto foot = floor.floor_from_image(figures[0].box.foot());
        ASSERT_TRUE(foot);
        EXPECT_LT(net::distance(*foot, at), 0.35) << "at " << x << " m beside the middle";
        const auto body = size.around_body(figures[0].box);
        EXPECT_NEAR(body.x + body.width / 2.0, pixel(0.85).x, 0.15 * body.height);
    }
}

}  // namespace
}  // namespace vigie
