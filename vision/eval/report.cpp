#include "vision/eval/report.hpp"

#include <cmath>

#include <fmt/format.h>

namespace vigie::vision {
namespace {

std::string range_of(const Evaluation& evaluation) {
    return fmt::format("{}-{}", evaluation.frames.first, evaluation.frames.last);
}

double rounded(double value) {
    return std::round(value * 1e4) / 1e4;
}

}  // namespace

std::string lines_of(const std::vector<MeasuredFigure>& figures) {
    std::string out;
    for (const auto& figure : figures) {
        const std::string bar = figure.bar ? fmt::format("bar {:<12} {}", figure.bar->text(),
                                                         figure.missed() ? "MISSED" : "holds")
                                           : std::string();
        std::string line = fmt::format("  {:<20}{:>9.{}f}   {:<24}{}", figure.label, figure.value,
                                       figure.decimals, bar, figure.note);
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + "\n";
    }
    return out;
}

std::string lines_of(const std::vector<StageCost>& costs) {
    std::string out = fmt::format("  {:<20}{:>9}{:>9}{:>9}   ms of processor time a frame\n", "stage",
                                  "median", "p95", "mean");
    for (const auto& cost : costs) {
        if (cost.mean_ms > 0.0) {
            out += fmt::format("  {:<20}{:>9.2f}{:>9.2f}{:>9.2f}\n", cost.stage, cost.median_ms, cost.p95_ms,
                               cost.mean_ms);
        }
    }
    return out;
}

std::string text_of(std::string_view name, const Evaluation& evaluation,
                    const std::vector<MeasuredFigure>& figures) {
    return fmt::format("{}, frames {}, {} true boxes, {} found\n\n{}\n{}", name, range_of(evaluation),
                       evaluation.score.true_boxes, evaluation.score.found_boxes, lines_of(figures),
                       lines_of(evaluation.costs));
}

Json json_of(const std::vector<MeasuredFigure>& figures) {
    Json out = Json::object();
    for (const auto& figure : figures) {
        if (figure.decimals == 0) {
            out[figure.key] = std::llround(figure.value);
        } else {
            out[figure.key] = rounded(figure.value);
        }
    }
    return out;
}

Json json_of(const std::vector<StageCost>& costs) {
    Json out = Json::object();
    for (const auto& cost : costs) {
        out[std::string(cost.stage)] = {{"median", rounded(cost.median_ms)},
                                        {"p95", rounded(cost.p95_ms)},
                                        {"mean", rounded(cost.mean_ms)}};
    }
    return out;
}

Json json_of(const Evaluation& evaluation, const std::vector<MeasuredFigure>& figures) {
    Json out = {{"frames", range_of(evaluation)}};
    out.update(json_of(figures));
    out["stages_ms"] = json_of(evaluation.costs);
    return out;
}

}  // namespace vigie::vision
