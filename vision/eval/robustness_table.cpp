#include <algorithm>

#include <fmt/format.h>

#include "vision/eval/distortion.hpp"
#include "vision/eval/tables.hpp"

namespace vigie::vision {
namespace {

/// F1 that may be lost; more is forgiven in the dark, where colours and contrast are gone.
Bar bar_of(const Distortion& distortion) {
    return {{}, distortion.name == "dark" ? 0.08 : 0.04};
}

class RobustnessTable final : public Table {
public:
    [[nodiscard]] std::string_view name() const override { return "robustness"; }
    [[nodiscard]] std::string_view title() const override {
        return "The same video made worse, and what that costs of F1";
    }
    [[nodiscard]] net::Result<TableOutcome> measure(Material& material) const override {
        if (const auto absent = Material::absent({material.video(), material.truth()})) {
            return left_out(*absent);
        }
        const auto plain = material.plain();
        if (!plain) {
            return tl::unexpected(plain.error());
        }
        TableOutcome out;
        out.text = fmt::format("  {:<10}{:>8}{:>8}   {:<18}{:>12}{:>13}\n", "", "F1", "cost", "",
                               "count error", "mask recall");
        out.text += line("as it is", *plain, 0.0, "");
        for (const auto& distortion : distortions()) {
            const auto worse = material.evaluate_video(material.pipeline(), distortion.change);
            if (!worse) {
                return net::fail(distortion.name, worse.error());
            }
            add(out, distortion, *plain, *worse);
        }
        return out;
    }

private:
    static std::string line(std::string_view name, const Evaluation& evaluation, double cost,
                            std::string_view judged) {
        return fmt::format("  {:<10}{:>8.3f}{:>8.3f}   {:<18}{:>12.3f}{:>13.3f}", name, evaluation.score.f1,
                           cost, judged, evaluation.score.count_error, evaluation.mask.recall) +
               (judged.empty() ? "\n" : "");
    }

    static void add(TableOutcome& out, const Distortion& distortion, const Evaluation& plain,
                    const Evaluation& worse) {
        const double cost = plain.score.f1 - worse.score.f1;
        const auto bar = bar_of(distortion);
        out.text += line(distortion.name, worse, cost,
                         fmt::format("bar {} {}", bar.text(), bar.holds(cost) ? "holds" : "MISSED"));
        out.text += fmt::format("   {}\n", distortion.meaning);
        const std::vector<MeasuredFigure> figures{{"f1", "F1", worse.score.f1},
                                                  {"f1_cost", "cost of F1", cost, 3, "", bar},
                                                  {"count_error", "count error", worse.score.count_error},
                                                  {"mask_recall", "mask recall", worse.mask.recall}};
        out.figures["robustness"][distortion.name] = json_of(figures);
        for (auto& sentence : missed_bars("robustness, " + distortion.name, figures)) {
            out.missed.push_back(std::move(sentence));
        }
    }
};

}  // namespace

std::unique_ptr<Table> make_robustness_table() {
    return std::make_unique<RobustnessTable>();
}

}  // namespace vigie::vision
