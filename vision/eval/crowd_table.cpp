#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "vision/eval/crowd_run.hpp"
#include "vision/eval/processor_clock.hpp"
#include "vision/eval/side_by_side.hpp"
#include "vision/eval/tables.hpp"

namespace vigie::vision {
namespace {

constexpr std::array<double, 3> kPerM2{1.0, 3.0, 5.0};
constexpr double kTwentyMinutesS = 1200.0;

/// Of the many crowds: how dense, seen from how high, looking where.
constexpr std::array<double, 7> kManyPerM2{0.7, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0};
constexpr std::array<double, 2> kManyHeightsM{4.5, 6.5};
constexpr std::array<CrowdFacing, 3> kManyFacings{CrowdFacing::camera, CrowdFacing::sideways,
                                                  CrowdFacing::anyhow};
constexpr double kManyMeasuredS = 10.0;
constexpr std::uint64_t kFirstSeed = 1001;

/// One crowd that stands is one draw of the error, however long it is looked at: whether intervals hold the
/// truth as often as they say shows over many crowds.
std::vector<CrowdRunSettings> many_crowds() {
    std::vector<CrowdRunSettings> out;
    for (const double per_m2 : kManyPerM2) {
        for (const double height_m : kManyHeightsM) {
            for (const auto facing : kManyFacings) {
                CrowdRunSettings settings;
                settings.measured_s = kManyMeasuredS;
                settings.fps = 2.0;
                settings.per_m2 = per_m2;
                settings.height_m = height_m;
                settings.facing = facing;
                settings.seed = kFirstSeed + out.size();
                out.push_back(settings);
            }
        }
    }
    return out;
}

CrowdRunSettings standing_crowd(double per_m2) {
    CrowdRunSettings out;
    out.per_m2 = per_m2;
    out.measured_s = kTwentyMinutesS;
    out.seed = kFirstSeed;
    return out;
}

CrowdRun mean_of(const std::vector<CrowdRun>& runs) {
    CrowdRun out;
    const auto share = 1.0 / static_cast<double>(runs.size());
    for (const auto& run : runs) {
        for (const auto figure : {&CrowdRun::people, &CrowdRun::counted, &CrowdRun::count_error,
                                  &CrowdRun::count_bias, &CrowdRun::covered, &CrowdRun::at_least}) {
            out.*figure += share * run.*figure;
        }
    }
    return out;
}

/// Two at a time; each is timed by its own thread.
net::Result<std::vector<CrowdRun>> run_all(const std::vector<CrowdRunSettings>& crowds) {
    const ProcessorClock clock(ComputedBy::thread);
    std::vector<net::Result<CrowdRun>> runs(crowds.size());
    side_by_side(crowds.size(), [&](std::size_t i) { runs[i] = run_crowd(crowds[i], clock); });
    std::vector<CrowdRun> out;
    for (auto& run : runs) {
        if (!run) {
            return tl::unexpected(run.error());
        }
        out.push_back(*run);
    }
    return out;
}

std::vector<MeasuredFigure> figures_of_many(const CrowdRun& run) {
    return {{"people", "people", run.people, 1, "truly in the zone, mean"},
            {"counted", "counted", run.counted, 1, "mean"},
            {"count_error", "count error", run.count_error, 3, "|counted - true| / true, mean"},
            {"count_bias", "count bias", run.count_bias, 3, "(counted - true) / true, mean"},
            {"covered", "covered", run.covered, 3, "pictures whose interval holds the truth", interval_bar()},
            {"at_least", "at least", run.at_least, 3, "pictures whose count says so"}};
}

std::vector<MeasuredFigure> figures_of_run(const CrowdRun& run) {
    return {{"people", "people", run.people, 1, "truly in the zone, mean"},
            {"counted", "counted", run.counted, 1, "mean"},
            {"count_error", "count error", run.count_error, 3, "|counted - true| / true, mean"},
            {"count_bias", "count bias", run.count_bias, 3, "(counted - true) / true, mean"},
            {"least_kept", "least kept", run.least_kept, 3, "of the first minute's count", Bar{0.90, {}}},
            {"covered", "covered", run.covered, 3, "pictures whose interval holds the truth"},
            {"at_least", "at least", run.at_least, 3, "pictures whose count says so"},
            {"analysis_ms", "analysis", run.analysis_ms, 2, "ms a picture, mean"},
            {"analysis_ms_p95", "analysis p95", run.analysis_p95_ms, 2, "ms a picture"}};
}

class CrowdTable final : public Table {
public:
    [[nodiscard]] std::string_view name() const override { return "crowd"; }
    [[nodiscard]] std::string_view title() const override {
        return "Simulated crowds on 25 m2, one camera: many that come, three that stand for twenty minutes";
    }
    [[nodiscard]] net::Result<TableOutcome> measure(Material& /*material*/) const override {
        // Those that take longest come first, as two are measured at a time.
        std::vector<CrowdRunSettings> crowds(kPerM2.size());
        std::transform(kPerM2.begin(), kPerM2.end(), crowds.begin(), standing_crowd);
        const auto many = many_crowds();
        crowds.insert(crowds.end(), many.begin(), many.end());
        const auto runs = run_all(crowds);
        if (!runs) {
            return tl::unexpected(runs.error());
        }
        TableOutcome out;
        const auto first_of_many = runs->begin() + static_cast<std::ptrdiff_t>(kPerM2.size());
        tell(out, "many", "many crowds", figures_of_many(mean_of({first_of_many, runs->end()})));
        for (std::size_t i = 0; i < kPerM2.size(); ++i) {
            tell(out, fmt::format("{:.0f}", kPerM2[i]), fmt::format("crowd of {:.0f} people/m2", kPerM2[i]),
                 figures_of_run((*runs)[i]));
        }
        return out;
    }

private:
    static void tell(TableOutcome& out, const std::string& key, const std::string& title,
                     const std::vector<MeasuredFigure>& figures) {
        out.text += fmt::format("  {}\n\n{}\n", title, lines_of(figures));
        out.figures["crowd"][key] = json_of(figures);
        for (auto& sentence : missed_bars(title, figures)) {
            out.missed.push_back(std::move(sentence));
        }
    }
};

}  // namespace

std::unique_ptr<Table> make_crowd_table() {
    return std::make_unique<CrowdTable>();
}

}  // namespace vigie::vision
