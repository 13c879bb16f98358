#include "vision/eval/scene_plays.hpp"

#include <utility>

#include "vision/eval/side_by_side.hpp"

namespace vigie::vision {
namespace {

void play(ScenePlay& out) {
    auto run = run_scene(out.scene->node, out.scene->script, out.seed);
    if (!run) {
        out.verdict = tl::unexpected(run.error());
        return;
    }
    out.verdict = judge_scene(*out.scene, *run);
    out.alerts = std::move(run->alerts);
    out.truth = run->truth[out.scene->kind];
}

}  // namespace

std::vector<ScenePlay> play_scenes(const std::vector<ScriptedScene>& scenes, SeedRange seeds) {
    std::vector<ScenePlay> plays;
    plays.reserve(scenes.size() * (seeds.last - seeds.first + 1));
    for (const auto& scene : scenes) {
        for (auto seed = seeds.first; seed <= seeds.last; ++seed) {
            plays.emplace_back();
            plays.back().scene = &scene;
            plays.back().seed = seed;
        }
    }
    side_by_side(plays.size(), [&plays](std::size_t i) { play(plays[i]); });
    return plays;
}

}  // namespace vigie::vision
