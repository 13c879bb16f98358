#include "vision/node/running_time.hpp"

#include <algorithm>

#include "vision/rules/scene_pace.hpp"

namespace vigie::vision {

namespace {

/// What does not count of the time between two looks.
net::Microseconds pause_in(net::Microseconds time) {
    return std::max(time - kLongestStep, net::Microseconds::zero());
}

}  // namespace

std::map<net::CameraId, CameraReport> RunningTime::look(std::map<net::CameraId, CameraReport> reports,
                                                        net::MonoTime now) {
    for (auto& [camera, report] : reports) {
        Marks& marks = cameras_[camera];
        follow(marks.frame, report.capture.last_frame_mono, now);
        follow(marks.change, report.capture.last_change_mono, now);
    }
    started_ += pause_in(now - looked_);
    looked_ = now;
    return reports;
}

void RunningTime::follow(Mark& mark, std::optional<net::MonoTime>& at, net::MonoTime now) const {
    if (!at) return;
    if (mark.at != at) mark = {at, {}};
    // A frame that came since the last look may have come just before the pause.
    mark.paused += pause_in(now - std::max(*at, looked_));
    *at += mark.paused;
}

}  // namespace vigie::vision
