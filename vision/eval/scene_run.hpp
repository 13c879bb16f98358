// A whole node on a scripted scene, in the script's own time, and whether what came of it is as it should be.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "net/types/alert.hpp"
#include "net/types/result.hpp"
#include "vision/eval/node_run.hpp"
#include "vision/eval/scene_list.hpp"
#include "vision/eval/scene_truth.hpp"
#include "vision/simulation/happening.hpp"

namespace vigie::vision {

using SceneAlert = NodeAlert;

/// What one playing of a script came to. Plain values.
struct SceneRun : NodeRun {
    std::vector<Happening> happened;            ///< in truth
    std::map<net::RuleKind, SceneTruth> truth;  ///< for each kind of rule that the node has
};

/// Plays `script` once, with that seed, to the node of `configuration` (node_run.hpp), whose simulated
/// cameras see that script whatever they named; videos and folders are played as it says. The seed is that of
/// people and of sensors' noise. The script's phases are those of every hall of the node. `watcher` is told
/// what the node makes of it. Any thread.
[[nodiscard]] net::Result<SceneRun> run_scene(NodeConfiguration configuration,
                                              const std::filesystem::path& script, std::uint64_t seed,
                                              const NodeWatcher& watcher = {});

/// The same to the node of a file, whose paths are relative to its own folder.
[[nodiscard]] net::Result<SceneRun> run_scene(const std::filesystem::path& configuration,
                                              const std::filesystem::path& script, std::uint64_t seed);

/// Whether a run is what its scene says. Plain values.
struct SceneVerdict {
    bool fired = false;    ///< a rule of the scene's kind was raised at all
    bool holds = false;    ///< all is as the scene says
    double delay_s = 0.0;  ///< from the window's beginning to the first raising; 0 when there is none
    std::string why;       ///< it does not hold: one sentence
    std::vector<net::Evidence> evidence;  ///< of the first raising
};

[[nodiscard]] SceneVerdict judge_scene(const ScriptedScene& scene, const SceneRun& run);

/// "people 3 (threshold 1), duration 0.8 s" for people.
[[nodiscard]] std::string text_of(const std::vector<net::Evidence>& evidence);

}  // namespace vigie::vision
