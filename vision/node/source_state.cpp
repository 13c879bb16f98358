#include "vision/node/source_state.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>

#include "net/types/topics.hpp"

namespace vigie::vision {

namespace {

net::Microseconds eight_periods(double fps) {
    return fps > 0.0 ? net::Microseconds(static_cast<std::int64_t>(8e6 / fps)) : net::Microseconds::zero();
}

/// A camera at 0.2 frames a second is neither silent nor frozen between two of them.
double seconds_if_unusual(net::Microseconds time, double fps) {
    return time < eight_periods(fps) ? 0.0 : std::chrono::duration<double>(time).count();
}

}  // namespace

bool is_too_old(net::Microseconds time, double fps) {
    return time > std::max(net::promise_of(net::Topic::scene).silent_after, eight_periods(fps));
}

net::SourceState source_state(const CameraReport& report, net::MonoTime now) {
    const auto& capture = report.capture;
    if (capture.state == CaptureState::failed) return net::SourceState::failed;
    if (!capture.last_frame_mono) return net::SourceState::starting;
    if (is_too_old(now - *capture.last_frame_mono, report.fps)) return net::SourceState::silent;
    const auto frozen_after = net::promise_of(net::Topic::scene).frozen_after;
    if (capture.last_change_mono && frozen_after &&
        *capture.last_frame_mono - *capture.last_change_mono >
            std::max(*frozen_after, eight_periods(report.fps))) {
        return net::SourceState::frozen;
    }
    return net::SourceState::running;
}

CameraObservation observe(const CameraReport& report, net::MonoTime now, net::MonoTime started) {
    CameraObservation out;
    out.state = source_state(report, now);
    const auto& last = report.capture.last_frame_mono;
    out.silent_s = seconds_if_unusual(now - last.value_or(started), report.fps);
    if (last && report.capture.last_change_mono) {
        out.still_s = seconds_if_unusual(*last - *report.capture.last_change_mono, report.fps);
    }
    out.labels = report.labels;
    return out;
}

const char* word_for(net::SourceState state) {
    switch (state) {
        case net::SourceState::starting:
            return "starting";
        case net::SourceState::running:
            return "running";
        case net::SourceState::frozen:
            return "frozen";
        case net::SourceState::silent:
            return "silent";
        case net::SourceState::failed:
            return "failed";
    }
    return "unknown";
}

}  // namespace vigie::vision
