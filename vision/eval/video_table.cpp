#include "vision/eval/figures.hpp"
#include "vision/eval/model_in_pipeline.hpp"
#include "vision/eval/tables.hpp"

namespace vigie::vision {
namespace {

TableOutcome outcome_of(const std::string& key, const Evaluation& evaluation, const Bars& bars) {
    const auto figures = figures_of(evaluation, bars);
    TableOutcome out;
    out.text = text_of(key, evaluation, figures);
    out.figures[key] = json_of(evaluation, figures);
    out.missed = missed_bars(key, figures);
    return out;
}

class VideoTable final : public Table {
public:
    [[nodiscard]] std::string_view name() const override { return "vtest"; }
    [[nodiscard]] std::string_view title() const override {
        return "The demo's surveyed camera on its real video";
    }
    [[nodiscard]] net::Result<TableOutcome> measure(Material& material) const override {
        if (const auto absent = Material::absent({material.video(), material.truth()})) {
            return left_out(*absent);
        }
        const auto evaluation = material.plain();
        if (!evaluation) {
            return tl::unexpected(evaluation.error());
        }
        return outcome_of("vtest", *evaluation, surveyed_video_bars());
    }
};

class ModelTable final : public Table {
public:
    [[nodiscard]] std::string_view name() const override { return "vtest_model"; }
    [[nodiscard]] std::string_view title() const override { return "The same with a detector of people"; }
    [[nodiscard]] net::Result<TableOutcome> measure(Material& material) const override {
        if (const auto absent = Material::absent({material.video(), material.truth(), material.model()})) {
            return left_out(*absent);
        }
        auto pipeline = material.pipeline();
        set_model(pipeline.camera.settings, material.model().file);
        const auto evaluation = material.evaluate_video(pipeline, {});
        if (!evaluation) {
            return tl::unexpected(evaluation.error());
        }
        if (!evaluation->model_problem.empty()) {
            return net::fail(net::ErrorCode::invalid_input, evaluation->model_problem);
        }
        // A detector costs what it costs: its time is printed, not judged.
        auto bars = surveyed_video_bars();
        bars.erase("ms_per_frame");
        bars["f1"] = {0.93, {}};
        bars["idf1"] = {0.88, {}};
        return outcome_of("vtest_model", *evaluation, bars);
    }
};

}  // namespace

std::unique_ptr<Table> make_video_table() {
    return std::make_unique<VideoTable>();
}

std::unique_ptr<Table> make_model_table() {
    return std::make_unique<ModelTable>();
}

}  // namespace vigie::vision
