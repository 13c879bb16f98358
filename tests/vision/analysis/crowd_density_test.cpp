// The density of a crowd from the gaps in it: silhouettes of upright bodies, no clothes, no light.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <vector>

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "tests/vision/analysis/walking_scene.hpp"
#include "vision/analysis/crowd_density.hpp"
#include "vision/analysis/person_size.hpp"

namespace vigie {
namespace {

constexpr int kCell = 4;  // pixels

class CrowdDensityTest : public ::testing::Test {
protected:
    CrowdDensityTest()
        : floor_(*net::Homography::fit(test::drawn_calibration().pairs)),
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
        cv::resize(picture, cells, {640 / kCell, 480 / kCell}, 0, 0, cv::INTER_AREA);
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

TEST_F(CrowdDensityTest, IsOfWhoStandsAtRandomPlaces) {
    for (const double per_m2 : {1.0, 2.0}) {
        double sum = 0.0;
        for (std::uint64_t seed = 1; seed <= 3; ++seed) {
            sum += density().estimate(seen(crowd(per_m2, seed))).people / 3.0;
        }
        EXPECT_NEAR(sum, 36.0 * per_m2, 0.25 * 36.0 * per_m2) << per_m2;
    }
}

TEST_F(CrowdDensityTest, NobodyIsNobodyAndGapsCloseAsPeopleCome) {
    EXPECT_EQ(density().estimate(seen({})).people, 0.0);
    double vacant = 1.0;
    double people = 0.0;
    for (const double per_m2 : {0.5, 1.0, 2.0, 3.0, 5.0}) {
        const auto piece = density().estimate(seen(crowd(per_m2, 4)));
        EXPECT_LT(piece.vacant, vacant) << per_m2;
        EXPECT_GT(piece.people, people) << per_m2;
        vacant = piece.vacant;
        people = piece.people;
    }
}

TEST_F(CrowdDensityTest, KnowsHowSteeplyTheCameraLooksDown) {
    const auto near = density().estimate(seen({{10.0, 18.0}, {10.5, 18.0}, {11.0, 18.0}}));
    const auto far = density().estimate(seen({{10.0, 8.0}, {10.5, 8.0}, {11.0, 8.0}}));
    ASSERT_GT(near.people, 0.0);
    ASSERT_GT(far.people, 0.0);
    EXPECT_GT(near.steepness, 1.3 * far.steepness) << "further away a camera looks flatter";
    EXPECT_GT(far.steepness, 0.1);
    EXPECT_EQ(density().estimate(seen({})).steepness, 0.0);
}

TEST_F(CrowdDensityTest, PutsPeopleWhereTheyStand) {
    std::vector<net::Point<net::Floor>> people;
    for (const auto& at : crowd(1.5, 7)) {
        people.push_back({at.x < 10.0 ? at.x : 20.0 - at.x, at.y});  // all in the left half
    }
    double left = 0.0;
    double all = 0.0;
    for (const auto& place : density().estimate(seen(people)).places) {
        all += place.people;
        left += place.at.x < 10.3 ? place.people : 0.0;
    }
    EXPECT_GT(left, 0.9 * all);
    EXPECT_GT(all, 0.0);
}

}  // namespace
}  // namespace vigie
