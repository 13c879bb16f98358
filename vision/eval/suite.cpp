#include "vision/eval/suite.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "vision/eval/tables.hpp"

namespace vigie::vision {
namespace {

std::string summary_of(std::size_t skipped, const SuiteOutcome& outcome) {
    std::string out =
        fmt::format("{} {} measured, {} skipped, {} failed; {}\n", outcome.measured,
                    outcome.measured == 1 ? "table" : "tables", skipped, outcome.failed.size(),
                    outcome.measured == 0    ? "no bar was looked at"
                    : outcome.missed.empty() ? "every bar holds"
                                             : fmt::format("{} missed:", outcome.missed.size()));
    for (const auto& sentence : outcome.missed) {
        out += "  " + sentence + "\n";
    }
    return out;
}

}  // namespace

std::vector<std::unique_ptr<Table>> all_tables() {
    std::vector<std::unique_ptr<Table>> out;
    out.push_back(make_video_table());
    out.push_back(make_model_table());
    out.push_back(make_tracker_table());
    out.push_back(make_robustness_table());
    out.push_back(make_uncalibrated_table());
    out.push_back(make_drawn_table());
    out.push_back(make_empty_scene_table());
    out.push_back(make_rules_table());
    out.push_back(make_alarms_table());
    out.push_back(make_demo_table());
    out.push_back(make_crowd_table());
    out.push_back(make_fusion_table());
    return out;
}

SuiteOutcome run_suite(const std::vector<std::unique_ptr<Table>>& tables, Material& material,
                       const std::function<void(std::string_view)>& print) {
    SuiteOutcome out;
    Json skipped = Json::object();
    std::size_t left_out = 0;
    for (const auto& table : tables) {
        print(fmt::format("== {}: {}\n\n", table->name(), table->title()));
        auto outcome = table->measure(material);
        if (!outcome) {
            out.failed.push_back(fmt::format("{}: {}", table->name(), outcome.error().message));
            print(fmt::format("  failed: {}\n\n", outcome.error().message));
            continue;
        }
        print(outcome->text);
        for (const auto& absent : outcome->absent) {
            print(fmt::format("  skipped: {}\n", absent));
        }
        print("\n");
        ++(outcome->text.empty() ? left_out : out.measured);
        out.figures.update(outcome->figures);
        if (!outcome->absent.empty()) {
            skipped[std::string(table->name())] = outcome->absent;
        }
        std::move(outcome->missed.begin(), outcome->missed.end(), std::back_inserter(out.missed));
    }
    out.figures["skipped"] = skipped;
    out.figures["missed"] = out.missed;
    print(summary_of(left_out, out));
    return out;
}

net::Result<std::vector<std::unique_ptr<Table>>> choose_tables(std::vector<std::unique_ptr<Table>> tables,
                                                               const std::vector<std::string>& names) {
    if (names.empty()) {
        return tables;
    }
    for (const auto& name : names) {
        if (std::none_of(tables.begin(), tables.end(),
                         [&](const auto& table) { return table->name() == name; })) {
            std::string known;
            for (const auto& table : tables) {
                known += (known.empty() ? "" : ", ") + std::string(table->name());
            }
            return net::fail(net::ErrorCode::invalid_input,
                             "there is no table '" + name + "' (known: " + known + ")");
        }
    }
    tables.erase(std::remove_if(tables.begin(), tables.end(),
                                [&](const auto& table) {
                                    return std::find(names.begin(), names.end(), table->name()) ==
                                           names.end();
                                }),
                 tables.end());
    return tables;
}

}  // namespace vigie::vision
