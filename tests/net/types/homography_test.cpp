#include "net/types/homography.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vigie::net {
namespace {

using ::testing::HasSubstr;

/// A camera 5 m high that looks down a hall, as a projective map; true values for the tests.
const std::array<double, 9> kTrue{0.02, 0.001, -6.0, 0.0005, -0.01, 14.0, 0.0, 0.0016, 0.12};

Homography camera() {
    return Homography::from_rows(kTrue).value();
}

std::vector<CalibrationPair> pairs_at(const std::vector<Point<Image>>& pixels) {
    std::vector<CalibrationPair> pairs;
    pairs.reserve(pixels.size());
    for (const auto& pixel : pixels) {
        pairs.push_back({pixel, camera().floor_from_image(pixel).value()});
    }
    return pairs;
}

const std::vector<Point<Image>> kFour{{50, 300}, {700, 310}, {650, 560}, {80, 550}};

void expect_fit_error(const std::vector<CalibrationPair>& pairs, std::string_view what) {
    const auto fit = Homography::fit(pairs);
    ASSERT_FALSE(fit);
    EXPECT_EQ(fit.error().code, ErrorCode::invalid_input);
    EXPECT_THAT(fit.error().message, HasSubstr(what));
}

TEST(Homography, FourPairsAreReproduced) {
    const auto pairs = pairs_at(kFour);
    const auto fit = Homography::fit(pairs);
    ASSERT_TRUE(fit) << fit.error().message;
    EXPECT_LT(fit->worst_error_m(pairs), 1e-9);
    // And it is the same map everywhere, not only at the pairs.
    for (double x = 0; x < 768; x += 64) {
        for (double y = 200; y < 576; y += 64) {
            const auto expected = camera().floor_from_image({x, y}).value();
            EXPECT_LT(distance(fit->floor_from_image({x, y}).value(), expected), 1e-6);
        }
    }
}

TEST(Homography, ManyNoisyPairsAreFittedInTheLeastSquaresSense) {
    std::vector<Point<Image>> pixels;
    for (double x = 50; x < 760; x += 140) {
        for (double y = 250; y < 570; y += 80) {
            pixels.push_back({x, y});
        }
    }
    auto pairs = pairs_at(pixels);
    double sign = 0.02;
    for (auto& pair : pairs) {
        pair.floor.x += sign;
        pair.floor.y -= sign;
        sign = -sign;
    }
    const auto fit = Homography::fit(pairs);
    ASSERT_TRUE(fit) << fit.error().message;
    EXPECT_LT(fit->worst_error_m(pairs), 0.1);
    EXPECT_LT(
        distance(fit->floor_from_image({400, 400}).value(), camera().floor_from_image({400, 400}).value()),
        0.02);
}

TEST(Homography, ThereAndBack) {
    for (double x = 0; x < 768; x += 50) {
        for (double y = 100; y < 576; y += 50) {
            const auto floor = camera().floor_from_image({x, y});
            ASSERT_TRUE(floor);
            const auto pixel = camera().image_from_floor(*floor);
            ASSERT_TRUE(pixel);
            EXPECT_LT(distance(*pixel, {x, y}), 1e-6);
        }
    }
}

TEST(Homography, TooFewPairs) {
    expect_fit_error({}, "at least 4 point pairs, got 0");
    expect_fit_error(pairs_at({kFour[0], kFour[1], kFour[2]}), "got 3");
}

TEST(Homography, ThreeCollinearPixelsOfFourAreRefused) {
    const auto pairs = pairs_at({{100, 300}, {300, 300}, {500, 300}, {300, 500}});
    expect_fit_error(pairs, "collinear");
}

TEST(Homography, AllCollinearPixelsAreRefused) {
    expect_fit_error(pairs_at({{100, 300}, {200, 350}, {300, 400}, {400, 450}, {500, 500}}),
                     "image points are collinear");
}

TEST(Homography, CollinearFloorPointsAreRefused) {
    std::vector<CalibrationPair> pairs;
    pairs.reserve(kFour.size());
    for (std::size_t i = 0; i < kFour.size(); ++i) {
        pairs.push_back({kFour[i], {1.0 * static_cast<double>(i), 2.0 * static_cast<double>(i)}});
    }
    expect_fit_error(pairs, "floor points are collinear");
}

TEST(Homography, NearlyCollinearIsRefusedToo) {
    expect_fit_error(pairs_at({{100, 300}, {300, 300.5}, {500, 300}, {700, 300.2}}), "collinear");
}

TEST(Homography, RepeatedPointsAreRefused) {
    expect_fit_error(pairs_at({kFour[0], kFour[1], kFour[2], kFour[2]}), "repeated");
    expect_fit_error(pairs_at({kFour[0], kFour[0], kFour[0], kFour[0]}), "repeated");
}

TEST(Homography, OneGoodQuadrupleAmongManyIsEnough) {
    auto pixels = kFour;
    pixels.push_back({375, 430});
    pixels.push_back({50, 300});
    EXPECT_TRUE(Homography::fit(pairs_at(pixels)));
}

TEST(Homography, ValuesThatAreNotFiniteAreRefused) {
    for (const double bad :
         {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
        auto pairs = pairs_at(kFour);
        pairs[2].image.x = bad;
        expect_fit_error(pairs, "not finite");
        pairs = pairs_at(kFour);
        pairs[1].floor.y = bad;
        expect_fit_error(pairs, "not finite");
    }
}

TEST(Homography, CrossedPairsContradictEachOther) {
    // Two floor points exchanged: the map that fits them folds the floor through the horizon.
    auto pairs = pairs_at(kFour);
    std::swap(pairs[0].floor, pairs[1].floor);
    expect_fit_error(pairs, "contradict");
}

TEST(Homography, MatricesThatAreNoMapsAreRefused) {
    EXPECT_FALSE(Homography::from_rows({}));
    EXPECT_FALSE(Homography::from_rows({1, 2, 3, 2, 4, 6, 0, 0, 1})) << "not invertible";
    auto rows = kTrue;
    rows[4] = std::numeric_limits<double>::quiet_NaN();
    EXPECT_FALSE(Homography::from_rows(rows));
    EXPECT_TRUE(Homography::from_rows({1, 0, 0, 0, 1, 0, 0, 0, 1}));
}

TEST(Homography, NothingAtAndBeyondTheHorizon) {
    const double horizon = -0.12 / 0.0016;
    EXPECT_TRUE(camera().floor_from_image({300, horizon + 1}));
    EXPECT_FALSE(camera().floor_from_image({300, horizon}));
    EXPECT_FALSE(camera().floor_from_image({300, horizon - 1}));
    // What lies behind the camera has a pixel in the algebra, and none in the picture.
    const auto ahead = camera().floor_from_image({300, 0}).value();
    EXPECT_TRUE(camera().image_from_floor(ahead));
    const Point<Floor> behind{-600, 3000};
    if (const auto pixel = camera().image_from_floor(behind)) {
        EXPECT_TRUE(camera().floor_from_image(*pixel)) << "only visible floor has a pixel";
    }
}

TEST(Homography, CovarianceIsThatOfASmallStep) {
    const Point<Image> pixel{350, 420};
    const double step = 1e-4;
    const auto at = camera().floor_from_image(pixel).value();
    const auto dx = camera().floor_from_image({pixel.x + step, pixel.y}).value() - at;
    const auto dy = camera().floor_from_image({pixel.x, pixel.y + step}).value() - at;
    const Covariance<Image> image{4.0, 1.5, 9.0};
    const auto floor = camera().floor_covariance(pixel, image).value();
    const auto j = [&](double v) { return v / step; };
    const double xx = j(dx.x) * j(dx.x) * 4.0 + 2.0 * j(dx.x) * j(dy.x) * 1.5 + j(dy.x) * j(dy.x) * 9.0;
    const double yy = j(dx.y) * j(dx.y) * 4.0 + 2.0 * j(dx.y) * j(dy.y) * 1.5 + j(dy.y) * j(dy.y) * 9.0;
    EXPECT_NEAR(floor.xx, xx, 1e-4 * xx);
    EXPECT_NEAR(floor.yy, yy, 1e-4 * yy);
    EXPECT_GE(floor.xx * floor.yy, floor.xy * floor.xy) << "positive semi-definite";
    EXPECT_FALSE(camera().floor_covariance({300, -1000}, image));
    // One pixel means more metres farther away.
    EXPECT_GT(camera().floor_covariance({350, 220}, {1, 0, 1})->yy,
              camera().floor_covariance({350, 520}, {1, 0, 1})->yy);
}

TEST(Homography, ScaleAndSignOfTheMatrixDoNotMatter) {
    auto scaled = kTrue;
    for (double& value : scaled) {
        value *= 1000.0;
    }
    EXPECT_LT(distance(Homography::from_rows(scaled)->floor_from_image({400, 400}).value(),
                       camera().floor_from_image({400, 400}).value()),
              1e-9);
}

}  // namespace
}  // namespace vigie::net
