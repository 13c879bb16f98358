// Every kind of rule on its scripted scenes: does it fire in time, and does it stay silent beside its scene?
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "vision/eval/percentile.hpp"
#include "vision/eval/scene_list.hpp"
#include "vision/eval/scene_plays.hpp"
#include "vision/eval/tables.hpp"

namespace vigie::vision {
namespace {

/// Never used while rules, analysis or scenes were tuned.
constexpr std::uint64_t kFirstSeed = 1001;
constexpr std::uint64_t kLastSeed = 1010;
/// What one kind came to over all of its scenes and seeds.
struct RuleResult {
    std::size_t fires = 0;  ///< plays of scenes that must fire
    std::size_t fired = 0;  ///< of these, as they must
    std::size_t near_misses = 0;
    std::size_t near_misses_fired = 0;
    std::size_t unclear = 0;  ///< near-misses that prove nothing: the act did not happen, the rule was off
    std::vector<double> delays_s;
    std::string evidence;
    std::map<std::string, std::size_t> wrong;  ///< plays by scene
    std::vector<std::string> lines;            ///< one a wrong play

    [[nodiscard]] bool holds() const {
        return fired == fires && fires > 0 && near_misses_fired == 0 && unclear == 0;
    }
};

void add(const ScenePlay& play, const SceneVerdict& verdict, RuleResult& result) {
    if (play.scene->fires) {
        ++result.fires;
        if (verdict.holds) {
            ++result.fired;
            result.delays_s.push_back(verdict.delay_s);
            if (result.evidence.empty()) result.evidence = text_of(verdict.evidence);
        }
    } else {
        ++result.near_misses;
        if (verdict.fired) ++result.near_misses_fired;
        if (!verdict.fired && !verdict.holds) ++result.unclear;
    }
    if (verdict.holds) return;
    ++result.wrong[play.scene->name];
    result.lines.push_back(fmt::format("    {}, seed {}: {}\n", play.scene->name, play.seed, verdict.why));
}

std::string text_of(net::RuleKind kind, const RuleResult& result) {
    std::string delays = "     -      -";
    if (!result.delays_s.empty()) {
        delays = fmt::format("{:>6.1f} {:>6.1f}", median(result.delays_s), percentile(result.delays_s, 1.0));
    }
    std::string out =
        fmt::format("  {:<20}{:>3} of {:<3}{:>4} of {:<3} {}   {}\n", net::key_of(kind), result.fired,
                    result.fires, result.near_misses_fired, result.near_misses, delays, result.evidence);
    for (const auto& line : result.lines) out += line;
    return out;
}

Json json_of(const RuleResult& result) {
    Json out = Json::object();
    out["fired"] = result.fired;
    out["of"] = result.fires;
    out["near_misses_fired"] = result.near_misses_fired;
    out["near_misses"] = result.near_misses;
    out["near_misses_unclear"] = result.unclear;
    out["delay_s"] = result.delays_s.empty() ? Json() : Json(median(result.delays_s));
    out["worst_delay_s"] = result.delays_s.empty() ? Json() : Json(percentile(result.delays_s, 1.0));
    out["evidence"] = result.evidence;
    out["wrong"] = result.wrong;
    return out;
}

class RulesTable final : public Table {
public:
    [[nodiscard]] std::string_view name() const override { return "rules"; }
    [[nodiscard]] std::string_view title() const override {
        return "each rule on a scripted scene and three near-misses, seeds 1001 to 1010";
    }
    [[nodiscard]] net::Result<TableOutcome> measure(Material& material) const override {
        if (auto absent = Material::absent({material.scenes()})) return left_out(*absent);
        auto scenes = load_scenes(material.scenes().file.parent_path());
        if (!scenes) return tl::unexpected(scenes.error());
        std::set<std::string_view> missing;
        for (const auto& scene : *scenes) {
            if (!has_rule(scene.kind)) missing.insert(net::key_of(scene.kind));
        }
        std::erase_if(*scenes, [](const ScriptedScene& scene) { return !has_rule(scene.kind); });
        const auto plays = play_scenes(*scenes, {kFirstSeed, kLastSeed});
        std::map<net::RuleKind, RuleResult> results;
        for (const auto& play : plays) {
            if (!play.verdict) {
                return net::fail(fmt::format("{}, seed {}", play.scene->name, play.seed),
                                 play.verdict.error());
            }
            add(play, *play.verdict, results[play.scene->kind]);
        }
        auto out = outcome_of(*scenes, results);
        for (const auto& kind : missing) {
            out.absent.push_back(fmt::format("{}: this build has no such rule", kind));
        }
        return out;
    }

private:
    static TableOutcome outcome_of(const std::vector<ScriptedScene>& scenes,
                                   const std::map<net::RuleKind, RuleResult>& results) {
        TableOutcome out;
        out.text = fmt::format("  {:<20}{:>9}{:>12} {:>6} {:>6}   evidence of one\n", "rule", "fired",
                               "near-misses", "delay", "worst");
        Json& rules = out.figures["rules"] = Json::object();
        for (const auto& [kind, result] : results) {
            out.text += text_of(kind, result);
            rules[std::string(net::key_of(kind))] = json_of(result);
            if (result.holds()) continue;
            out.missed.push_back(
                fmt::format("rules: {} fired in {} of {}, near-misses in {} of {}{}", net::key_of(kind),
                            result.fired, result.fires, result.near_misses_fired, result.near_misses,
                            result.unclear > 0 ? fmt::format(", {} prove nothing", result.unclear) : ""));
        }
        for (const auto& scene : scenes) {
            if (scene.known.empty()) continue;
            out.text += fmt::format("  known: {}: {}\n", scene.name, scene.known);
            const auto& wrong = results.at(scene.kind).wrong;
            if (wrong.contains(scene.name)) continue;
            out.missed.push_back(
                fmt::format("rules: {} passes now: try more seeds, and remove its `known`", scene.name));
            out.text += "    passes now under every seed\n";
        }
        return out;
    }
};

}  // namespace

std::unique_ptr<Table> make_rules_table() {
    return std::make_unique<RulesTable>();
}

}  // namespace vigie::vision
