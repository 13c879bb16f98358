// The list of scripted scenes: what each of them is about, and which rule must tell it, or must not.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "net/types/result.hpp"
#include "net/types/rule_kind.hpp"
#include "vision/eval/scene_truth.hpp"

namespace vigie::vision {

/// One script, the node that looks at it and what must come of it. Plain values; paths are resolved.
struct ScriptedScene {
    std::string name;  ///< of the script in the list's folder, without ending: "intrusion/fires"
    net::RuleKind kind = net::RuleKind::intrusion;
    std::filesystem::path node;
    std::filesystem::path script;
    /// True: a rule of that kind must be raised in the window, and not before. False, a near-miss: never.
    bool fires = false;
    double earliest_s = 0.0;  ///< of the window, from the script's start ...
    double latest_s = 0.0;
    bool from_event = false;  ///< ... or from when its first event came true; then one must have
    std::size_t from_in_zone =
        0;                ///< ... or, above 0, from when so many were in truth at once in a zone of the rule
    bool clears = false;  ///< what was raised must have been cleared by the end
    WantedTruth truth;    ///< without it, the scene proves nothing
    std::string what;     ///< happens, one sentence
    std::string known;    ///< why it does not come out so today; empty: it does
};

/// False for a kind that has its name and no rule in this build: its scenes cannot be played.
[[nodiscard]] bool has_rule(net::RuleKind kind);

/// Reads `folder`/scenes.toml. Every error names file, line and field.
[[nodiscard]] net::Result<std::vector<ScriptedScene>> load_scenes(const std::filesystem::path& folder);

}  // namespace vigie::vision
