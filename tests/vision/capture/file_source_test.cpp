// Real video files, good and bad, through FFmpeg; and that nobody waits for somebody else's camera.
#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/videoio.hpp>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/fake_clock.hpp"
#include "tests/support/temporary_folder.hpp"
#include "vision/capture/camera_capture.hpp"

namespace vigie {
namespace {

using namespace std::chrono_literals;
using vision::CaptureState;

/// Frame n (from 0) has the grey level 20 + 20 * n.
void write_video(const std::filesystem::path& file, int frames, cv::Size size = {160, 120},
                 double fps = 20.0) {
    cv::VideoWriter writer(file.string(), cv::CAP_FFMPEG, cv::VideoWriter::fourcc('M', 'J', 'P', 'G'), fps,
                           size);
    ASSERT_TRUE(writer.isOpened()) << file;
    for (int n = 0; n < frames; ++n) writer.write(cv::Mat(size, CV_8UC3, cv::Scalar::all(20 + 20 * n)));
}

int frame_number(const cv::Mat& picture) {
    return cvRound((cv::mean(picture)[0] - 20.0) / 20.0);
}

std::string content_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

class FileSourceTest : public ::testing::Test {
protected:
    vision::CameraCapture follow(vision::FileSource source) {
        vision::CaptureSettings settings;
        settings.source = std::move(source);
        return {settings, vision::make_reader(settings.source, clock_), clock_};
    }
    vision::FileSource video(const std::string& name, int frames) {
        vision::FileSource source;
        source.file = folder_.path() / name;
        write_video(source.file, frames);
        return source;
    }
    /// Up to `most` frames; time moves on as the capture asks. Ends with the source's end or failure.
    std::vector<vision::Frame> play(vision::CameraCapture& capture, std::size_t most) {
        std::vector<vision::Frame> out;
        while (out.size() < most) {
            auto step = capture.step();
            if (step.frame) out.push_back(*step.frame);
            const auto state = capture.status().state;
            if (state == CaptureState::ended || state == CaptureState::failed) break;
            clock_.advance(step.wait);
            waited_ += step.wait;
        }
        return out;
    }

    test::FakeClock clock_;
    test::TemporaryFolder folder_;
    net::Microseconds waited_{};
};

TEST_F(FileSourceTest, PlaysEachFrameOnceAtTheFilesOwnRate) {
    auto source = video("a.avi", 10);
    source.loop = false;
    auto capture = follow(source);
    const auto frames = play(capture, 100);
    ASSERT_EQ(frames.size(), 10U);
    for (int n = 0; n < 10; ++n) {
        const auto& frame = frames[static_cast<std::size_t>(n)];
        EXPECT_EQ(frame_number(frame.picture), n);
        EXPECT_EQ(frame.picture.type(), CV_8UC3);
        EXPECT_EQ(frame.stamp.stream, n * 50ms);
        EXPECT_EQ(frame.stamp.captured_mono - frames[0].stamp.captured_mono, n * 50ms);
    }
    EXPECT_EQ(capture.status().state, CaptureState::ended);
}

TEST_F(FileSourceTest, TheConfiguredRateReplacesTheFilesOwn) {
    auto source = video("a.avi", 8);
    source.fps = 5.0;
    auto capture = follow(source);
    const auto frames = play(capture, 8);
    ASSERT_EQ(frames.size(), 8U);
    EXPECT_EQ(frames[7].stamp.stream, 1400ms);
    EXPECT_EQ(frames[7].stamp.captured_mono - frames[0].stamp.captured_mono, 1400ms);
}

TEST_F(FileSourceTest, ARateThatCannotBeIsNotGuessedAt) {
    vision::FileSource source;
    source.file = folder_.path() / "recorded.avi";
    write_video(source.file, 8, {160, 120}, 1000.0);
    auto guessed = follow(source);
    EXPECT_TRUE(play(guessed, 1).empty());
    EXPECT_EQ(guessed.status().message.english,
              "'" + source.file.string() +
                  "' says that it has 1000 pictures a second, which is not believed: give the camera 'fps'");
    source.fps = 10.0;
    auto told = follow(source);
    const auto frames = play(told, 8);
    ASSERT_EQ(frames.size(), 8U);
    EXPECT_EQ(frames[7].stamp.stream, 700ms);
}

TEST_F(FileSourceTest, AsFastAsPossibleNeverWaitsAndKeepsStreamTime) {
    auto source = video("a.avi", 8);
    source.real_time = false;
    auto capture = follow(source);
    const auto frames = play(capture, 20);
    ASSERT_EQ(frames.size(), 20U);
    EXPECT_EQ(waited_, 0us);
    EXPECT_EQ(frames[7].stamp.stream, 350ms);
}

TEST_F(FileSourceTest, LoopsFromTheFirstFrameWithANewEpoch) {
    auto capture = follow(video("a.avi", 5));
    const auto frames = play(capture, 17);
    ASSERT_EQ(frames.size(), 17U);
    for (int i = 0; i < 17; ++i) {
        const auto& frame = frames[static_cast<std::size_t>(i)];
        EXPECT_EQ(frame_number(frame.picture), i % 5) << i;
        EXPECT_EQ(frame.stamp.epoch, static_cast<net::SourceEpoch>(i / 5 + 1));
        EXPECT_EQ(frame.stamp.number, static_cast<std::uint64_t>(i + 1));
        EXPECT_EQ(frame.stamp.stream, (i % 5) * 50ms);
    }
}

TEST_F(FileSourceTest, AFileThatCannotBeRewoundLoopsToo) {
    vision::FileSource source;
    source.file = folder_.path() / "raw.mjpeg";
    source.fps = 10.0;  // such a file does not say it
    std::ofstream out(source.file, std::ios::binary);
    for (int n = 0; n < 4; ++n) {
        std::vector<uchar> jpeg;
        cv::imencode(".jpg", cv::Mat(120, 160, CV_8UC3, cv::Scalar::all(20 + 20 * n)), jpeg);
        std::copy(jpeg.begin(), jpeg.end(), std::ostreambuf_iterator<char>(out));
    }
    out.close();
    auto capture = follow(source);
    const auto frames = play(capture, 12);
    ASSERT_EQ(frames.size(), 12U) << capture.status().message.english;
    for (std::size_t i = 0; i < frames.size(); ++i)
        EXPECT_EQ(frame_number(frames[i].picture), int(i % 4)) << i;
    EXPECT_EQ(frames.back().stamp.epoch, 3U);
    EXPECT_EQ(capture.status().failures, 0U);
}

TEST_F(FileSourceTest, AMissingFileIsNamedAndPlaysOnceItIsThere) {
    vision::FileSource source;
    source.file = folder_.path() / "later.avi";
    auto capture = follow(source);
    EXPECT_TRUE(play(capture, 1).empty());
    EXPECT_EQ(capture.status().message.english,
              "there is no video file '" + source.file.string() + "': check the camera's source");
    write_video(source.file, 3);
    EXPECT_TRUE(capture.step().wait == 0us) << "opened";
    EXPECT_EQ(play(capture, 3).size(), 3U);
    EXPECT_EQ(capture.status().state, CaptureState::running);
}

TEST_F(FileSourceTest, WhatIsNoVideoIsSaidToBeNone) {
    std::string noise(200'000, '\0');
    cv::RNG random(3);
    for (auto& byte : noise) byte = static_cast<char>(random.uniform(0, 256));
    for (const std::string& content : {std::string(), std::string("hello"), noise}) {
        vision::FileSource source;
        source.file = folder_.write("broken.avi", content);
        auto capture = follow(source);
        EXPECT_TRUE(play(capture, 1).empty()) << content.size();
        EXPECT_THAT(capture.status().message.english,
                    ::testing::HasSubstr("broken.avi' is not a video that can be played"))
            << content.size();
        EXPECT_EQ(capture.status().message.reason, net::Reason::source_broken);
    }
    auto folder = follow(vision::FileSource{folder_.path(), {}, true, true});
    EXPECT_TRUE(play(folder, 1).empty());
    EXPECT_THAT(folder.status().message.english, ::testing::HasSubstr("there is no video file"));
    EXPECT_EQ(folder.status().message.reason, net::Reason::source_missing);
    EXPECT_THAT(folder.status().message.about, ::testing::ElementsAre(folder_.path().string()));
}

TEST_F(FileSourceTest, ATruncatedFilePlaysWhatItHoldsOrSaysThatItHoldsNone) {
    const auto source = video("whole.avi", 10);
    const std::string whole = content_of(source.file);
    std::size_t most_played = 0;
    for (std::size_t tenths = 0; tenths <= 10; ++tenths) {
        vision::FileSource cut = source;
        cut.file = folder_.write("cut.avi", std::string_view(whole).substr(0, whole.size() * tenths / 10));
        cut.loop = false;
        auto capture = follow(cut);
        const auto frames = play(capture, 100);
        EXPECT_GE(frames.size(), most_played) << tenths << " tenths";
        EXPECT_LE(frames.size(), tenths) << tenths << " tenths";
        most_played = frames.size();
        if (frames.empty()) {
            EXPECT_EQ(capture.status().state, CaptureState::failed);
            EXPECT_THAT(capture.status().message.english, ::testing::HasSubstr("cut.avi'"));
        }
    }
    EXPECT_EQ(most_played, 10U);
}

TEST_F(FileSourceTest, ATruncatedFileIsNotPlayedAgainAndAgainAsIfItWereWhole) {
    const std::string content = content_of(video("whole.avi", 100).file);
    for (const bool loop : {true, false}) {
        vision::FileSource cut;
        cut.file = folder_.write("cut.avi", std::string_view(content).substr(0, content.size() * 7 / 10));
        cut.loop = loop;
        auto capture = follow(cut);
        const auto played = play(capture, 1000).size();
        EXPECT_GE(played, 40U);
        EXPECT_LE(played, 80U) << "once";
        EXPECT_EQ(capture.status().state, CaptureState::failed);
        EXPECT_THAT(capture.status().message.english,
                    ::testing::HasSubstr("cut.avi' ends at picture " + std::to_string(played) +
                                         " of 100: it is cut short"));
        EXPECT_EQ(capture.status().message.reason, net::Reason::source_broken);
        EXPECT_FALSE(capture.step().frame) << "opens";
        EXPECT_EQ(play(capture, 1000).size(), played) << "a disk may have failed";
        EXPECT_EQ(capture.status().state, CaptureState::failed);
        EXPECT_FALSE(capture.step().frame);
        EXPECT_TRUE(play(capture, 100).empty()) << "it is not opened any more";
    }
}

TEST_F(FileSourceTest, ATruncatedFileThatIsReplacedByAWholeOneIsPlayed) {
    const auto source = video("a.avi", 100);
    const std::string content = content_of(source.file);
    folder_.write("a.avi", std::string_view(content).substr(0, content.size() * 7 / 10));
    auto capture = follow(source);
    play(capture, 1000);
    ASSERT_EQ(capture.status().state, CaptureState::failed);
    folder_.write("a.avi", content);
    EXPECT_FALSE(capture.step().frame) << "opens";
    EXPECT_EQ(play(capture, 100).size(), 100U);
}

TEST_F(FileSourceTest, AFileReplacedByOneOfAnotherSizeIsTakenAtTheLoop) {
    const auto source = video("a.avi", 4);
    auto capture = follow(source);
    ASSERT_EQ(play(capture, 4).size(), 4U);
    write_video(folder_.path() / "b.avi", 6, {320, 240});
    std::filesystem::rename(folder_.path() / "b.avi", source.file);
    const auto frames = play(capture, 4);
    ASSERT_EQ(frames.size(), 4U) << capture.status().message.english;
    EXPECT_EQ(frames[0].picture.size(), cv::Size(320, 240));
    EXPECT_EQ(frames[0].stamp.epoch, 2U);
    EXPECT_EQ(frames[3].stamp.epoch, 2U) << "one change, one epoch";
    EXPECT_EQ(capture.status().size_changes, 1U);
}

TEST_F(FileSourceTest, AFileThatDisappearsIsReportedAtTheLoop) {
    const auto source = video("a.avi", 4);
    auto capture = follow(source);
    ASSERT_EQ(play(capture, 4).size(), 4U);
    std::filesystem::remove(source.file);
    EXPECT_TRUE(play(capture, 4).empty());
    EXPECT_THAT(capture.status().message.english, ::testing::HasSubstr("there is no video file"));
}

TEST_F(FileSourceTest, BlackAndSingleColouredVideosAreFramesThatDoNotChange) {
    for (const auto& colour : {cv::Scalar(0, 0, 0), cv::Scalar(200, 30, 60), cv::Scalar(255, 255, 255)}) {
        vision::FileSource source;
        source.file = folder_.path() / "plain.avi";
        {
            cv::VideoWriter writer(source.file.string(), cv::CAP_FFMPEG,
                                   cv::VideoWriter::fourcc('M', 'J', 'P', 'G'), 20.0, {160, 120});
            for (int n = 0; n < 6; ++n) writer.write(cv::Mat(120, 160, CV_8UC3, colour));
        }
        auto capture = follow(source);
        const auto frames = play(capture, 15);
        ASSERT_EQ(frames.size(), 15U);
        EXPECT_LT(cv::norm(cv::mean(frames[14].picture) - colour), 6.0);
        EXPECT_EQ(capture.status().last_change_mono, frames[0].stamp.captured_mono);
    }
}

/// Accepts connections in the kernel and never answers: a camera that hangs.
class SilentHost {
public:
    SilentHost() {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        ::bind(handle_, reinterpret_cast<sockaddr*>(&address), size);
        ::listen(handle_, 8);
        ::getsockname(handle_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
    }
    SilentHost(const SilentHost&) = delete;
    SilentHost& operator=(const SilentHost&) = delete;
    ~SilentHost() { ::close(handle_); }
    [[nodiscard]] std::string url() const { return "rtsp://127.0.0.1:" + std::to_string(port_) + "/x"; }

private:
    int handle_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int port_ = 0;
};

TEST_F(FileSourceTest, OpensAndLoopsWhileAnotherCameraHangs) {
    const SilentHost host;
    const net::SystemClock real;
    std::atomic<bool> hangs{true};
    const auto hanging = vision::make_reader(vision::RtspSource{host.url(), 5s, 5s}, real);
    std::atomic<bool> begun{false};
    std::thread other([&] {
        begun = true;
        begun.notify_one();
        EXPECT_FALSE(hanging->open());
        hangs = false;
    });
    begun.wait(false);
    auto source = video("a.avi", 4);
    for (int camera = 0; camera < 5; ++camera) {
        auto capture = follow(source);
        EXPECT_EQ(play(capture, 40).size(), 40U);
    }
    EXPECT_TRUE(hangs) << "five cameras were opened and looped ten times before the hanging one gave up";
    other.join();
}

}  // namespace
}  // namespace vigie
