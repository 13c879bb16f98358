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
    if (capture.unreadable > 0) out.counters.push_back({"pictures_unreadable", capture.unreadable});
    if (const auto& missed = capture.shortfall; !missed.given_up.empty() || missed.turned_away > 0) {
        out.counters.push_back({"acts_given_up", missed.given_up.size()});
        out.counters.push_back({"people_turned_away", missed.turned_away});
    }
    if (figures.model) out.counters.push_back({"model_failures", figures.model->failures});
    out.counters.insert(out.counters.end(), encoded.begin(), encoded.end());
    return out;
}

namespace {

/// What is wrong with a view that is not seen well, such as "covered 90 %"; empty: nothing much.
std::string text_of(const net::ViewQuality& view) {
    constexpr double kMuch = 0.1;
    std::string out;
    const auto add = [&out](const char* what, double share) {
        if (share < kMuch) return;
        out += fmt::format("{}{} {:.0f} %", out.empty() ? "" : ", ", what, 100.0 * share);
    };
    add("covered", view.covered);
    add("blurred", view.blur);
    add("shifted", view.moved);
    add("dazzled", view.glare);
    return out;
}

/// How much a camera did not see, and whether it sees at the end; empty: it saw all.
std::string blindness(const WorkerFigures& figures) {
    if (figures.analysed == 0) return ", blind: no frame was analysed";
    std::string out;
    if (figures.doubtful > 0) out += fmt::format(", in doubt in {} frames", figures.doubtful);
    std::string end;
    if (figures.newest == net::MaskReason::warming_up) end = "blind, its view is not learnt";
    if (figures.newest == net::MaskReason::in_doubt) end = "blind, its view is in doubt";
    const auto view = figures.view ? text_of(*figures.view) : std::string();
    if (!view.empty()) end += (end.empty() ? "" : ", ") + view;
    return end.empty() ? out : out + ", at the end " + end;
}

}  // namespace

std::string text_of(const NodeSummary& summary) {
    std::string out;
    for (const auto& camera : summary.cameras) {
        const auto& f = camera.figures;
        out += fmt::format(
            "node camera {}: {}, {} frames captured, {} analysed at {:.1f} fps, {:.1f} ms each, {:.1f} "
            "people on average, {} dropped, {} refused{}{}\n",
            camera.camera.text(), camera.state, f.captured, f.analysed, f.analysed_fps, f.analysis_ms,
            f.mean_people, f.dropped, f.refused,
            camera.unreadable > 0 ? fmt::format(", {} pictures unreadable", camera.unreadable) : "",
            blindness(f));
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
