// Alarms that are told of real videos and of the demo, beside those that must be.
#include <array>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "vision/eval/alarm_run.hpp"
#include "vision/eval/scene_run.hpp"
#include "vision/eval/tables.hpp"

namespace vigie::vision {
namespace {

Json json_of(const AlarmRun& measured) {
    Json expected = Json::array();
    for (const auto& row : measured.comparison.rows) {
        Json entry = Json::object();
        entry["rule"] = row.expected.rule.text();
        entry["subject"] = row.expected.subject;
        entry["at_s"] = row.expected.at_s;
        entry["raised_s"] = row.raised_s ? Json(*row.raised_s) : Json();
        entry["times"] = row.times;
        entry["holds"] = row.holds();
        entry["evidence"] = text_of(row.evidence);
        expected.push_back(std::move(entry));
    }
    Json unexpected = Json::array();
    for (const auto& [at_s, alert] : measured.comparison.unexpected) {
        Json entry = Json::object();
        entry["rule"] = alert.rule.text();
        entry["subject"] = subject_of(alert);
        entry["raised_s"] = at_s;
        entry["evidence"] = text_of(alert.evidence);
        unexpected.push_back(std::move(entry));
    }
    Json out = Json::object();
    out["frames"] = measured.run.frames;
    out["expected"] = std::move(expected);
    out["unexpected"] = std::move(unexpected);
    return out;
}

/// Adds a run to a table under a name and a headline.
void add(const std::string& name, const std::string& headline, const AlarmRun& measured, TableOutcome& out,
         Json& place) {
    out.text +=
        fmt::format("{}  {}\n\n{}", out.text.empty() ? "" : "\n", headline, text_of(measured.comparison));
    place = json_of(measured);
    for (const auto& sentence : measured.wrong()) out.missed.push_back(name + ": " + sentence);
    for (const auto& sentence : measured.comparison.mended()) out.missed.push_back(name + ": " + sentence);
}

class AlarmsTable final : public Table {
public:
    [[nodiscard]] std::string_view name() const override { return "alarms"; }
    [[nodiscard]] std::string_view title() const override {
        return "every alarm on two real videos, beside those that must be told";
    }
    [[nodiscard]] net::Result<TableOutcome> measure(Material& material) const override {
        struct RealVideo {
            const char* name;
            NeededFile file;
            double seconds;
            const char* headline;
        };
        const std::array<RealVideo, 2> videos{
            {{"vtest", material.video(), kThreeLoopsS,
              "vtest.avi three times, surveyed and not, every kind of rule at its usual limits and some "
              "below"},
             {"aboda", material.left_bag(), kLeftBagS,
              "ABODA's fourth video, not surveyed, a bag told after 2.5 s alone, all else at usual limits"}}};
        TableOutcome out;
        if (auto absent = Material::absent({material.scenes()})) return left_out(*absent);
        const auto scenes = material.scenes().file.parent_path();
        for (const auto& video : videos) {
            if (auto absent = Material::absent({video.file})) {
                out.absent.push_back(*absent);
                continue;
            }
            const auto measured =
                run_real_video(scenes / "real" / video.name, video.file.file, video.seconds);
            if (!measured) return tl::unexpected(measured.error());
            add(video.name, video.headline, *measured, out, out.figures["alarms"][video.name]);
        }
        return out;
    }
};

class DemoTable final : public Table {
public:
    [[nodiscard]] std::string_view name() const override { return "demo"; }
    [[nodiscard]] std::string_view title() const override {
        return "every alarm of the demo's first three minutes, beside its story";
    }
    [[nodiscard]] net::Result<TableOutcome> measure(Material& material) const override {
        if (auto absent = Material::absent({material.video(), material.demo_alarms()})) {
            return left_out(*absent);
        }
        const auto measured = run_demo(material.configuration(), material.video().file);
        if (!measured) return tl::unexpected(measured.error());
        TableOutcome out;
        add("demo", "nine cameras, as ./run demo plays them to a machine that is fast enough", *measured, out,
            out.figures["demo"]);
        return out;
    }
};

}  // namespace

std::unique_ptr<Table> make_alarms_table() {
    return std::make_unique<AlarmsTable>();
}

std::unique_ptr<Table> make_demo_table() {
    return std::make_unique<DemoTable>();
}

}  // namespace vigie::vision
