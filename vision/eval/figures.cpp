#include "vision/eval/figures.hpp"

#include <fmt/format.h>

namespace vigie::vision {
namespace {

void add_boxes(std::vector<MeasuredFigure>& out, const Score& score) {
    out.push_back({"precision", "precision", score.precision, 3, "of found boxes, at IoU 0.5"});
    out.push_back({"recall", "recall", score.recall, 3, "of true boxes"});
    out.push_back({"f1", "F1", score.f1});
    out.push_back({"count_error", "count error", score.count_error, 3, "people a frame, mean absolute"});
    out.push_back({"count_bias", "count bias", score.count_bias, 3, "people a frame, below 0: too few"});
}

void add_interval(std::vector<MeasuredFigure>& out, const Evaluation& evaluation) {
    out.push_back({"interval90_coverage", "interval coverage", evaluation.interval_coverage, 3,
                   "of frames: true count within the 90 % interval"});
    out.push_back({"interval90_width", "interval width", evaluation.interval_width, 2, "people, mean"});
}

void add_identities(std::vector<MeasuredFigure>& out, const Score& score) {
    out.push_back({"mota", "MOTA", score.mota});
    out.push_back({"idf1", "IDF1", score.idf1});
    out.push_back({"id_switches", "id switches", static_cast<double>(score.id_switches), 0});
}

void add_floor(std::vector<MeasuredFigure>& out, const Evaluation& evaluation) {
    if (const auto& crossings = evaluation.crossings; crossings && crossings->truth > 0) {
        const auto truth = static_cast<double>(crossings->truth);
        out.push_back({"crossings", "crossings", truth, 0,
                       fmt::format("true ones of {} lines, {} found", crossings->lines, crossings->found)});
        out.push_back({"crossing_precision", "crossing precision", crossings->precision, 3,
                       "of crossings counted, in line, direction and time"});
        out.push_back({"crossing_recall", "crossing recall", crossings->recall, 3, "of true crossings"});
    }
    if (evaluation.foot_error_m && evaluation.foot_error_p95_m) {
        out.push_back({"foot_error_m", "foot error", *evaluation.foot_error_m, 3, "m, median"});
        out.push_back({"foot_error_p95_m", "foot error p95", *evaluation.foot_error_p95_m, 3, "m"});
    }
    if (evaluation.heatmap_correlation) {
        out.push_back({"heatmap_correlation", "heatmap correlation", *evaluation.heatmap_correlation, 3,
                       "mean people/m2 by cells of the floor, Pearson"});
    }
}

void add_mask(std::vector<MeasuredFigure>& out, const Evaluation& evaluation) {
    out.push_back(
        {"mask_recall", "mask recall", evaluation.mask.recall, 3, "of true heads at least 80 % covered"});
    out.push_back({"mask_recall_when_ready", "  once warmed up", evaluation.mask_when_ready.recall});
    out.push_back({"mask_area", "mask area", evaluation.mask.area, 3, "of the picture"});
    out.push_back({"mask_area_when_ready", "  once warmed up", evaluation.mask_when_ready.area});
}

}  // namespace

bool Bar::holds(double value) const {
    return (!least || value >= *least) && (!most || value <= *most);
}

std::string Bar::text() const {
    if (least && most) {
        return fmt::format("{:g} to {:g}", *least, *most);
    }
    return least ? fmt::format(">= {:g}", *least) : most ? fmt::format("<= {:g}", *most) : std::string();
}

Bar interval_bar() {
    return {0.85, 0.95};
}

Bars surveyed_video_bars() {
    return {{"f1", {0.90, {}}},
            {"count_error", {{}, 0.45}},
            {"mota", {0.80, {}}},
            {"idf1", {0.85, {}}},
            {"crossing_precision", {0.95, {}}},
            {"crossing_recall", {0.95, {}}},
            {"foot_error_m", {{}, 0.2}},
            {"mask_recall", {0.99, {}}},
            {"mask_area", {{}, 0.15}},
            {"interval90_coverage", interval_bar()},
            {"ms_per_frame", {{}, 12.0}}};
}

std::vector<MeasuredFigure> figures_of(const Evaluation& evaluation, const Bars& bars) {
    std::vector<MeasuredFigure> out;
    add_boxes(out, evaluation.score);
    add_interval(out, evaluation);
    add_identities(out, evaluation.score);
    add_floor(out, evaluation);
    add_mask(out, evaluation);
    if (!evaluation.costs.empty()) {
        const auto& whole = evaluation.costs.back();
        out.push_back(
            {"ms_per_frame", "whole pipeline", whole.median_ms, 2, "ms of processor time a frame, median"});
        out.push_back({"ms_per_frame_p95", "whole pipeline p95", whole.p95_ms, 2, "ms"});
        out.push_back({"ms_per_frame_mean", "whole pipeline mean", whole.mean_ms, 2, "ms"});
    }
    for (auto& figure : out) {
        if (const auto bar = bars.find(figure.key); bar != bars.end()) {
            figure.bar = bar->second;
        }
    }
    return out;
}

std::vector<MeasuredFigure> tracking_figures(const Score& score) {
    std::vector<MeasuredFigure> out;
    add_boxes(out, score);
    add_identities(out, score);
    return out;
}

std::vector<std::string> missed_bars(std::string_view name, const std::vector<MeasuredFigure>& figures) {
    std::vector<std::string> out;
    for (const auto& figure : figures) {
        if (figure.missed()) {
            out.push_back(fmt::format("{}: {} {:.{}f}, bar {}", name, figure.label, figure.value,
                                      figure.decimals, figure.bar->text()));
        }
    }
    return out;
}

}  // namespace vigie::vision
