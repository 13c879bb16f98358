// Video files whose pictures change their size half-way: OpenCV scales them to the first size and says
// nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/videoio.hpp>

#include "tests/support/evaluation_data.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/temporary_folder.hpp"
#include "vision/capture/camera_capture.hpp"

namespace vigie {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using vision::CaptureState;

const cv::Size kFirst(160, 120);
const cv::Size kThen(320, 240);

class ShapeChangeTest : public ::testing::Test {
protected:
    /// False where this machine's FFmpeg cannot write that.
    bool write(const std::filesystem::path& file, const std::string& codec, int frames, cv::Size size) {
        cv::VideoWriter out(file.string(), cv::CAP_FFMPEG,
                            cv::VideoWriter::fourcc(codec[0], codec[1], codec[2], codec[3]), 25.0, size);
        if (!out.isOpened()) return false;
        cv::Mat picture(size, CV_8UC3, cv::Scalar::all(60));
        for (int n = 0; n < frames; ++n) {
            picture.colRange(n % (size.width / 2), n % (size.width / 2) + 20).setTo(cv::Scalar(200, 90, 10));
            out.write(picture);
        }
        return true;
    }
    static std::string content_of(const std::filesystem::path& file) {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    }
    /// One file after the other in one, as kinds of video allow that are made for sending.
    std::filesystem::path joined(const std::string& ending, const std::string& codec, int frames, int more) {
        const auto one = folder_.path() / ("one" + ending);
        const auto two = folder_.path() / ("two" + ending);
        if (!write(one, codec, frames, kFirst) || !write(two, codec, more, kThen)) return {};
        return folder_.write("joined" + ending, content_of(one) + content_of(two));
    }
    void follow(const std::filesystem::path& file, bool loop) {
        settings_.source = vision::FileSource{file, 10.0, false, loop};
        capture_.emplace(settings_, vision::make_reader(settings_.source, clock_), clock_);
    }
    /// Frames until the source's end or a failure, at most `most`.
    int play(int most) {
        for (int frames = 0; frames < most;) {
            if (capture_->step().frame) ++frames;
            const auto state = capture_->status().state;
            if (state == CaptureState::ended || state == CaptureState::failed) return frames;
        }
        return most;
    }

    test::FakeClock clock_;
    test::TemporaryFolder folder_;
    vision::CaptureSettings settings_;
    std::optional<vision::CameraCapture> capture_;
};

TEST_F(ShapeChangeTest, IsAFailureThatSaysWhereFromWhatAndToWhat) {
    std::string content;
    for (int n = 0; n < 60; ++n) {
        std::vector<uchar> jpeg;
        cv::imencode(".jpg", cv::Mat(n < 40 ? kFirst : kThen, CV_8UC3, cv::Scalar::all(20 + 3 * n)), jpeg);
        content.append(jpeg.begin(), jpeg.end());
    }
    const auto file = folder_.write("raw.mjpeg", content);
    follow(file, false);
    EXPECT_LT(play(100), 40) << "none of the scaled ones";
    const auto status = capture_->status();
    EXPECT_EQ(status.state, CaptureState::failed);
    EXPECT_EQ(
        status.message.english,
        "'" + file.string() +
            "' changes from 160x120 to 320x240 pixels at about picture 41 and would be counted wrongly from "
            "there on: bring it to one size, or split it there");
    EXPECT_EQ(status.message.reason, net::Reason::source_changes_size);
    EXPECT_THAT(status.message.about, ElementsAre(file.string(), "160x120", "320x240"));
}

TEST_F(ShapeChangeTest, IsSeenInEachKindOfVideoThatIsMadeForSending) {
    for (const auto& [ending, codec] : std::vector<std::pair<std::string, std::string>>{
             {".ts", "mp4v"}, {".ts", "H264"}, {".h264", "H264"}, {".mpg", "mpg1"}}) {
        const auto file = joined(ending, codec, 40, 40);
        if (file.empty()) continue;
        follow(file, false);
        EXPECT_LT(play(200), 60) << ending << " " << codec;
        EXPECT_EQ(capture_->status().state, CaptureState::failed) << ending << " " << codec;
        EXPECT_THAT(capture_->status().message.english, HasSubstr("changes from 160x120 to 320x240"))
            << ending << " " << codec;
    }
}

TEST_F(ShapeChangeTest, IsNotPlayedAgainAndAgainInALoopUntilTheFileIsMended) {
    const auto file = joined(".ts", "mp4v", 60, 40);
    ASSERT_FALSE(file.empty());
    follow(file, true);
    EXPECT_LT(play(200), 60);
    for (int retry = 0; retry < 3; ++retry) {
        EXPECT_EQ(play(200), 0);
        EXPECT_EQ(capture_->status().message.reason, net::Reason::source_changes_size);
    }
    folder_.write("joined.ts", content_of(folder_.path() / "two.ts"));
    EXPECT_FALSE(capture_->step().frame) << "opens";
    EXPECT_EQ(play(100), 100) << capture_->status().message.english;
}

TEST_F(ShapeChangeTest, IsNotSeenWhereThereIsNone) {
    for (const auto& [ending, codec] : std::vector<std::pair<std::string, std::string>>{{".avi", "MJPG"},
                                                                                        {".avi", "XVID"},
                                                                                        {".mp4", "mp4v"},
                                                                                        {".mp4", "H264"},
                                                                                        {".ts", "H264"},
                                                                                        {".mkv", "H264"},
                                                                                        {".mkv", "HEVC"},
                                                                                        {".webm", "VP80"},
                                                                                        {".webm", "VP90"},
                                                                                        {".avi", "FFV1"}}) {
        const auto file = folder_.path() / ("plain" + ending);
        if (!write(file, codec, 60, {320, 180})) continue;
        follow(file, false);
        EXPECT_EQ(play(100), 60) << ending << " " << codec << " " << capture_->status().message.english;
        EXPECT_EQ(capture_->status().state, CaptureState::ended) << ending << " " << codec;
        std::filesystem::remove(file);
    }
    if (!std::filesystem::exists(test::real_video())) return;
    follow(test::real_video(), false);
    EXPECT_EQ(play(1000), 795);
}

}  // namespace
}  // namespace vigie
