#include "vision/node/camera_worker.hpp"

#include <fmt/format.h>

#include <utility>

#include "net/types/milliseconds.hpp"
#include "vision/node/pause.hpp"

namespace vigie::vision {

namespace {

constexpr auto kLook = std::chrono::milliseconds(250);

bool is_played_fast(const SourceSettings& source) {
    const auto playback = playback_of(source);
    return playback && !playback->real_time;
}

/// A model that cannot be loaded, or looks at once, is known before the first frame.
WorkerFigures figures_before(const Analyser& analyser) {
    WorkerFigures out;
    out.model = analyser.model();
    return out;
}

}  // namespace

CameraWorker::CameraWorker(const CameraSetup& setup, std::unique_ptr<FrameReader> reader,
                           std::unique_ptr<Analyser> analyser, Sink sink, const net::Clock& clock)
    : camera_(setup.camera),
      mask_(setup.mask),
      analyser_(std::move(analyser)),
      sink_(std::move(sink)),
      clock_(clock),
      capture_(setup.capture, std::move(reader), clock),
      every_frame_(is_played_fast(setup.capture.source)),
      figures_(figures_before(*analyser_)),
      analysis_thread_([this](const std::stop_token& stop) { run_analysis(stop); }),
      capture_thread_([this](const std::stop_token& stop) { run_capture(stop); }) {}

CameraWorker::~CameraWorker() {
    request_stop();
    stop_analysis();
}

void CameraWorker::request_stop() {
    capture_thread_.request_stop();
    analysis_thread_.request_stop();
}

void CameraWorker::stop_analysis() {
    analysis_thread_.request_stop();
    if (analysis_thread_.joinable()) analysis_thread_.join();
}

bool CameraWorker::wait_for_capture(std::chrono::milliseconds patience) {
    return capture_ended_.wait_for(patience) == std::future_status::ready;
}

void CameraWorker::run_capture(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        auto step = capture_.step();
        if (step.frame) {
            {
                const std::lock_guard lock(mutex_);
                captures_.add(step.frame->stamp.captured_mono);
                waiting_ = true;
            }
            newest_.put(std::move(*step.frame));
            if (every_frame_) wait_until_taken(stop);
        }
        pause(stop, step.wait);
    }
    capture_ends_.set_value();
}

void CameraWorker::wait_until_taken(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    taken_.wait(lock, stop, [this] { return !waiting_; });
}

void CameraWorker::run_analysis(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        const auto frame = newest_.wait_take(stop, kLook);
        if (!frame) continue;
        {
            const std::lock_guard lock(mutex_);
            waiting_ = false;
        }
        taken_.notify_one();

        const net::MonoTime begun = clock_.mono();
        auto analysed = analyse(*frame);
        const net::MonoTime done = clock_.mono();
        {
            const std::lock_guard lock(mutex_);
            if (analysed) {
                ++figures_.analysed;
                figures_.analysis_problem = {};
                figures_.model = analyser_->model();
                figures_.newest = analysed->scene->mask;
                figures_.view = analysed->scene->view;
                if (figures_.newest == net::MaskReason::in_doubt) ++figures_.doubtful;
                people_sum_ += analysed->scene->in_view.people;
                analyses_.add(done, net::milliseconds_of(done - begun));
            } else {
                ++figures_.refused;
                figures_.analysis_problem = analysed.error().sentence();
                if (figures_.analysis_problem.reason == net::Reason::unnamed) {
                    figures_.analysis_problem.reason = net::Reason::source_not_analysed;
                }
            }
        }
        if (analysed) sink_(*std::move(analysed));
    }
}

net::Result<AnalysedFrame> CameraWorker::analyse(const Frame& frame) {
    try {
        auto analysis = analyser_->analyse(frame.picture, frame.stamp);
        if (!analysis) return tl::unexpected(analysis.error());
        auto scene = std::make_shared<net::Scene>(std::move(analysis->scene));
        Mask mask = make_mask(mask_, analysis->foreground, *scene);
        scene->mask = mask.reason;
        scene->mask_share = mask.share;
        return AnalysedFrame{frame, std::move(mask), std::move(scene),
                             net::shared(std::move(analysis->crowd))};
    } catch (const cv::Exception& cause) {  // one bad frame must not end the node; it is not shown
        return net::fail(net::ErrorCode::internal,
                         fmt::format("camera {}, frame {} cannot be analysed: {}", camera_.text(),
                                     frame.stamp.number, cause.msg));
    }
}

WorkerFigures CameraWorker::figures() const {
    const net::MonoTime now = clock_.mono();
    const std::uint64_t captured = capture_.status().frames;
    const std::lock_guard lock(mutex_);
    WorkerFigures out = figures_;
    out.captured = captured;
    out.dropped = newest_.dropped();
    out.captured_fps = captures_.rate(now);
    out.analysed_fps = analyses_.rate(now);
    out.analysis_ms = analyses_.median_ms(now);
    out.mean_people = out.analysed > 0 ? people_sum_ / static_cast<double>(out.analysed) : 0.0;
    return out;
}

}  // namespace vigie::vision
