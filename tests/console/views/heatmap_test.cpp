// Colours of density.
#include "console/views/heatmap.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/sample_messages.hpp"

namespace vigie::test {
namespace {

struct Rgba {
    int red;
    int green;
    int blue;
    int alpha;
};

Rgba parts(std::uint32_t colour) {
    return {static_cast<int>(colour & 0xFFU), static_cast<int>((colour >> 8U) & 0xFFU),
            static_cast<int>((colour >> 16U) & 0xFFU), static_cast<int>(colour >> 24U)};
}

std::uint32_t pixel_of(float density) {
    return console::heatmap_pixels({id<net::FloorId>("hall"), {0.0, 0.0}, 0.5, 1, 1, {density}}).front();
}

double luminance(std::uint32_t colour) {
    const Rgba rgba = parts(colour);
    return 0.2126 * rgba.red + 0.7152 * rgba.green + 0.0722 * rgba.blue;
}

TEST(HeatColour, IsInfernoAtItsEndsAndItsMiddle) {
    // Matplotlib's inferno: (0, 0, 4), (188, 55, 84) and (252, 255, 164); the published fit is within 8.
    const auto near = [](std::uint32_t colour, Rgba wanted) {
        const Rgba is = parts(colour);
        EXPECT_NEAR(is.red, wanted.red, 8);
        EXPECT_NEAR(is.green, wanted.green, 8);
        EXPECT_NEAR(is.blue, wanted.blue, 8);
        EXPECT_EQ(is.alpha, 255);
    };
    near(console::scale_colour(0.0), {0, 0, 4, 255});
    near(console::scale_colour(0.5), {188, 55, 84, 255});
    near(console::scale_colour(1.0), {252, 255, 164, 255});
    EXPECT_EQ(console::heat_colour(console::kHeatmapTop), console::scale_colour(1.0));
}

TEST(HeatColour, GrowsBrighterWithDensity) {
    for (double density = 0.25; density <= console::kHeatmapTop; density += 0.25) {
        EXPECT_GT(luminance(console::heat_colour(density)), luminance(console::heat_colour(density - 0.25)))
            << density;
    }
}

TEST(HeatColour, ShowsASinglePersonAndTellsWalkingBandsApart) {
    // A walker peaks at about a fifth of a person per m2; levels of service end at .31, .43, .72, 1.08
    // and 2.15.
    EXPECT_GT(parts(pixel_of(0.2F)).alpha, 100);
    EXPECT_GT(luminance(console::heat_colour(0.2)), luminance(console::scale_colour(0.3)));
    double before = 0.0;
    for (const double end : {0.31, 0.43, 0.72, 1.08, 2.15}) {
        EXPECT_GT(console::heat_place(end), before + 0.04) << end;
        before = console::heat_place(end);
    }
}

TEST(HeatColour, StaysAtItsEndsBeyondThem) {
    EXPECT_EQ(console::heat_colour(-3.0), console::heat_colour(0.0));
    EXPECT_EQ(console::heat_colour(80.0), console::heat_colour(console::kHeatmapTop));
    EXPECT_EQ(console::heat_colour(std::nan("")), console::heat_colour(0.0));
}

TEST(HeatmapPixels, AreTransparentWhereEmptyAndWhereNobodyLooks) {
    EXPECT_EQ(parts(pixel_of(0.0F)).alpha, 0);
    EXPECT_EQ(parts(pixel_of(0.01F)).alpha, 0);
    EXPECT_EQ(pixel_of(NAN), 0U);
}

TEST(HeatmapPixels, FadeInAndNeverHideThePlan) {
    const int half = parts(pixel_of(0.16F)).alpha;
    EXPECT_NEAR(half, 112, 2);  // the middle of the fade: half of 0.88
    EXPECT_EQ(parts(pixel_of(0.3F)).alpha, 224);
    EXPECT_EQ(parts(pixel_of(5.0F)).alpha, 224);
}

TEST(HeatmapPixels, AreOneACellInTheGridsOrder) {
    const std::vector<std::uint32_t> pixels = console::heatmap_pixels(sample_grid());
    ASSERT_EQ(pixels.size(), 6U);
    EXPECT_EQ(pixels[2], 0U);
    EXPECT_EQ(pixels[4] & 0xFFFFFFU, console::heat_colour(4.0) & 0xFFFFFFU);
}

TEST(HeatmapPixels, OfAGridWithMissingCellsAreTransparentThere) {
    net::DensityGrid grid = sample_grid();
    grid.people_per_m2.resize(2);
    const std::vector<std::uint32_t> pixels = console::heatmap_pixels(grid);
    ASSERT_EQ(pixels.size(), 6U);
    EXPECT_EQ(pixels[5], 0U);
}

}  // namespace
}  // namespace vigie::test
