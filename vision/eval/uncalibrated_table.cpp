#include <fmt/format.h>

#include "vision/eval/detections.hpp"
#include "vision/eval/model_in_pipeline.hpp"
#include "vision/eval/tables.hpp"

namespace vigie::vision {
namespace {

constexpr const char* kStreet = "TUD-Campus";

/// One row: figures of a camera that nobody surveyed.
void add(TableOutcome& out, const std::string& key, const Evaluation& evaluation, const Bars& bars) {
    const auto figures = figures_of(evaluation, bars);
    const auto& score = evaluation.score;
    std::string judged;
    for (const auto& figure : figures) {
        if (figure.bar) {
            judged += fmt::format("{}bar {} {} {}", judged.empty() ? "   " : ", ", figure.label,
                                  figure.bar->text(), figure.missed() ? "MISSED" : "holds");
        }
    }
    out.text += fmt::format("  {:<18}{:>8.3f}{:>11.3f}{:>8.3f}{:>13.3f}{:>8.3f}{:>8.3f}{:>13.3f}{}\n", key,
                            score.f1, score.precision, score.recall, score.count_error, score.mota,
                            score.idf1, evaluation.mask.recall, judged);
    out.figures["uncalibrated"][key] = json_of(evaluation, figures);
    for (auto& sentence : missed_bars("uncalibrated, " + key, figures)) {
        out.missed.push_back(std::move(sentence));
    }
}

/// A camera of which nothing is known but its rate.
Pipeline street_camera(double fps) {
    Pipeline out;
    out.camera.camera.camera = net::CameraId::parse("street").value_or(net::CameraId());
    out.camera.camera.fps = fps;
    return out;
}

class UncalibratedTable final : public Table {
public:
    [[nodiscard]] std::string_view name() const override { return "uncalibrated"; }
    [[nodiscard]] std::string_view title() const override { return "Cameras that nobody surveyed"; }
    [[nodiscard]] net::Result<TableOutcome> measure(Material& material) const override {
        TableOutcome out;
        for (const auto part : {&measure_video, &measure_street}) {
            if (const auto done = part(material, out); !done) {
                return tl::unexpected(done.error());
            }
        }
        if (!out.text.empty()) {
            out.text = fmt::format("  {:<18}{:>8}{:>11}{:>8}{:>13}{:>8}{:>8}{:>13}\n", "", "F1", "precision",
                                   "recall", "count error", "MOTA", "IDF1", "mask recall") +
                       out.text;
        }
        return out;
    }

private:
    /// The demo's video as if its camera had not been surveyed.
    static net::Result<void> measure_video(Material& material, TableOutcome& out) {
        if (const auto absent = Material::absent({material.video(), material.truth()})) {
            out.absent.push_back(*absent);
            return {};
        }
        auto pipeline = material.pipeline();
        pipeline.camera.camera.calibration.reset();
        pipeline.camera.plan.reset();
        pipeline.camera.zones.clear();
        pipeline.camera.lines.clear();
        const auto evaluation = material.evaluate_video(pipeline, {});
        if (!evaluation) {
            return tl::unexpected(evaluation.error());
        }
        add(out, "vtest", *evaluation, {});
        return {};
    }

    static net::Result<void> measure_street(Material& material, TableOutcome& out) {
        const auto folder = material.sequence(kStreet);
        const auto video = folder / (std::string(kStreet) + ".mp4");
        const auto info_file = folder / "seqinfo.ini";
        const auto truth_file = folder / "gt" / "gt.txt";
        if (const auto absent = Material::absent(
                {{video, "a street video"}, {truth_file, "its ground truth"}, {info_file, "its rate"}})) {
            out.absent.push_back(*absent);
            return {};
        }
        const auto info = read_sequence_info(info_file);
        if (!info) {
            return tl::unexpected(info.error());
        }
        const auto truth = read_ground_truth(truth_file);
        if (!truth) {
            return tl::unexpected(truth.error());
        }
        auto pipeline = street_camera(info->footage.fps);
        const auto plain = evaluate(pipeline, {video}, *truth, {}, material.clock());
        if (!plain) {
            return tl::unexpected(plain.error());
        }
        add(out, kStreet, *plain, {{"f1", {0.6, {}}}});
        const std::string with_model = fmt::format("{}_model", kStreet);
        if (const auto absent = Material::absent({material.model()})) {
            out.absent.push_back(with_model + ": " + *absent);
            return {};
        }
        set_model(pipeline.camera.settings, material.model().file);
        const auto helped = evaluate(pipeline, {video}, *truth, {}, material.clock());
        if (!helped) {
            return tl::unexpected(helped.error());
        }
        if (!helped->model_problem.empty()) {
            return net::fail(net::ErrorCode::invalid_input, helped->model_problem);
        }
        add(out, with_model, *helped, {{"f1", {0.8, {}}}});
        return {};
    }
};

}  // namespace

std::unique_ptr<Table> make_uncalibrated_table() {
    return std::make_unique<UncalibratedTable>();
}

}  // namespace vigie::vision
