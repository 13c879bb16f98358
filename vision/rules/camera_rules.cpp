#include <algorithm>

#include "vision/rules/rule.hpp"

namespace vigie::vision {

namespace {

bool can_watch(const net::ConfigurationRecord& record, const Subject& subject) {
    const auto* id = std::get_if<net::CameraId>(&subject);
    return id != nullptr &&
           std::any_of(record.cameras.begin(), record.cameras.end(),
                       [id](const net::CameraConfiguration& camera) { return camera.camera == *id; });
}

Measurement seconds_of(const net::CameraId& camera, double seconds, Sight sight, const char* name,
                       double threshold) {
    return {camera, seconds, sight, std::nullopt, nullptr, {{name, seconds, std::nullopt, threshold, "s"}}};
}

std::vector<Measurement> measure_silent(const net::RuleConfiguration& rule, const Observations& seen) {
    std::vector<Measurement> out;
    for (const auto& camera : rule.cameras) {
        const auto observed = seen.cameras.find(camera);
        if (observed == seen.cameras.end()) continue;
        out.push_back(seconds_of(camera, observed->second.silent_s, Sight::whole, "silent", rule.threshold));
    }
    return out;
}

/// A camera that has gone silent or fails says nothing about whether it would still be frozen.
std::vector<Measurement> measure_frozen(const net::RuleConfiguration& rule, const Observations& seen) {
    std::vector<Measurement> out;
    for (const auto& camera : rule.cameras) {
        const auto observed = seen.cameras.find(camera);
        if (observed == seen.cameras.end()) continue;
        const auto state = observed->second.state;
        const bool sends = state == net::SourceState::running || state == net::SourceState::frozen;
        out.push_back(seconds_of(camera, observed->second.still_s, sends ? Sight::whole : Sight::none,
                                 "still", rule.threshold));
    }
    return out;
}

}  // namespace

RuleDefinition camera_silent_rule() {
    return {net::RuleKind::camera_silent, {.tells_growth = false}, can_watch, measure_silent};
}

RuleDefinition camera_frozen_rule() {
    return {net::RuleKind::camera_frozen, {.tells_growth = false}, can_watch, measure_frozen};
}

}  // namespace vigie::vision
