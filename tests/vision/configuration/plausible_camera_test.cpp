// Calibrations that fit some map, and no camera.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "vision/configuration/field_of_view.hpp"
#include "vision/configuration/plausible_camera.hpp"

namespace vigie {
namespace {

using testing::HasSubstr;
using testing::Optional;

constexpr std::uint32_t kWidth = 640;
constexpr std::uint32_t kHeight = 480;

/// A camera 4 m above (10, 0) of the floor that looks along y and down by half a radian, focal length 500 px.
net::Point<net::Image> picture_of(net::Point<net::Floor> at) {
    const double right = at.x - 10.0;
    const double ahead = at.y;
    constexpr double kAboveM = 4.0;
    const double depth = ahead * std::cos(0.5) + kAboveM * std::sin(0.5);
    const double down = kAboveM * std::cos(0.5) - ahead * std::sin(0.5);
    return {320.0 - 500.0 * right / depth, 240.0 + 500.0 * down / depth};
}

/// Four surveyed places on the floor.
std::vector<net::CalibrationPair> survey() {
    std::vector<net::CalibrationPair> out;
    for (const net::Point<net::Floor> at :
         {net::Point<net::Floor>{8.0, 4.0}, {12.0, 4.0}, {14.0, 12.0}, {6.0, 12.0}}) {
        out.push_back({picture_of(at), at});
    }
    return out;
}

std::optional<std::string> why_not(const std::vector<net::CalibrationPair>& pairs, double plan_m = 30.0) {
    const auto map = net::Homography::fit(pairs);
    if (!map) {
        ADD_FAILURE() << map.error().message;
        return std::nullopt;
    }
    const net::FloorPlan plan{*net::FloorId::parse("hall"), "Hall", plan_m, plan_m, {}};
    const auto seen = vision::field_of_view(*map, kWidth, kHeight, plan);
    EXPECT_FALSE(seen.corners.empty());
    return vision::why_no_camera(*map, seen, kWidth, kHeight);
}

std::vector<net::CalibrationPair> straight_down(double pixels_by_metre) {
    std::vector<net::CalibrationPair> out;
    for (const net::Point<net::Image> at :
         {net::Point<net::Image>{20.0, 20.0}, {600.0, 30.0}, {590.0, 400.0}, {40.0, 420.0}}) {
        out.push_back({at, {at.x / pixels_by_metre, at.y / pixels_by_metre}});
    }
    return out;
}

TEST(PlausibleCamera, ASurveyOfACameraIsOne) {
    EXPECT_EQ(why_not(survey()), std::nullopt);
}

TEST(PlausibleCamera, ACameraThatLooksStraightDownIsOne) {
    EXPECT_EQ(why_not(straight_down(100.0)), std::nullopt);
}

TEST(PlausibleCamera, MillimetresMakeACameraInTheClouds) {
    auto pairs = survey();
    for (auto& pair : pairs) pair.floor = {1000.0 * pair.floor.x, 1000.0 * pair.floor.y};
    EXPECT_THAT(why_not(pairs, 30000.0), Optional(HasSubstr("metres")));
}

TEST(PlausibleCamera, KilometresMakeACameraThatLiesOnTheFloor) {
    auto pairs = survey();
    for (auto& pair : pairs) pair.floor = {0.001 * pair.floor.x, 0.001 * pair.floor.y};
    EXPECT_THAT(why_not(pairs), Optional(HasSubstr("hangs 0.00 m above the floor")));
}

TEST(PlausibleCamera, FromStraightAboveEverybodyIsAtLeastAFewPixels) {
    EXPECT_THAT(why_not(straight_down(1.0), 700.0), Optional(HasSubstr("less than 4 pixels")));
}

TEST(PlausibleCamera, OneOfFourPairsMistypedMakesALensThatDoesNotExist) {
    auto pairs = survey();
    pairs[2].floor.y = 42.0;
    EXPECT_THAT(why_not(pairs), Optional(HasSubstr("lens that does not exist")));
}

}  // namespace
}  // namespace vigie
