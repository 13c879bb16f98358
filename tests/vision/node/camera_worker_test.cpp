// Capture and analysis threads around a source that a test controls.
#include "vision/node/camera_worker.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <condition_variable>

#include "tests/support/sample_messages.hpp"
#include "vision/node/health_report.hpp"

namespace vigie::vision {
namespace {

using net::Result;
using test::id;

constexpr std::chrono::seconds kDeadline{20};

/// What a test lets a source do. Shared between the test and the reader.
struct Script {
    std::mutex mutex;
    std::condition_variable changed;
    int frames = 0;   ///< still to be delivered; then the source ends
    cv::Mat picture;  ///< of each frame
    bool opens = true;
    bool blocks = false;   ///< read() does not return until this is false again
    bool blocked = false;  ///< read() is blocking now
};

class ScriptedReader final : public FrameReader {
public:
    explicit ScriptedReader(std::shared_ptr<Script> script) : script_(std::move(script)) {}

    Result<void> open() override {
        const std::lock_guard lock(script_->mutex);
        if (script_->opens) return {};
        return net::fail(net::ErrorCode::not_found, "there is no such source: check it");
    }
    Result<Reading> read(cv::Mat& picture) override {
        std::unique_lock lock(script_->mutex);
        script_->blocked = script_->blocks;
        script_->changed.notify_all();
        script_->changed.wait(lock, [this] { return !script_->blocks; });
        if (script_->frames == 0) return Reading::end;
        --script_->frames;
        picture = script_->picture.clone();
        return Reading::frame;
    }
    [[nodiscard]] std::optional<double> native_fps() const override { return 25.0; }
    void close() override {}

private:
    std::shared_ptr<Script> script_;
};

class CameraWorkerTest : public ::testing::Test {
protected:
    CameraWorkerTest() {
        script_->picture = cv::Mat(240, 320, CV_8UC3, cv::Scalar::all(90));
        script_->picture.rowRange(0, 80).setTo(cv::Scalar::all(120));  // a picture of one colour is doubted
    }

    void start(const std::optional<ModelSettings>& model = {}) {
        CameraSetup setup;
        setup.camera = id<net::CameraId>("cam-1");
        setup.capture.source = FileSource{"made by a test", 25.0, false, false};
        AnalyserConfiguration analysis;
        analysis.camera = {setup.camera, "Cam", 25.0, std::nullopt};
        analysis.settings.model = model;
        worker_ = std::make_unique<CameraWorker>(
            setup, std::make_unique<ScriptedReader>(script_), Analyser::create(analysis, clock_).value(),
            [this](const AnalysedFrame& frame) {
                const std::lock_guard lock(mutex_);
                numbers_.push_back(frame.scene->stamp.number);
                shares_.push_back(frame.scene->mask_share);
                changed_.notify_all();
            },
            clock_);
    }
    bool wait_until(const std::function<bool()>& done) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, kDeadline, done);
    }
    /// For what nobody tells: looks again and again.
    static bool eventually(const std::function<bool()>& done) {
        const auto end = std::chrono::steady_clock::now() + kDeadline;
        while (!done()) {
            if (std::chrono::steady_clock::now() > end) return false;
            std::this_thread::yield();
        }
        return true;
    }

    net::SystemClock clock_;
    std::shared_ptr<Script> script_ = std::make_shared<Script>();
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::uint64_t> numbers_;
    std::vector<double> shares_;
    std::unique_ptr<CameraWorker> worker_;
};

TEST_F(CameraWorkerTest, AFilePlayedAsFastAsPossibleHasEachOfItsFramesAnalysed) {
    script_->frames = 100;
    start();
    ASSERT_TRUE(wait_until([this] { return numbers_.size() == 100; }));
    for (std::size_t i = 0; i < numbers_.size(); ++i) EXPECT_EQ(numbers_[i], i + 1);
    const auto figures = worker_->figures();
    EXPECT_EQ(figures.captured, 100U);
    EXPECT_EQ(figures.analysed, 100U);
    EXPECT_EQ(figures.dropped, 0U);
    EXPECT_EQ(shares_.front(), 1.0) << "the whole picture while the background is learnt";
    EXPECT_LT(shares_.back(), 1.0);
}

TEST_F(CameraWorkerTest, FramesThatCannotBeAnalysedAreCountedAndNotShown) {
    script_->picture = cv::Mat(8, 8, CV_8UC3, cv::Scalar::all(90));
    script_->frames = 3;
    start();
    ASSERT_TRUE(eventually([this] { return worker_->figures().refused == 3; }));
    EXPECT_EQ(worker_->figures().analysed, 0U);
    EXPECT_THAT(numbers_, ::testing::IsEmpty());
    EXPECT_THAT(worker_->figures().analysis_problem.english, ::testing::HasSubstr("8x8"));
}

TEST_F(CameraWorkerTest, HealthTellsFailuresInWordsAndNumbers) {
    script_->opens = false;
    start();
    ASSERT_TRUE(eventually([this] { return worker_->capture().failures >= 1; }));
    const auto health = camera_health(*worker_, 25.0, {{"tiles_encoded", 5}}, clock_.mono());
    EXPECT_EQ(health.camera, id<net::CameraId>("cam-1"));
    EXPECT_EQ(health.state, net::SourceState::failed);
    EXPECT_EQ(health.message.english, "there is no such source: check it");
    EXPECT_THAT(health.counters, ::testing::Contains(net::Counter{"tiles_encoded", 5}));
    EXPECT_THAT(health.counters, ::testing::Contains(net::Counter{"frames_captured", 0}));
    EXPECT_THAT(health.counters,
                ::testing::Contains(::testing::Field(&net::Counter::name, "capture_failures")));
}

TEST_F(CameraWorkerTest, HealthTellsOfAModelThatCannotBeUsedWhileTheCameraGoesOn) {
    script_->frames = 3;
    ModelSettings model;
    model.file = "/nowhere/people.onnx";
    start(model);
    ASSERT_TRUE(eventually([this] { return worker_->figures().analysed == 3; }));
    ASSERT_TRUE(worker_->figures().model);
    EXPECT_THAT(worker_->figures().model->problem.english, ::testing::HasSubstr("/nowhere/people.onnx"));
    const auto health = camera_health(*worker_, 25.0, {}, clock_.mono());
    EXPECT_THAT(health.counters, ::testing::Contains(net::Counter{"model_failures", 1}));
}

TEST_F(CameraWorkerTest, HealthSaysThatTheVideoHasEnded) {
    script_->frames = 2;
    start();
    ASSERT_TRUE(eventually([this] { return worker_->capture().state == CaptureState::ended; }));
    EXPECT_EQ(camera_health(*worker_, 25.0, {}, clock_.mono()).message.english, "the video has ended");
}

TEST_F(CameraWorkerTest, ASourceThatBlocksDoesNotHoldUpTheEndOfTheAnalysis) {
    script_->frames = 5;
    start();
    ASSERT_TRUE(wait_until([this] { return numbers_.size() == 5; }));
    {
        std::unique_lock lock(script_->mutex);
        script_->frames = 1;
        script_->blocks = true;
    }
    worker_.reset();
    script_->blocked = false;
    start();
    {
        std::unique_lock lock(script_->mutex);
        ASSERT_TRUE(script_->changed.wait_for(lock, kDeadline, [this] { return script_->blocked; }));
    }
    worker_->request_stop();
    worker_->stop_analysis();
    EXPECT_FALSE(worker_->wait_for_capture(std::chrono::milliseconds(1))) << "it still blocks";
    {
        const std::lock_guard lock(script_->mutex);
        script_->blocks = false;
        script_->changed.notify_all();
    }
    EXPECT_TRUE(worker_->wait_for_capture(kDeadline));
}

}  // namespace
}  // namespace vigie::vision
