#include "console/app/jpeg_decoder.hpp"

#include <gtest/gtest.h>

#include "tests/console/app/jpeg_samples.hpp"

namespace vigie::console {
namespace {

TEST(DecodedSize, IsTheSmallestThatCoversThePlace) {
    const PixelSize source{1280, 720};
    EXPECT_EQ(decoded_size(source, {}), source);
    EXPECT_EQ(decoded_size(source, {1280, 720}), source);
    EXPECT_EQ(decoded_size(source, {641, 300}), source);
    EXPECT_EQ(decoded_size(source, {640, 360}), (PixelSize{640, 360}));
    EXPECT_EQ(decoded_size(source, {300, 180}), (PixelSize{320, 180}));
    EXPECT_EQ(decoded_size(source, {10, 10}), (PixelSize{160, 90}));
    EXPECT_EQ(decoded_size(source, {4000, 4000}), source);
}

TEST(DecodedSize, RoundsUp) {
    EXPECT_EQ(decoded_size({451, 301}, {200, 100}), (PixelSize{226, 151}));
}

TEST(JpegDecoder, DecodesToOpaqueRgbaAtFullSize) {
    JpegDecoder decoder;
    std::vector<std::uint8_t> rgba;
    const auto size = decoder.decode(test::grey_jpeg(64, 48, 100), {64, 48}, {}, rgba);
    ASSERT_TRUE(size) << size.error().message;
    EXPECT_EQ(*size, (PixelSize{64, 48}));
    ASSERT_EQ(rgba.size(), 64U * 48U * 4U);
    for (std::size_t i = 0; i < rgba.size(); i += 4) {
        ASSERT_NEAR(rgba[i], 100, 2);
        ASSERT_NEAR(rgba[i + 2], 100, 2);
        ASSERT_EQ(rgba[i + 3], 255);
    }
}

TEST(JpegDecoder, DecodesAtTheSizeOfThePlace) {
    JpegDecoder decoder;
    std::vector<std::uint8_t> rgba;
    const auto size = decoder.decode(test::grey_jpeg(451, 301, 200), {451, 301}, {100, 60}, rgba);
    ASSERT_TRUE(size) << size.error().message;
    EXPECT_EQ(*size, (PixelSize{113, 76}));
    ASSERT_EQ(rgba.size(), 113U * 76U * 4U);
    EXPECT_NEAR(rgba[0], 200, 2);
    EXPECT_NEAR(rgba[rgba.size() - 4], 200, 2);
}

TEST(JpegDecoder, RefusesWhatIsNoJpeg) {
    JpegDecoder decoder;
    std::vector<std::uint8_t> rgba;
    EXPECT_FALSE(decoder.decode({}, {1, 1}, {}, rgba));
    const std::vector<std::uint8_t> garbage(1000, 0x5A);
    const auto result = decoder.decode(garbage, {64, 48}, {}, rgba);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, net::ErrorCode::invalid_input);
    EXPECT_NE(result.error().message.find("1000 bytes are no JPEG"), std::string::npos)
        << result.error().message;
}

TEST(JpegDecoder, RefusesEveryCutInsteadOfShowingHalfAPicture) {
    JpegDecoder decoder;
    std::vector<std::uint8_t> rgba;
    const auto whole = test::grey_jpeg(64, 48, 100);
    for (std::size_t size = 0; size + 2 < whole.size(); ++size) {
        ASSERT_FALSE(decoder.decode(std::span(whole).first(size), {64, 48}, {}, rgba)) << size << " bytes";
    }
    EXPECT_TRUE(decoder.decode(whole, {64, 48}, {}, rgba));
}

TEST(JpegDecoder, RefusesAnotherSizeThanAnnounced) {
    JpegDecoder decoder;
    std::vector<std::uint8_t> rgba;
    const auto result = decoder.decode(test::grey_jpeg(64, 48, 100), {48, 64}, {}, rgba);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().message, "a JPEG of 64x48 pixels was announced as 48x64");
}

TEST(JpegDecoder, RefusesHugePicturesBeforeReservingMemory) {
    JpegDecoder decoder;
    std::vector<std::uint8_t> rgba;
    auto jpeg = test::grey_jpeg(64, 48, 100);
    for (std::size_t i = 0; i + 9 < jpeg.size(); ++i) {
        if (jpeg[i] == 0xFF && jpeg[i + 1] == 0xC0) {
            std::fill_n(jpeg.begin() + static_cast<std::ptrdiff_t>(i) + 5, 4, std::uint8_t{0xF0});
        }
    }
    ASSERT_FALSE(decoder.decode(jpeg, {0xF0F0, 0xF0F0}, {}, rgba));
    EXPECT_TRUE(rgba.empty());
}

}  // namespace
}  // namespace vigie::console
