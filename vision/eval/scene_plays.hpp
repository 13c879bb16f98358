// Many scenes under many seeds, as many at a time as there are cores for it.
#pragma once

#include <cstdint>
#include <vector>

#include "net/types/result.hpp"
#include "vision/eval/scene_list.hpp"
#include "vision/eval/scene_run.hpp"

namespace vigie::vision {

/// Both ends belong to it.
struct SeedRange {
    std::uint64_t first = 1;
    std::uint64_t last = 1;
};

/// One scene under one seed.
struct ScenePlay {
    const ScriptedScene* scene = nullptr;  ///< borrowed from the list
    std::uint64_t seed = 0;
    net::Result<SceneVerdict> verdict{};
    std::vector<SceneAlert> alerts;  ///< of all rules
    SceneTruth truth;                ///< as the scene's rules would have to see it
};

/// Every scene under every seed, in their order; two are played at a time.
[[nodiscard]] std::vector<ScenePlay> play_scenes(const std::vector<ScriptedScene>& scenes, SeedRange seeds);

}  // namespace vigie::vision
