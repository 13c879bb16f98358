#include "vision/eval/scene_run.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "net/types/phase.hpp"
#include "vision/configuration/node_configuration.hpp"
#include "vision/configuration/script_cameras.hpp"
#include "vision/rendering/noise.hpp"
#include "vision/simulation/simulated_venue.hpp"

namespace vigie::vision {
namespace {

/// When the window of a scene begins; nothing when what it begins with never came true.
std::optional<double> beginning_of(const ScriptedScene& scene, const SceneRun& run) {
    if (scene.from_in_zone > 0) {
        const auto truth = run.truth.find(scene.kind);
        if (truth == run.truth.end() || truth->second.in_zone < scene.from_in_zone) return std::nullopt;
        return truth->second.in_zone_from_s[scene.from_in_zone - 1] + scene.earliest_s;
    }
    if (!scene.from_event) return scene.earliest_s;
    for (const auto& happening : run.happened) {
        if (happening.kind != EventKind::phase) return happening.start_s + scene.earliest_s;
    }
    return std::nullopt;
}

std::string problem_of(const ScriptedScene& scene, std::optional<double> begin, const SceneAlert* raised,
                       bool cleared) {
    if (!begin) return "what its window begins with did not happen";
    if (!scene.fires) {
        return raised == nullptr
                   ? std::string()
                   : fmt::format("raised at {:.1f} s by {}", raised->at_s, text_of(raised->alert.evidence));
    }
    if (raised == nullptr) return "not raised";
    const double latest_s = *begin + scene.latest_s - scene.earliest_s;
    if (raised->at_s < *begin || raised->at_s > latest_s) {
        return fmt::format("raised at {:.1f} s, which is not in {:.1f} to {:.1f} s", raised->at_s, *begin,
                           latest_s);
    }
    return scene.clears && !cleared ? "raised and not cleared" : "";
}

/// What supervisors do in a venue, a script's marks do in its play.
std::vector<NodeSwitch> switches_of(const SimulationScript& script) {
    std::vector<NodeSwitch> out;
    for (const auto& event : script.events) {
        const auto phase = event.kind == EventKind::phase ? net::phase_from_key(event.target) : std::nullopt;
        if (phase) out.push_back({event.at_s, *phase});
    }
    return out;
}

}  // namespace

net::Result<SceneRun> run_scene(NodeConfiguration configuration, const std::filesystem::path& script,
                                std::uint64_t seed, const NodeWatcher& watcher) {
    auto read = load_script(script);
    if (!read) return tl::unexpected(read.error());
    if (const auto why = unknown_camera(configuration, *read); !why.empty()) {
        return net::fail(net::ErrorCode::invalid_input, script.string() + " " + why);
    }
    read->seed = seed;
    const double seconds = read->duration_s;
    auto switches = switches_of(*read);
    const auto venue = SimulatedVenue::from(std::move(*read));
    const auto start = std::make_shared<SimulationStart>();
    for (auto& camera : configuration.cameras) {
        auto* source = std::get_if<SimulatedSource>(&camera.capture.source);
        if (source == nullptr) continue;
        source->script = script;
        source->venue = venue;
        source->start = start;
        source->camera.seed = mixed(source->camera.seed, seed);
        source->loop = false;
    }
    TruthWatch watch(configuration.record);
    SceneRun out;
    for (const auto& rule : configuration.record.rules) out.truth[rule.kind] = {};
    const double rate = venue->steps_per_second();
    const auto see = [&](double at_s, const net::Occupancy& seen) {
        watch.see(*venue->at(static_cast<std::uint64_t>(std::llround(at_s * rate))), at_s);
        if (watcher) watcher(at_s, seen);
    };
    auto run = run_node(std::move(configuration), seconds, see, std::move(switches));
    if (!run) return tl::unexpected(run.error());
    static_cast<NodeRun&>(out) = *std::move(run);
    out.happened = venue->happened(venue->steps() - 1);
    for (auto& [kind, truth] : out.truth) truth = watch.truth_for(kind);
    return out;
}

net::Result<SceneRun> run_scene(const std::filesystem::path& configuration,
                                const std::filesystem::path& script, std::uint64_t seed) {
    auto node = load_node_configuration(configuration, configuration.parent_path());
    if (!node) return tl::unexpected(node.error());
    return run_scene(*std::move(node), script, seed);
}

SceneVerdict judge_scene(const ScriptedScene& scene, const SceneRun& run) {
    SceneVerdict out;
    const SceneAlert* raised = nullptr;
    bool open = false;
    for (const auto& entry : run.alerts) {
        if (entry.alert.kind != scene.kind) continue;
        const bool begins = entry.alert.transition == net::Transition::raised;
        if (begins && raised == nullptr) raised = &entry;
        open = begins || (open && entry.alert.transition != net::Transition::cleared);
    }
    const auto begin = beginning_of(scene, run);
    out.fired = raised != nullptr;
    if (out.fired) {
        out.evidence = raised->alert.evidence;
        out.delay_s = raised->at_s - begin.value_or(0.0);
    }
    out.why = problem_of(scene, begin, raised, !open);
    if (const auto truth = run.truth.find(scene.kind); out.why.empty() && scene.truth.wants_any()) {
        out.why = scene.truth.lacking_in(truth == run.truth.end() ? SceneTruth{} : truth->second);
    }
    if (out.why.empty() && !run.off.empty()) {
        out.why =
            fmt::format("rule {} was off: {}", run.off.front().rule.text(), run.off.front().why_off.english);
    }
    out.holds = out.why.empty();
    return out;
}

std::string text_of(const std::vector<net::Evidence>& evidence) {
    std::string out;
    for (const auto& figure : evidence) {
        out += fmt::format("{}{} {:.3g}{}{}", out.empty() ? "" : ", ", figure.name, figure.value,
                           figure.unit.empty() ? "" : " " + figure.unit,
                           figure.threshold ? fmt::format(" (threshold {:.3g})", *figure.threshold) : "");
    }
    return out;
}

}  // namespace vigie::vision
