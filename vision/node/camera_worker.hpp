// One camera's two threads: capture reads at the camera's pace, analysis takes the newest frame.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

#include "net/types/latest.hpp"
#include "vision/analysis/analyser.hpp"
#include "vision/capture/camera_capture.hpp"
#include "vision/configuration/node_configuration.hpp"
#include "vision/node/analysed_frame.hpp"
#include "vision/node/rate_meter.hpp"

namespace vigie::vision {

/// What the two threads did so far.
struct WorkerFigures {
    std::uint64_t captured = 0;
    std::uint64_t analysed = 0;
    std::uint64_t dropped = 0;   ///< captured, but a newer one came before the analysis was free
    std::uint64_t refused = 0;   ///< the analysis could not use them; never shown
    std::uint64_t doubtful = 0;  ///< analysed, but the view was in doubt: nobody is counted by them
    net::MaskReason newest = net::MaskReason::people;  ///< of the last analysed frame
    std::optional<net::ViewQuality> view;              ///< the same
    double captured_fps = 0.0;
    double analysed_fps = 0.0;
    double analysis_ms = 0.0;          ///< median of the last two seconds
    double mean_people = 0.0;          ///< over all analysed frames
    net::Sentence analysis_problem;    ///< of the last refused frame; empty when the last one was good
    std::optional<ModelReport> model;  ///< of the last good frame; absent without a model
};

/// Owns the camera's threads, source and analyser. A file that is played as fast as possible waits for the
/// analysis, so that each of its frames is analysed; any other source never waits. Any thread may
/// ask for status and figures; one thread stops and destroys.
class CameraWorker {
public:
    using Sink = std::function<void(AnalysedFrame)>;

    /// `sink` is called on the analysis thread. `clock` outlives it.
    CameraWorker(const CameraSetup& setup, std::unique_ptr<FrameReader> reader,
                 std::unique_ptr<Analyser> analyser, Sink sink, const net::Clock& clock);
    /// Ends both threads; waits for a source that blocks, at most for its own timeouts.
    ~CameraWorker();
    CameraWorker(const CameraWorker&) = delete;
    CameraWorker& operator=(const CameraWorker&) = delete;

    /// Asks both threads to end; does not wait.
    void request_stop();
    /// Ends the analysis thread: the sink is not called any more. The source may still block.
    void stop_analysis();
    /// Waits for the capture thread's end; false when its source still blocks after `patience`.
    [[nodiscard]] bool wait_for_capture(std::chrono::milliseconds patience);

    [[nodiscard]] const net::CameraId& camera() const { return camera_; }
    [[nodiscard]] CaptureStatus capture() const { return capture_.status(); }
    [[nodiscard]] WorkerFigures figures() const;

private:
    void run_capture(const std::stop_token& stop);
    void run_analysis(const std::stop_token& stop);
    [[nodiscard]] net::Result<AnalysedFrame> analyse(const Frame& frame);
    void wait_until_taken(const std::stop_token& stop);

    net::CameraId camera_;
    MaskSettings mask_;
    std::unique_ptr<Analyser> analyser_;
    Sink sink_;
    const net::Clock& clock_;
    CameraCapture capture_;
    bool every_frame_;
    net::Latest<Frame> newest_;

    mutable std::mutex mutex_;  ///< guards what follows
    std::condition_variable_any taken_;
    bool waiting_ = false;  ///< a frame lies in newest_
    WorkerFigures figures_;
    double people_sum_ = 0.0;
    mutable RateMeter captures_;
    mutable RateMeter analyses_;

    std::promise<void> capture_ends_;
    std::future<void> capture_ended_ = capture_ends_.get_future();
    std::jthread analysis_thread_;  ///< last: stopped before what they use goes
    std::jthread capture_thread_;
};

}  // namespace vigie::vision
