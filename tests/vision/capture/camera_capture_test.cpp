// Pace, epochs, back-off and status, on a source that does what the test says.
#include "vision/capture/camera_capture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/fake_clock.hpp"

namespace vigie {
namespace {

using namespace std::chrono_literals;
using vision::CaptureState;

/// What the source does next, in order; without anything left it cannot be read.
struct Script {
    std::deque<bool> opens;        ///< whether the next open succeeds; empty: it does
    std::deque<cv::Mat> pictures;  ///< an empty one: the end of the file
    int opened = 0;
    int closed = 0;
};

class ScriptedReader final : public vision::FrameReader {
public:
    explicit ScriptedReader(Script& script) : script_(script) {}
    net::Result<void> open() override {
        ++script_.opened;
        bool good = true;
        if (!script_.opens.empty()) {
            good = script_.opens.front();
            script_.opens.pop_front();
        }
        if (good) return {};
        return net::fail(net::ErrorCode::unavailable, "the source does not open: check it");
    }
    net::Result<vision::Reading> read(cv::Mat& picture) override {
        if (script_.pictures.empty())
            return net::fail(net::ErrorCode::unavailable, "the source broke: check it");
        picture = script_.pictures.front();
        script_.pictures.pop_front();
        return picture.empty() ? vision::Reading::end : vision::Reading::frame;
    }
    std::optional<double> native_fps() const override { return 20.0; }
    void close() override { ++script_.closed; }

private:
    Script& script_;
};

cv::Mat picture(int level, cv::Size size = {64, 48}) {
    return {size, CV_8UC3, cv::Scalar::all(level)};
}

class CameraCaptureTest : public ::testing::Test {
protected:
    vision::CameraCapture follow(vision::SourceSettings source) {
        vision::CaptureSettings settings;
        settings.source = std::move(source);
        settings.first_retry = 100ms;
        settings.last_retry = 400ms;
        settings.first_patience = 1s;
        settings.last_patience = 3s;
        return {settings, std::make_unique<ScriptedReader>(script_), clock_};
    }
    static vision::FileSource file() { return {"scripted", {}, true, true}; }
    static vision::RtspSource live() { return {"rtsp://root:s3cret@camera/x", 1s, 1s}; }

    /// One step; time moves on by what the capture wants to wait.
    std::optional<vision::Frame> step(vision::CameraCapture& capture) {
        auto step = capture.step();
        waits_.push_back(step.wait);
        clock_.advance(step.wait);
        return step.frame;
    }
    vision::Frame next(vision::CameraCapture& capture) {
        for (int i = 0; i < 10; ++i) {
            if (auto frame = step(capture)) return *frame;
        }
        ADD_FAILURE() << "no frame in ten steps: " << capture.status().message.english;
        return {};
    }

    test::FakeClock clock_;
    Script script_;
    std::vector<net::Microseconds> waits_;
};

TEST_F(CameraCaptureTest, StampsFramesWithAllTheirTimes) {
    auto capture = follow(live());
    script_.pictures = {picture(1), picture(2), picture(3)};
    EXPECT_EQ(capture.status().state, CaptureState::opening);
    const auto first = next(capture);
    clock_.advance(70ms);
    const auto second = next(capture);
    EXPECT_EQ(first.stamp.number, 1U);
    EXPECT_EQ(first.stamp.epoch, 1U);
    EXPECT_EQ(first.stamp.stream, 0ms);
    EXPECT_EQ(second.stamp.number, 2U);
    EXPECT_EQ(second.stamp.stream, 70ms) << "a live source's time is the clock's";
    EXPECT_EQ(second.stamp.captured, clock_.utc());
    EXPECT_EQ(second.stamp.captured_mono, clock_.mono());
    EXPECT_EQ(capture.status().state, CaptureState::running);
    EXPECT_EQ(capture.status().frames, 2U);
}

TEST_F(CameraCaptureTest, RetriesWithBackOffAndStartsOverAfterAGoodFrame) {
    auto capture = follow(live());
    script_.opens = {false, false, false, false, true};
    script_.pictures = {picture(1)};
    for (int i = 0; i < 4; ++i) {
        EXPECT_FALSE(step(capture));
        EXPECT_EQ(capture.status().state, CaptureState::failed);
        EXPECT_EQ(capture.status().message.english, "the source does not open: check it");
        EXPECT_EQ(capture.status().failures, static_cast<std::uint64_t>(i) + 1);
    }
    EXPECT_EQ(waits_, (std::vector<net::Microseconds>{100ms, 200ms, 400ms, 400ms}));
    next(capture);
    EXPECT_EQ(capture.status().state, CaptureState::running);
    EXPECT_TRUE(capture.status().message.empty());
    EXPECT_FALSE(step(capture)) << "nothing left to read: it broke";
    EXPECT_EQ(waits_.back(), net::Microseconds(100ms)) << "patient again from the beginning";
    EXPECT_EQ(capture.status().message.english, "the source broke: check it");
    script_.pictures = {picture(2)};
    const auto again = next(capture);
    EXPECT_EQ(again.stamp.epoch, 2U);
    EXPECT_EQ(again.stamp.number, 2U) << "numbers go on";
    EXPECT_EQ(again.stamp.stream, 0ms);
    EXPECT_EQ(script_.opened, 6);
    EXPECT_EQ(script_.closed, 5);
}

TEST_F(CameraCaptureTest, AnotherPictureSizeIsAnotherEpoch) {
    auto capture = follow(live());
    script_.pictures = {picture(1), picture(2, {80, 48}), picture(3, {80, 48}), picture(4)};
    EXPECT_EQ(next(capture).stamp.epoch, 1U);
    clock_.advance(50ms);
    const auto wider = next(capture);
    EXPECT_EQ(wider.stamp.epoch, 2U);
    EXPECT_EQ(wider.stamp.stream, 0ms);
    EXPECT_EQ(next(capture).stamp.epoch, 2U);
    EXPECT_EQ(next(capture).stamp.epoch, 3U);
    EXPECT_EQ(capture.status().size_changes, 2U);
    EXPECT_EQ(capture.status().failures, 0U);
}

TEST_F(CameraCaptureTest, LoopsKeepThePaceAndBeginEpochs) {
    auto capture = follow(file());
    for (int loop = 0; loop < 3; ++loop) {
        script_.pictures.insert(script_.pictures.end(), {picture(1), picture(2), cv::Mat()});
    }
    const auto start = next(capture).stamp.captured_mono;
    for (int i = 1; i < 6; ++i) {
        const auto stamp = next(capture).stamp;
        EXPECT_EQ(stamp.captured_mono - start, i * 50ms) << "20 a second, over the loop's end too";
        EXPECT_EQ(stamp.epoch, static_cast<net::SourceEpoch>(i / 2 + 1));
        EXPECT_EQ(stamp.stream, (i % 2) * 50ms);
    }
}

TEST_F(CameraCaptureTest, APacedFileCatchesUpALittleAndForgetsMuch) {
    auto capture = follow(file());
    for (int i = 0; i < 40; ++i) script_.pictures.push_back(picture(i));
    const auto start = next(capture).stamp.captured_mono;
    clock_.advance(300ms);  // somebody was busy
    std::vector<net::Microseconds> at;
    for (int i = 1; i <= 8; ++i) at.push_back(next(capture).stamp.captured_mono - start);
    EXPECT_EQ(at[0], 350ms);
    EXPECT_EQ(at[6], 350ms) << "frames that are due come at once";
    EXPECT_EQ(at[7], 400ms);
    clock_.advance(20s);  // the machine slept
    next(capture);
    const auto awake = next(capture).stamp.captured_mono;
    EXPECT_EQ(next(capture).stamp.captured_mono - awake, 50ms) << "no burst of 400 frames";
}

TEST_F(CameraCaptureTest, AFileWithoutPicturesIsAFailureNotALoop) {
    auto capture = follow(file());
    script_.pictures = {cv::Mat(), cv::Mat()};
    EXPECT_FALSE(step(capture));
    EXPECT_FALSE(step(capture));
    EXPECT_EQ(capture.status().state, CaptureState::failed);
    EXPECT_EQ(capture.status().message.english, "'scripted' holds no pictures: check that the file is whole");
    EXPECT_GT(waits_.back(), net::Microseconds::zero()) << "it does not spin";
}

TEST_F(CameraCaptureTest, ASourceThatDoesNotLoopEndsAndStaysEnded) {
    auto capture = follow(vision::FileSource{"scripted", {}, true, false});
    script_.pictures = {picture(1), cv::Mat(), picture(2)};
    next(capture);
    for (int i = 0; i < 3; ++i) {
        EXPECT_FALSE(step(capture));
        EXPECT_EQ(capture.status().state, CaptureState::ended);
    }
    EXPECT_EQ(script_.opened, 1);
    EXPECT_EQ(waits_.back(), net::Microseconds(1s));
}

TEST_F(CameraCaptureTest, KnowsSinceWhenNothingMoves) {
    auto capture = follow(file());
    script_.pictures = {picture(1), picture(1), picture(1), picture(2)};
    const auto first = next(capture).stamp.captured_mono;
    next(capture);
    next(capture);
    EXPECT_EQ(capture.status().last_change_mono, first);
    const auto moved = next(capture).stamp.captured_mono;
    EXPECT_EQ(capture.status().last_change_mono, moved);
}

TEST_F(CameraCaptureTest, ALiveSourceThatRepeatsOnePictureIsOpenedAgainLessAndLessOften) {
    auto capture = follow(live());
    script_.pictures.assign(200, picture(7));
    std::vector<net::Microseconds> reopened;
    auto last = clock_.mono();
    std::uint64_t failures = 0;
    for (int i = 0; i < 150; ++i) {
        step(capture);
        if (capture.status().failures != failures) {
            failures = capture.status().failures;
            EXPECT_THAT(capture.status().message.english,
                        ::testing::StartsWith("'rtsp://camera:554' repeats one picture"));
            reopened.push_back(clock_.mono() - last);
            last = clock_.mono();
        }
        clock_.advance(100ms);
    }
    ASSERT_GE(reopened.size(), 4U);
    EXPECT_LT(reopened[0], reopened[1]);
    EXPECT_LT(reopened[1], reopened[2]);
    EXPECT_EQ(reopened[2], reopened[3]) << "up to the longest patience";
    EXPECT_GT(reopened[3], net::Microseconds(3s));
    EXPECT_EQ(script_.opened, static_cast<int>(failures) + 1);
}

TEST_F(CameraCaptureTest, AFileMayStandStill) {
    auto capture = follow(file());
    script_.pictures.assign(200, picture(7));
    for (int i = 0; i < 200; ++i) next(capture);
    EXPECT_EQ(capture.status().failures, 0U);
}

}  // namespace
}  // namespace vigie
