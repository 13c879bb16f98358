#include "vision/crowd/camera_time.hpp"

#include <algorithm>
#include <cstdint>

#include "net/types/topics.hpp"

namespace vigie::vision {

CameraTime::CameraTime(const net::CameraConfiguration& camera)
    : longest_gap_(net::promise_of(net::Topic::scene).silent_after) {
    if (camera.fps > 0.0) {
        longest_gap_ = std::max(longest_gap_, net::Microseconds(static_cast<std::int64_t>(8e6 / camera.fps)));
    }
}

CameraTime::Step CameraTime::advance(const net::FrameStamp& stamp) {
    if (!last_) {
        last_ = stamp;
        return Step::lost;
    }
    const net::FrameStamp before = *last_;
    if (stamp.number == before.number) return Step::same;
    last_ = stamp;
    const bool loop = stamp.epoch != before.epoch;
    const net::Microseconds step =
        loop ? stamp.captured_mono - before.captured_mono : stamp.stream - before.stream;
    if (step < net::Microseconds::zero() || step > longest_gap_) {
        // Time never goes back, whatever the source says.
        now_ += std::max(net::Microseconds::zero(), step);
        return Step::lost;
    }
    now_ += step;
    return loop ? Step::loop : Step::on;
}

}  // namespace vigie::vision
