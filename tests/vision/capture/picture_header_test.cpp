// The size of a picture before it is decoded, of each kind that a folder plays.
#include "vision/capture/picture_header.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include <opencv2/imgcodecs.hpp>

namespace vigie::vision {
namespace {

TEST(PictureHeader, IsReadOfEachKindOfFile) {
    for (const char* ending : {".jpg", ".png", ".bmp", ".tif", ".webp", ".ppm"}) {
        for (const cv::Size size : {cv::Size(161, 90), cv::Size(7, 300)}) {
            cv::Mat picture(size, CV_8UC3);
            cv::randu(picture, 0, 255);
            std::vector<uchar> bytes;
            ASSERT_TRUE(cv::imencode(ending, picture, bytes)) << ending;
            const auto told = size_in_header(bytes);
            ASSERT_TRUE(told) << ending;
            EXPECT_EQ(*told, size) << ending;
        }
    }
    std::vector<uchar> lossless;
    ASSERT_TRUE(cv::imencode(".webp", cv::Mat(90, 161, CV_8UC3, cv::Scalar(1, 2, 3)), lossless,
                             {cv::IMWRITE_WEBP_QUALITY, 101}));
    EXPECT_EQ(size_in_header(lossless), cv::Size(161, 90));
    const std::string pgm = "P5\n# from a scanner\n 640\t480\n255\n";
    EXPECT_EQ(size_in_header(std::vector<std::uint8_t>(pgm.begin(), pgm.end())), cv::Size(640, 480));
}

TEST(PictureHeader, OfAFileThatIsCutAnywhereIsNothingOrTrue) {
    for (const char* ending : {".jpg", ".png", ".bmp", ".tif", ".webp", ".ppm"}) {
        std::vector<uchar> bytes;
        ASSERT_TRUE(cv::imencode(ending, cv::Mat(90, 161, CV_8UC3, cv::Scalar(1, 2, 3)), bytes));
        for (std::size_t length = 0; length < bytes.size(); ++length) {
            // Memory of its own: a sanitizer sees each byte read beyond.
            const std::vector<std::uint8_t> cut(bytes.begin(),
                                                bytes.begin() + static_cast<std::ptrdiff_t>(length));
            const auto told = size_in_header(cut);
            if (told && std::string(ending) != ".ppm") {
                EXPECT_EQ(*told, cv::Size(161, 90)) << ending << " " << length;
            }
        }
    }
}

TEST(PictureHeader, OfWhatIsNoPictureIsNothing) {
    for (const std::string text :
         {"", "BM", "P6", "P6\n0 0\n255\n", "this is no picture", "\xFF\xD8\xFF\xD9"}) {
        EXPECT_FALSE(size_in_header(std::vector<std::uint8_t>(text.begin(), text.end()))) << text;
    }
}

}  // namespace
}  // namespace vigie::vision
