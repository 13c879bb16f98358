#include <array>
#include <string>

#include <fmt/format.h>

#include "vision/eval/crowd_run.hpp"
#include "vision/eval/tables.hpp"

namespace vigie::vision {
namespace {

constexpr std::array<double, 3> kPerM2{1.0, 3.0, 5.0};
constexpr double kTwentyMinutesS = 1200.0;

std::vector<MeasuredFigure> figures_of_run(const CrowdRun& run) {
    return {{"people", "people", run.people, 1, "truly in the zone, mean"},
            {"counted", "counted", run.counted, 1, "mean"},
            {"count_error", "count error", run.count_error, 3, "|counted - true| / true, mean"},
            {"count_bias", "count bias", run.count_bias, 3, "(counted - true) / true, mean"},
            {"least_kept", "least kept", run.least_kept, 3, "of the first minute's count", Bar{0.90, {}}},
            {"covered", "covered", run.covered, 3, "pictures whose interval holds the truth", interval_bar()},
            {"at_least", "at least", run.at_least, 3, "pictures whose count says so"},
            {"analysis_ms", "analysis", run.analysis_ms, 2, "ms a picture, mean"},
            {"analysis_ms_p95", "analysis p95", run.analysis_p95_ms, 2, "ms a picture"}};
}

class CrowdTable final : public Table {
public:
    [[nodiscard]] std::string_view name() const override { return "crowd"; }
    [[nodiscard]] std::string_view title() const override {
        return "Simulated crowds on 25 m2 that come and stand still for twenty minutes, one camera";
    }
    [[nodiscard]] net::Result<TableOutcome> measure(Material& material) const override {
        TableOutcome out;
        for (const double per_m2 : kPerM2) {
            CrowdRunSettings settings;
            settings.per_m2 = per_m2;
            settings.measured_s = kTwentyMinutesS;
            settings.seed = 1001;
            const auto run = run_crowd(settings, material.clock());
            if (!run) {
                return tl::unexpected(run.error());
            }
            const auto figures = figures_of_run(*run);
            out.text += fmt::format("  {:.0f} people/m2\n\n{}\n", per_m2, lines_of(figures));
            out.figures["crowd"][fmt::format("{:.0f}", per_m2)] = json_of(figures);
            for (auto& sentence : missed_bars(fmt::format("crowd of {:.0f} people/m2", per_m2), figures)) {
                out.missed.push_back(std::move(sentence));
            }
        }
        return out;
    }
};

}  // namespace

std::unique_ptr<Table> make_crowd_table() {
    return std::make_unique<CrowdTable>();
}

}  // namespace vigie::vision
