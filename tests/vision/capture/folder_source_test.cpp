// Folders of pictures played as cameras, good and bad.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <opencv2/imgcodecs.hpp>

#include "tests/support/fake_clock.hpp"
#include "tests/support/temporary_folder.hpp"
#include "vision/capture/camera_capture.hpp"

namespace vigie {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using namespace std::chrono_literals;
using vision::CaptureState;

class FolderSourceTest : public ::testing::Test {
protected:
    vision::FolderSource source() const { return {folder_.path() / "pictures", 5.0, true, false}; }

    void SetUp() override { std::filesystem::create_directory(folder_.path() / "pictures"); }

    std::filesystem::path place(const std::string& name) const { return folder_.path() / "pictures" / name; }

    void put(const std::string& name, int grey, cv::Size size = {96, 80}, int type = CV_8UC3) const {
        ASSERT_TRUE(cv::imwrite(place(name).string(), cv::Mat(size, type, cv::Scalar::all(grey)))) << name;
    }
    void write(const std::string& name, const std::string& content) const {
        std::ofstream(place(name), std::ios::binary) << content;
    }

    /// Grey levels of up to `most` frames; goes on after failures, whose sentences are kept.
    std::vector<int> play(const vision::FolderSource& from, std::size_t most) {
        vision::CaptureSettings settings;
        settings.source = from;
        vision::CameraCapture capture(settings, vision::make_reader(settings.source, clock_), clock_);
        std::vector<int> out;
        failures_.clear();
        waited_ = {};
        for (int steps = 0; out.size() < most && steps < 200; ++steps) {
            const auto failed = capture.status().failures;
            auto step = capture.step();
            if (step.frame) {
                EXPECT_EQ(step.frame->picture.type(), CV_8UC3);
                out.push_back(cvRound(cv::mean(step.frame->picture)[0]));
                stream_.push_back(step.frame->stamp.stream);
            }
            if (capture.status().failures != failed) failures_.push_back(capture.status().message);
            unreadable_ = capture.status().unreadable;
            if (capture.status().state == CaptureState::ended) break;
            clock_.advance(step.wait);
            waited_ += step.wait;
        }
        state_ = capture.status().state;
        return out;
    }

    test::FakeClock clock_;
    test::TemporaryFolder folder_;
    std::vector<net::Sentence> failures_;
    std::vector<net::StreamTime> stream_;
    net::Microseconds waited_{};
    CaptureState state_ = CaptureState::opening;
    std::uint64_t unreadable_ = 0;
};

TEST_F(FolderSourceTest, PlaysPicturesInTheOrderOfTheirNumbersAtTheCamerasRate) {
    put("frame10.png", 100);
    put("frame2.png", 20);
    put("frame1.jpg", 10);
    put("FRAME0.PNG", 5);
    write("notes.txt", "not a picture");
    std::filesystem::create_directory(place("frame3.png"));
    EXPECT_THAT(play(source(), 100), ElementsAre(5, 10, 20, 100));
    EXPECT_EQ(state_, CaptureState::ended);
    EXPECT_TRUE(failures_.empty());
    EXPECT_THAT(stream_, ElementsAre(0us, 200'000us, 400'000us, 600'000us));
}

TEST_F(FolderSourceTest, ALoopLooksAgainWhatIsThere) {
    put("1.png", 10);
    auto looping = source();
    looping.loop = true;
    EXPECT_THAT(play(looping, 3), ElementsAre(10, 10, 10));
    EXPECT_EQ(state_, CaptureState::running);
}

TEST_F(FolderSourceTest, GreyPicturesPlayAndAnotherSizeIsAnotherEpoch) {
    put("1.png", 30, {96, 80}, CV_8UC1);
    put("2.png", 60, {128, 80});
    EXPECT_THAT(play(source(), 10), ElementsAre(30, 60));
}

TEST_F(FolderSourceTest, APictureThatCannotBeReadIsToldAndPassedOver) {
    put("1.png", 10);
    write("2.png", "this is no picture");
    put("3.png", 30);
    put("4.png", 40, {96, 80}, CV_16UC3);
    put("5.png", 50, {32, 20});
    put("6.png", 60);
    EXPECT_THAT(play(source(), 10), ElementsAre(10, 30, 60));
    ASSERT_EQ(failures_.size(), 3U);
    const std::vector<std::string> names{"2.png' cannot be read", "4.png' is not of 8 bits a channel",
                                         "5.png' is 32x20, sides of 64 to 8192"};
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_THAT(failures_[i].english, HasSubstr(names[i]));
        EXPECT_EQ(failures_[i].reason, net::Reason::source_picture_broken);
    }
    EXPECT_EQ(state_, CaptureState::ended);
    EXPECT_EQ(unreadable_, 3U);
}

TEST_F(FolderSourceTest, PicturesThatCannotBeReadAreCountedOnceHoweverOftenTheFolderIsPlayed) {
    put("1.png", 10);
    write("2.png", "this is no picture");
    write("3.png", "nor this");
    auto looping = source();
    looping.loop = true;
    EXPECT_EQ(play(looping, 6).size(), 6U);
    EXPECT_GT(failures_.size(), 6U);
    EXPECT_EQ(unreadable_, 2U);
}

/// The head of a PNG of that size, and nothing behind it.
std::string png_of(std::uint32_t width, std::uint32_t height) {
    std::string out("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16);
    for (const auto side : {width, height}) {
        for (const unsigned shift : {24U, 16U, 8U, 0U}) out += static_cast<char>(side >> shift & 0xFFU);
    }
    return out + std::string("\x08\x02\0\0\0", 5);
}

TEST_F(FolderSourceTest, APictureTooLargeIsRefusedByItsHeadBeforeItIsDecoded) {
    put("1.png", 10);
    write("2.png", png_of(30000, 30000));
    write("3.png", png_of(0xFFFFFFFF, 70));
    std::ofstream(place("4.bmp"), std::ios::binary) << "BM";
    std::filesystem::resize_file(place("4.bmp"), std::uintmax_t{3} << 30U);
    put("5.png", 50);
    EXPECT_THAT(play(source(), 10), ElementsAre(10, 50));
    ASSERT_EQ(failures_.size(), 3U);
    EXPECT_THAT(
        failures_[0].english,
        HasSubstr("2.png' is 30000x30000, sides of 64 to 8192 pixels are analysed: it is passed over"));
    EXPECT_THAT(failures_[1].english, HasSubstr("3.png' is 1073741824x70, sides of 64"));
    EXPECT_THAT(failures_[2].english, HasSubstr("4.bmp' is a file of 3221 MB, up to 512 MB are read"));
    EXPECT_EQ(unreadable_, 3U);
}

TEST_F(FolderSourceTest, ABrokenLastPictureDoesNotStopALoop) {
    put("1.png", 10);
    write("2.png", "this is no picture");
    auto looping = source();
    looping.loop = true;
    EXPECT_THAT(play(looping, 3), ElementsAre(10, 10, 10));
    for (const auto& failure : failures_) {
        EXPECT_EQ(failure.reason, net::Reason::source_picture_broken) << failure.english;
    }
}

TEST_F(FolderSourceTest, ATruncatedJpegIsNotShownAsWhole) {
    cv::Mat noise(120, 160, CV_8UC3);
    cv::randu(noise, 0, 255);
    ASSERT_TRUE(cv::imwrite(place("1.jpg").string(), noise));
    std::ifstream in(place("1.jpg"), std::ios::binary);
    const std::string whole{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    write("1.jpg", whole.substr(0, whole.size() / 2));
    put("2.png", 20);
    EXPECT_THAT(play(source(), 10), ElementsAre(20));
    ASSERT_EQ(failures_.size(), 1U);
    EXPECT_THAT(failures_[0].english, HasSubstr("1.jpg"));
}

TEST_F(FolderSourceTest, AMissingOrEmptyFolderIsNamedAndAskedAgain) {
    EXPECT_TRUE(play(source(), 1).empty());
    ASSERT_FALSE(failures_.empty());
    EXPECT_EQ(failures_[0].reason, net::Reason::source_folder_empty);
    EXPECT_THAT(failures_[0].about, ElementsAre(source().folder.string()));
    std::filesystem::remove(source().folder);
    EXPECT_TRUE(play(source(), 1).empty());
    EXPECT_EQ(failures_.at(0).reason, net::Reason::source_folder_missing);
    EXPECT_THAT(failures_[0].english, HasSubstr("there is no folder '" + source().folder.string()));
    EXPECT_GT(waited_, 60s) << "ever more rarely";
}

}  // namespace
}  // namespace vigie
