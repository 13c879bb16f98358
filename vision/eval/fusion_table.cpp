#include <array>
#include <string>

#include <fmt/format.h>

#include "vision/eval/fusion_run.hpp"
#include "vision/eval/tables.hpp"

namespace vigie::vision {
namespace {

struct Crowd {
    const char* key;
    std::size_t people;
    std::size_t cameras;
    double most_error;
};

constexpr std::array<Crowd, 2> kCrowds{{{"50", 50, 4, 0.05}, {"300", 300, 8, 0.10}}};

std::vector<MeasuredFigure> figures_of_run(const FusionRun& run, const std::optional<Bar>& bar) {
    const auto& score = run.score;
    return {
        {"people", "people", score.people, 1, "truly in the zone, mean"},
        {"counted", "counted", score.counted, 1, "mean"},
        {"count_error", "count error", score.count_error, 4, "|counted - true| / true, mean", bar},
        {"count_bias", "count bias", score.count_bias, 4, "(counted - true) / true, mean"},
        {"covered", "covered", score.covered, 3, "moments whose interval holds the truth", interval_bar()},
        {"at_least", "at least", score.at_least, 3, "moments whose count says so"},
        {"doubled", "one is two", score.doubled, 4, "by true people"},
        {"merged", "two are one", score.merged, 4, "by true people"},
        {"missed", "missed", score.missed, 4, "counted by no camera, by true people"},
        {"nobody", "nobody", score.nobody, 4, "fused people who are nobody, by true people"},
        {"cameras", "cameras", score.cameras, 2, "that count a person who is counted"},
        {"place_error_m", "place error", score.place_error_m, 3, "m, median"},
        {"fusion_ms", "fusion", run.fusion_ms, 2, "ms a look, median"},
        {"analysis_ms", "analysis", run.analysis_ms, 2, "ms a picture, median"}};
}

class FusionTable final : public Table {
public:
    [[nodiscard]] std::string_view name() const override { return "fusion"; }
    [[nodiscard]] std::string_view title() const override {
        return "A zone under several cameras: pictures, then tracks made from the truth, against the truth";
    }
    [[nodiscard]] net::Result<TableOutcome> measure(Material& material) const override {
        TableOutcome out;
        for (const auto& crowd : kCrowds) {
            for (const bool pictures : {true, false}) {
                FusionRunSettings settings;
                settings.people = crowd.people;
                settings.cameras = crowd.cameras;
                settings.pictures = pictures;
                const auto run = run_fusion(settings, material.clock());
                if (!run) {
                    return tl::unexpected(run.error());
                }
                const auto figures = figures_of_run(*run, Bar{{}, crowd.most_error});
                out.text +=
                    fmt::format("  {} people, {} cameras, {}\n\n{}\n", crowd.people, crowd.cameras,
                                pictures ? "pictures" : "tracks made from the truth", lines_of(figures));
                auto& place = out.figures["fusion"][crowd.key];
                if (pictures) {
                    place = json_of(figures);
                } else {
                    place["from_truth"] = json_of(figures);
                }
                for (auto& sentence : missed_bars(
                         fmt::format("fusion, {} people{}", crowd.people, pictures ? "" : ", from truth"),
                         figures)) {
                    out.missed.push_back(std::move(sentence));
                }
            }
        }
        return out;
    }
};

}  // namespace

std::unique_ptr<Table> make_fusion_table() {
    return std::make_unique<FusionTable>();
}

}  // namespace vigie::vision
