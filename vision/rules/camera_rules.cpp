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

/// A figure of how well a camera sees, and the name of its evidence.
struct ViewFigure {
    double net::ViewQuality::*share;
    const char* name;
};

/// Figures hold for a camera that is blind too, whose scene no other rule looks at: that is when they matter.
/// Nothing is known of a view that has not been learnt or while no pictures come.
std::vector<Measurement> measure_view(const ViewFigure& figure, const net::RuleConfiguration& rule,
                                      const Observations& seen) {
    std::vector<Measurement> out;
    for (const auto& camera : rule.cameras) {
        const auto observed = seen.cameras.find(camera);
        if (observed == seen.cameras.end()) continue;
        const auto& newest = observed->second.newest;
        const bool known = newest != nullptr && newest->view.has_value();
        const double share = known ? (*newest->view).*figure.share : 0.0;
        constexpr double kPercent = 100.0;
        out.push_back({camera,
                       share,
                       known ? Sight::whole : Sight::none,
                       std::nullopt,
                       known ? newest : nullptr,
                       {{figure.name, kPercent * share, std::nullopt, kPercent * rule.threshold, "%"}}});
    }
    return out;
}

RuleDefinition view_rule(net::RuleKind kind, ViewFigure figure) {
    return {kind,
            {.tells_growth = false},
            can_watch,
            [figure](const net::RuleConfiguration& rule, const Observations& seen) {
                return measure_view(figure, rule, seen);
            }};
}

/// A camera that sends nothing, or the same picture for ever, is another rule's matter.
std::vector<Measurement> measure_blind(const net::RuleConfiguration& rule, const Observations& seen) {
    std::vector<Measurement> out;
    for (const auto& camera : rule.cameras) {
        const auto observed = seen.cameras.find(camera);
        if (observed == seen.cameras.end()) continue;
        const bool sends = observed->second.state == net::SourceState::running;
        out.push_back(seconds_of(camera, observed->second.blind_s, sends ? Sight::whole : Sight::none,
                                 "blind", rule.threshold));
        out.back().shown = observed->second.newest;
    }
    return out;
}

}  // namespace

RuleDefinition camera_covered_rule() {
    return view_rule(net::RuleKind::camera_covered, {&net::ViewQuality::covered, "covered"});
}

RuleDefinition camera_blurred_rule() {
    return view_rule(net::RuleKind::camera_blurred, {&net::ViewQuality::blur, "blur"});
}

RuleDefinition camera_moved_rule() {
    return view_rule(net::RuleKind::camera_moved, {&net::ViewQuality::moved, "moved"});
}

RuleDefinition camera_glared_rule() {
    return view_rule(net::RuleKind::camera_glared, {&net::ViewQuality::glare, "glare"});
}

RuleDefinition camera_blind_rule() {
    return {net::RuleKind::camera_blind, {.tells_growth = false}, can_watch, measure_blind};
}

RuleDefinition camera_silent_rule() {
    return {net::RuleKind::camera_silent, {.tells_growth = false}, can_watch, measure_silent};
}

RuleDefinition camera_frozen_rule() {
    return {net::RuleKind::camera_frozen, {.tells_growth = false}, can_watch, measure_frozen};
}

}  // namespace vigie::vision
