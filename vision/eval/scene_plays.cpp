#include "vision/eval/scene_plays.hpp"

#include <atomic>
#include <thread>
#include <utility>

namespace vigie::vision {
namespace {

/// Runs share nothing; more than two would only fight for the same cores on the machines that this is for.
constexpr unsigned kPlayers = 2;

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
    std::atomic<std::size_t> next = 0;
    const auto play_next = [&] {
        for (std::size_t i = next++; i < plays.size(); i = next++) play(plays[i]);
    };
    {
        std::vector<std::jthread> players;
        players.reserve(kPlayers);
        for (unsigned i = 0; i < kPlayers; ++i) players.emplace_back(play_next);
    }
    return plays;
}

}  // namespace vigie::vision
