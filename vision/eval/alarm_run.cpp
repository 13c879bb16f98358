#include "vision/eval/alarm_run.hpp"

#include <utility>
#include <variant>

#include <fmt/format.h>

#include "vision/configuration/node_configuration.hpp"

namespace vigie::vision {
namespace {

/// A round of the demo's script.
constexpr double kRoundS = 180.0;

/// The node of that file with its alarms.
struct Expectation {
    NodeConfiguration node;
    std::vector<ExpectedAlarm> alarms;
};

net::Result<Expectation> expectation_of(const std::filesystem::path& file,
                                        const std::filesystem::path& video) {
    auto node = load_node_configuration(file, file.parent_path());
    if (!node) return tl::unexpected(node.error());
    for (auto& camera : node->cameras) {
        if (auto* source = std::get_if<FileSource>(&camera.capture.source)) source->file = video;
    }
    auto alarms = load_alarms(file.parent_path() / "alarms.toml", *node);
    if (!alarms) return tl::unexpected(alarms.error());
    return Expectation{*std::move(node), *std::move(alarms)};
}

AlarmRun compared(const std::vector<ExpectedAlarm>& expected, NodeRun run) {
    auto comparison = compare_alarms(expected, run.alerts);
    return {std::move(run), std::move(comparison)};
}

}  // namespace

std::vector<std::string> AlarmRun::wrong(bool known_too) const {
    auto out = comparison.wrong(known_too);
    for (const auto& rule : run.off) {
        out.push_back(fmt::format("rule {} was off: {}", rule.rule.text(), rule.why_off.english));
    }
    if (run.refused > 0) out.push_back(fmt::format("{} pictures could not be analysed", run.refused));
    return out;
}

net::Result<AlarmRun> run_real_video(const std::filesystem::path& folder, const std::filesystem::path& video,
                                     double seconds) {
    auto expected = expectation_of(folder / "node.toml", video);
    if (!expected) return tl::unexpected(expected.error());
    auto run = run_node(std::move(expected->node), seconds);
    if (!run) return tl::unexpected(run.error());
    return compared(expected->alarms, *std::move(run));
}

net::Result<AlarmRun> run_demo(const std::filesystem::path& configuration,
                               const std::filesystem::path& video) {
    auto expected = expectation_of(configuration, video);
    if (!expected) return tl::unexpected(expected.error());
    auto run = run_node(std::move(expected->node), kRoundS);
    if (!run) return tl::unexpected(run.error());
    return compared(expected->alarms, *std::move(run));
}

}  // namespace vigie::vision
