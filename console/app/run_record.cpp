#include "console/app/run_record.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "console/situation/lookup.hpp"
#include "net/types/milliseconds.hpp"

namespace vigie::console {

namespace {

std::string_view word(net::Liveness liveness) {
    switch (liveness) {
        case net::Liveness::never_seen:
            return "never seen";
        case net::Liveness::live:
            return "live";
        case net::Liveness::late:
            return "late";
        case net::Liveness::frozen:
            return "frozen";
        case net::Liveness::silent:
            return "silent";
    }
    return "unknown";
}

/// The kind's key with spaces: "camera frozen".
std::string word(net::RuleKind kind) {
    std::string words(net::key_of(kind));
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

std::string_view word(WorkState work) {
    switch (work) {
        case WorkState::fresh:
            return "new";
        case WorkState::acknowledged:
            return "acknowledged";
        case WorkState::confirmed:
            return "confirmed";
        case WorkState::dispatched:
            return "dispatched";
        case WorkState::resolved:
            return "resolved";
    }
    return "unknown";
}

std::string_view word(Outcome outcome) {
    switch (outcome) {
        case Outcome::genuine:
            return "genuine";
        case Outcome::false_alarm:
            return "false alarm";
        case Outcome::test:
            return "test";
    }
    return "unknown outcome";
}

std::string place_of(const Incident& incident, const Situation& situation) {
    if (incident.zone) {
        return zone_name(situation, *incident.zone);
    }
    return incident.camera ? camera_name(situation, *incident.camera) : node_name(situation, incident.node);
}

/// Who resolved it is in its history; `acknowledged_by` may be somebody else.
std::string resolution_of(const Incident& incident) {
    const auto last =
        std::find_if(incident.history.rbegin(), incident.history.rend(),
                     [](const HistoryEntry& entry) { return entry.kind == EntryKind::resolved; });
    return fmt::format("resolved{}{}", incident.outcome ? fmt::format(" as {}", word(*incident.outcome)) : "",
                       last != incident.history.rend() ? " by " + last->actor : "");
}

/// A fresh incident is nobody's, whoever acknowledged it before it became worse or was reopened.
std::string work_of(const Incident& incident) {
    if (incident.work == WorkState::resolved) {
        return resolution_of(incident);
    }
    const bool owned = incident.work != WorkState::fresh && incident.acknowledged_by;
    return fmt::format("{}{}", word(incident.work), owned ? " by " + *incident.acknowledged_by : "");
}

std::string incident_line(const Incident& incident, const Situation& situation) {
    return fmt::format("INC-{:05}: {}, {}, {}, condition {}", incident.number, word(incident.kind),
                       place_of(incident, situation), work_of(incident),
                       incident.condition == ConditionState::active ? "active" : "cleared");
}

}  // namespace

void RunRecord::shown(const net::Scene& scene, net::MonoTime at, net::Microseconds age) {
    Camera& camera = cameras_[scene.camera];
    camera.ages.add(at, age);
    camera.people += scene.in_view.people;
    all_.add(at, age);
}

void RunRecord::watch(const std::set<net::CameraId>& cameras) {
    for (auto& [id, camera] : cameras_) {
        if (cameras.contains(id) && !watched_.contains(id)) {
            camera.ages.restart_rate();
        }
    }
    watched_ = cameras;
}

const AgeMeter* RunRecord::camera(const net::CameraId& camera) const {
    const auto found = cameras_.find(camera);
    return found == cameras_.end() ? nullptr : &found->second.ages;
}

std::string RunRecord::camera_line(const CameraSituation& camera) const {
    const std::string name = name_or_id(camera.name, camera.camera.text());
    const auto found = cameras_.find(camera.camera);
    if (found == cameras_.end()) {
        return fmt::format("{}: 0 frames shown, {}", name, word(camera.liveness));
    }
    const AgeMeter& ages = found->second.ages;
    const AgeFigures age = ages.overall().value_or(AgeFigures{});
    return fmt::format(
        "{}: {} frames shown, {:.1f} fps, age p50 {:.0f} ms p95 {:.0f} ms, {:.1f} people on average, {}",
        name, ages.shown(), ages.overall_fps(), net::milliseconds_of(age.p50), net::milliseconds_of(age.p95),
        found->second.people / static_cast<double>(ages.shown()), word(camera.liveness));
}

std::vector<std::string> RunRecord::summary(const Situation& situation) const {
    std::vector<std::string> lines;
    for (const CameraSituation& camera : situation.cameras) {
        lines.push_back(camera_line(camera));
    }
    if (situation.incidents) {
        auto incidents = situation.incidents->incidents;
        std::sort(incidents.begin(), incidents.end(),
                  [](const auto& a, const auto& b) { return a->number < b->number; });
        for (const auto& incident : incidents) {
            lines.push_back(incident_line(*incident, situation));
        }
    }
    return lines;
}

}  // namespace vigie::console
