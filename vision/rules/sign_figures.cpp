#include "vision/rules/sign_figures.hpp"

#include <algorithm>
#include <string>

#include "vision/rules/zone_sight.hpp"

namespace vigie::vision {

namespace {

bool is_known(const net::CameraId& camera, const net::ConfigurationRecord& record) {
    return std::any_of(record.cameras.begin(), record.cameras.end(),
                       [&camera](const net::CameraConfiguration& known) { return known.camera == camera; });
}

std::vector<net::Evidence> evidence_of(const net::RuleConfiguration& rule, std::string_view name,
                                       const net::Sign* sign) {
    std::vector<net::Evidence> out{
        {std::string(name), sign == nullptr ? 0.0 : sign->lasting_s, std::nullopt, rule.threshold, "s"}};
    if (sign == nullptr) return out;
    out.push_back({"confidence", 100.0 * sign->confidence, std::nullopt, std::nullopt, "%"});
    if (sign->at) {
        out.push_back({"x", sign->at->x, std::nullopt, std::nullopt, "m"});
        out.push_back({"y", sign->at->y, std::nullopt, std::nullopt, "m"});
    }
    return out;
}

/// `outline`: of a zone; null: the whole picture.
Measurement measure_subject(const net::RuleConfiguration& rule, const Subject& subject,
                            const std::vector<net::CameraId>& cameras,
                            const net::Polygon<net::Floor>* outline, const Observations& seen,
                            const std::function<bool(const net::Sign&)>& counts, std::string_view name) {
    Measurement out{subject, 0.0, Sight::none, std::nullopt, nullptr, {}};
    const net::Sign* oldest = nullptr;
    bool all = true;
    for (const auto& camera : cameras) {
        const auto scene = seen.scenes.find(camera);
        if (scene == seen.scenes.end()) {
            all = false;
            continue;
        }
        if (!out.witness) {
            out.witness = camera;
            out.shown = scene->second;
        }
        for (const auto& sign : scene->second->signs) {
            const bool within = outline == nullptr || (sign.at && net::contains(*outline, *sign.at));
            if (!within || !counts(sign)) continue;
            if (oldest == nullptr || sign.lasting_s > oldest->lasting_s) {
                oldest = &sign;
                out.shown = scene->second;
            }
        }
    }
    if (oldest != nullptr) out.value = oldest->lasting_s;
    if (out.witness) out.sight = all ? Sight::whole : Sight::partial;
    out.evidence = evidence_of(rule, name, oldest);
    return out;
}

}  // namespace

std::vector<Measurement> measure_signs(const net::RuleConfiguration& rule, const Observations& seen,
                                       const std::function<bool(const net::Sign&)>& counts,
                                       std::string_view name) {
    std::vector<Measurement> out;
    for (const auto* zone : zones_of(rule, seen.configuration)) {
        const auto cameras = locating_cameras(*zone, seen.configuration);
        if (cameras.empty()) continue;
        out.push_back(measure_subject(rule, zone->zone, cameras, &zone->outline, seen, counts, name));
    }
    for (const auto& camera : rule.cameras) {
        if (!is_known(camera, seen.configuration)) continue;
        out.push_back(measure_subject(rule, camera, {camera}, nullptr, seen, counts, name));
    }
    return out;
}

bool can_watch_signs(const net::ConfigurationRecord& record, const Subject& subject) {
    if (const auto* camera = std::get_if<net::CameraId>(&subject)) return is_known(*camera, record);
    const auto* zone = zone_of(subject, record);
    return zone != nullptr && !locating_cameras(*zone, record).empty();
}

}  // namespace vigie::vision
