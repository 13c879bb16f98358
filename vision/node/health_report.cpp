#include "vision/node/health_report.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "vision/node/sentence.hpp"
#include "vision/node/source_state.hpp"

namespace vigie::vision {

net::CameraHealth camera_health(const CameraWorker& worker, double fps,
                                const std::vector<net::Counter>& encoded, net::MonoTime now) {
    const CaptureStatus capture = worker.capture();
    const WorkerFigures figures = worker.figures();
    net::CameraHealth out;
    out.camera = worker.camera();
    out.state = source_state({capture, fps}, now);
    out.last_frame = capture.last_frame;
    out.captured_fps = figures.captured_fps;
    out.analysed_fps = figures.analysed_fps;
    out.analysis_ms = figures.analysis_ms;
    out.epoch = capture.epoch;
    out.message = fit_sentence(capture.message.empty() ? figures.analysis_problem : capture.message);
    if (out.message.empty() && figures.model) out.message = fit_sentence(figures.model->problem);
    if (capture.state == CaptureState::ended) {
        out.message = {"the video has ended", net::Reason::source_ended};
    }
    out.counters = {{"frames_captured", figures.captured},  {"frames_analysed", figures.analysed},
                    {"frames_dropped", figures.dropped},    {"frames_refused", figures.refused},
                    {"capture_failures", capture.failures}, {"size_changes", capture.size_changes}};
    if (figures.model) out.counters.push_back({"model_failures", figures.model->failures});
    out.counters.insert(out.counters.end(), encoded.begin(), encoded.end());
    return out;
}

std::string text_of(const NodeSummary& summary) {
    std::string out;
    for (const auto& camera : summary.cameras) {
        const auto& f = camera.figures;
        out += fmt::format(
            "node camera {}: {}, {} frames captured, {} analysed at {:.1f} fps, {:.1f} ms each, {:.1f} "
            "people on average, {} dropped, {} refused\n",
            camera.camera.text(), camera.state, f.captured, f.analysed, f.analysed_fps, f.analysis_ms,
            f.mean_people, f.dropped, f.refused);
    }
    for (const auto& alert : summary.raised) {
        out += fmt::format("node alert {}: {} ({}), {:%H:%M:%S} UTC\n", alert.number, alert.rule.text(),
                           subject_text(alert), std::chrono::time_point_cast<std::chrono::seconds>(alert.at));
    }
    return out;
}

std::string subject_text(const net::Alert& alert) {
    if (alert.zone) return alert.zone->text();
    return alert.camera ? alert.camera->text() : alert.node.text();
}

}  // namespace vigie::vision
