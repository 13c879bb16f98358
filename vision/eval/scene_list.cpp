#include "vision/eval/scene_list.hpp"

#include <algorithm>
#include <utility>

#include "net/toml/toml_reader.hpp"
#include "vision/rules/rule.hpp"

namespace vigie::vision {
namespace {

constexpr double kLongestS = 3600.0;
constexpr int kMostPeople = 10000;

/// What the scene's people must truly do.
WantedTruth read_truth(net::TomlReader& scene) {
    WantedTruth out;
    if (!scene.has("truth")) return out;
    auto table = scene.table("truth");
    for (const auto& [key, figure] :
         {std::pair{"people", &out.people}, std::pair{"passed", &out.passed},
          std::pair{"in_zone", &out.in_zone}, std::pair{"standing", &out.standing},
          std::pair{"close", &out.close}, std::pair{"against", &out.against}}) {
        if (table.has(key)) *figure = static_cast<std::size_t>(table.integer(key, 0, 0, kMostPeople));
    }
    table.finish();
    return out;
}

ScriptedScene read_scene(net::TomlReader& table, const std::filesystem::path& folder) {
    ScriptedScene out;
    const std::string kind = table.text("rule");
    if (const auto known = net::rule_kind_from_key(kind); known && net::is_of_nodes(*known)) {
        out.kind = *known;
    } else {
        table.refuse("rule", "'" + kind + "' is no kind of rule; write it as in node.toml");
    }
    const std::filesystem::path script = table.text("script");
    out.name = std::filesystem::path(script).replace_extension().string();
    out.script = folder / script;
    out.node = folder / table.text("node", (script.parent_path() / "node.toml").string());
    for (const auto& [key, file] : {std::pair{"script", &out.script}, std::pair{"node", &out.node}}) {
        if (!std::filesystem::is_regular_file(*file)) {
            table.refuse(key, "names '" + file->string() + "', which is no file");
        }
    }
    out.fires = table.flag("fires", false);
    out.from_event = table.flag("from_event", false);
    out.clears = table.flag("clears", false);
    out.truth = read_truth(table);
    if (!out.fires && !out.from_event && !out.truth.wants_any()) {
        table.refuse("truth", "is missing: say what must truly happen beside the rule, or set from_event");
    }
    const char* window[] = {"earliest_s", "latest_s", "from_in_zone"};
    if (out.fires) {
        out.from_in_zone = static_cast<std::size_t>(table.integer("from_in_zone", 0, 0, kMostPeople));
        if (out.from_in_zone > 0 && out.from_event) {
            table.refuse("from_in_zone", "and 'from_event' are two beginnings of one window; remove one");
        }
        out.earliest_s = table.number("earliest_s", 0.0, 0.0, kLongestS);
        out.latest_s = table.number("latest_s", 0.0, 0.0, kLongestS);
        if (out.latest_s <= out.earliest_s) table.refuse("latest_s", "must be later than 'earliest_s'");
    } else {
        for (const char* key : window) {
            if (table.has(key)) table.refuse(key, "belongs to a scene that fires; remove it");
        }
    }
    out.what = table.text("what");
    if (table.has("known")) out.known = table.text("known");
    table.finish();
    return out;
}

}  // namespace

bool has_rule(net::RuleKind kind) {
    const auto& kinds = rule_kinds();
    return std::any_of(kinds.begin(), kinds.end(),
                       [kind](const RuleDefinition& rule) { return rule.kind == kind; });
}

net::Result<std::vector<ScriptedScene>> load_scenes(const std::filesystem::path& folder) {
    const auto file = folder / "scenes.toml";
    const auto parsed = net::read_toml(file);
    if (!parsed) return tl::unexpected(parsed.error());
    net::TomlReader top(*parsed, file.string());
    std::vector<ScriptedScene> out;
    for (auto& table : top.tables("scene")) {
        auto scene = read_scene(table, folder);
        const auto same = [&scene](const auto& other) { return other.name == scene.name; };
        if (std::any_of(out.begin(), out.end(), same)) {
            table.refuse("script", "'" + scene.name + "' is listed twice; remove one");
        }
        out.push_back(std::move(scene));
    }
    if (out.empty()) top.refuse("scene", "is missing; add one [[scene]] at least");
    top.finish();
    if (auto read = top.result(); !read) return tl::unexpected(read.error());
    return out;
}

}  // namespace vigie::vision
