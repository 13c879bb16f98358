#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "vision/rules/rule.hpp"
#include "vision/rules/sign_figures.hpp"
#include "vision/rules/zone_sight.hpp"

namespace vigie::vision {

namespace {

bool looks_for(const CameraObservations& cameras, const net::CameraId& camera, const std::string& label) {
    const auto observed = cameras.find(camera);
    if (observed == cameras.end()) return false;
    const auto& labels = observed->second.labels;
    return std::find(labels.begin(), labels.end(), label) != labels.end();
}

bool has_model(const net::RuleConfiguration& rule, const net::ConfigurationRecord& record,
               const CameraObservations& cameras, const Subject& subject) {
    if (const auto* camera = std::get_if<net::CameraId>(&subject)) {
        return looks_for(cameras, *camera, rule.label);
    }
    const auto* zone = zone_of(subject, record);
    if (zone == nullptr) return false;
    const auto locating = locating_cameras(*zone, record);
    return std::any_of(locating.begin(), locating.end(),
                       [&](const net::CameraId& camera) { return looks_for(cameras, camera, rule.label); });
}

/// A camera whose model does not look for the class says nothing of it, seeing or not.
std::vector<Measurement> measure(const net::RuleConfiguration& rule, const Observations& seen) {
    auto scenes = seen.scenes;
    std::erase_if(scenes,
                  [&](const auto& entry) { return !looks_for(seen.cameras, entry.first, rule.label); });
    const Observations looking{seen.now, seen.mono,    seen.configuration, seen.occupancy,
                               scenes,   seen.cameras, seen.movements};
    const auto counts = [&rule](const net::Sign& sign) {
        return sign.kind == net::SignKind::model_class && sign.label == rule.label;
    };
    return measure_signs(rule, looking, counts, "visible");
}

}  // namespace

RuleDefinition model_class_rule() {
    RuleDefinition out{net::RuleKind::model_class, {.tells_growth = false}, can_watch_signs, measure};
    out.has_model = has_model;
    return out;
}

}  // namespace vigie::vision
