// A whole node on a scripted scene without threads and sockets: capture, analysis, mask and judgement in the
// script's own time, as fast as the machine can.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "net/types/alert.hpp"
#include "net/types/health.hpp"
#include "net/types/result.hpp"
#include "vision/eval/scene_list.hpp"
#include "vision/simulation/happening.hpp"

namespace vigie::vision {

/// An alert and when the node judged so, seconds from the script's start.
struct SceneAlert {
    double at_s = 0.0;
    net::Alert alert;
};

/// What one playing of a script came to. Plain values.
struct SceneRun {
    std::vector<SceneAlert> alerts;    ///< in their order
    std::vector<Happening> happened;   ///< in truth
    std::vector<net::RuleHealth> off;  ///< rules that were not on at the end, and why
    std::uint64_t frames = 0;          ///< analysed, of all cameras
    std::uint64_t seen = 0;            ///< of these: not warming up, not in doubt
    std::uint64_t refused = 0;         ///< could not be analysed
};

/// Plays `script` once, with that seed, to the node of `configuration`, whose cameras must all be simulated;
/// the machine is taken to be fast enough, so that every picture is analysed when it is due. The seed is that
/// of people and of sensors' noise. The node's paths are relative to its own folder. Any thread.
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
