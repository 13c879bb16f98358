#include "vision/rules/scene_pace.hpp"

#include <algorithm>

#include "net/types/topics.hpp"

namespace vigie::vision {

namespace {

net::Microseconds longest_gap(const net::ConfigurationRecord& record, const net::CameraId& camera) {
    net::Microseconds limit = net::promise_of(net::Topic::scene).silent_after;
    for (const auto& known : record.cameras) {
        if (known.camera != camera || known.fps <= 0.0) continue;
        limit = std::max(limit, net::Microseconds(static_cast<std::int64_t>(8e6 / known.fps)));
    }
    return limit;
}

std::optional<net::Microseconds> between(const net::FrameStamp& before, const net::FrameStamp& now,
                                         net::Microseconds longest) {
    if (now.number == before.number) return net::Microseconds::zero();
    const net::Microseconds step =
        now.epoch == before.epoch ? now.stream - before.stream : now.captured_mono - before.captured_mono;
    if (step < net::Microseconds::zero() || step > longest) return std::nullopt;
    return step;
}

}  // namespace

void ScenePace::advance(const Observations& seen) {
    passed_.reset();
    if (last_ && seen.mono >= *last_) passed_ = std::min(seen.mono - *last_, kLongestStep);
    last_ = seen.mono;

    std::map<net::CameraId, Camera> cameras;
    for (const auto& [camera, scene] : seen.scenes) {
        Camera now{scene->stamp, std::nullopt};
        const auto before = cameras_.find(camera);
        if (before != cameras_.end()) {
            now.passed = between(before->second.last, scene->stamp, longest_gap(seen.configuration, camera));
        }
        cameras.emplace(camera, now);
    }
    cameras_ = std::move(cameras);
}

std::optional<net::Microseconds> ScenePace::passed(const std::optional<net::CameraId>& witness) const {
    if (!witness) return passed_;
    const auto camera = cameras_.find(*witness);
    return camera == cameras_.end() ? std::nullopt : camera->second.passed;
}

}  // namespace vigie::vision
