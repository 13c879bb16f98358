#include "vision/eval/report.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

namespace vigie::vision {
namespace {

std::string range_of(const Evaluation& evaluation) {
    return fmt::format("{}-{}", evaluation.frames.first, evaluation.frames.last);
}

double rounded(double value) {
    return std::round(value * 1e4) / 1e4;
}

}  // namespace

std::string table_of(std::string_view video, const Evaluation& evaluation) {
    const auto& score = evaluation.score;
    std::string out = fmt::format("{}, frames {}, {} true boxes, {} found\n\n", video, range_of(evaluation),
                                  score.true_boxes, score.found_boxes);
    const auto line = [&out](std::string_view name, const std::string& value, std::string_view meaning) {
        out += fmt::format("  {:<18}{:>9}   {}\n", name, value, meaning);
    };
    const auto number = [](double value) { return fmt::format("{:.3f}", value); };
    line("precision", number(score.precision), "of found boxes, at IoU 0.5");
    line("recall", number(score.recall), "of true boxes");
    line("F1", number(score.f1), "");
    line("count error", number(score.count_error), "people a frame, mean absolute");
    line("count bias", fmt::format("{:+.3f}", score.count_bias), "people a frame, positive: too many");
    line("interval hit", number(evaluation.interval_hit), "of frames: true count within the 90 % interval");
    line("MOTA", number(score.mota), "");
    line("IDF1", number(score.idf1), "");
    line("id switches", fmt::format("{}", score.id_switches), "");
    line("foot error", number(evaluation.foot_error_m), "m, median");
    line("mask recall", number(evaluation.mask_recall),
         fmt::format("of true heads at least 80 % covered ({:.3f} once warmed up)",
                     evaluation.mask_recall_when_ready));
    line("mask area", number(evaluation.mask_area),
         fmt::format("of the picture ({:.3f} once warmed up)", evaluation.mask_area_when_ready));
    out += fmt::format("\n  {:<18}{:>9}{:>9}   ms of processor time a frame\n", "stage", "median", "p95");
    for (const auto& cost : evaluation.costs) {
        out += fmt::format("  {:<18}{:>9.2f}{:>9.2f}\n", cost.stage, cost.median_ms, cost.p95_ms);
    }
    return out;
}

std::string json_of(std::string_view video, const Evaluation& evaluation) {
    const auto& score = evaluation.score;
    nlohmann::ordered_json stages;
    for (const auto& cost : evaluation.costs) {
        stages[std::string(cost.stage)] = {{"median", rounded(cost.median_ms)},
                                           {"p95", rounded(cost.p95_ms)}};
    }
    const nlohmann::ordered_json out = {
        {std::string(video),
         {{"frames", range_of(evaluation)},
          {"precision", rounded(score.precision)},
          {"recall", rounded(score.recall)},
          {"f1", rounded(score.f1)},
          {"count_error", rounded(score.count_error)},
          {"count_bias", rounded(score.count_bias)},
          {"interval_hit", rounded(evaluation.interval_hit)},
          {"mota", rounded(score.mota)},
          {"idf1", rounded(score.idf1)},
          {"id_switches", score.id_switches},
          {"foot_error_m", rounded(evaluation.foot_error_m)},
          {"mask_recall", rounded(evaluation.mask_recall)},
          {"mask_recall_when_ready", rounded(evaluation.mask_recall_when_ready)},
          {"mask_area", rounded(evaluation.mask_area)},
          {"mask_area_when_ready", rounded(evaluation.mask_area_when_ready)},
          {"ms_per_frame", rounded(evaluation.costs.empty() ? 0.0 : evaluation.costs.back().median_ms)},
          {"stages_ms", stages}}}};
    return out.dump(2) + "\n";
}

}  // namespace vigie::vision
