#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "vision/eval/fusion_run.hpp"
#include "vision/eval/processor_clock.hpp"
#include "vision/eval/side_by_side.hpp"
#include "vision/eval/tables.hpp"

namespace vigie::vision {
namespace {

/// Who comes into one hall differs as much from the next as whole methods do: several are measured, pictures
/// of large ones less often, since they take minutes.
struct Crowd {
    const char* key;
    std::size_t people;
    std::size_t cameras;
    double most_error;
    std::uint64_t halls_in_pictures;
    std::uint64_t halls_from_truth;
};

constexpr std::array<Crowd, 2> kCrowds{{{"50", 50, 4, 0.05, 3, 5}, {"300", 300, 8, 0.10, 3, 5}}};
constexpr std::uint64_t kFirstSeed = 1001;

/// Halls of one kind, of this seed and the next ones.
struct Halls {
    const Crowd* crowd = nullptr;
    bool pictures = true;
    std::vector<FusionRun> runs;
};

FusionRunSettings settings_of(const Halls& halls, std::size_t hall) {
    FusionRunSettings out;
    out.people = halls.crowd->people;
    out.cameras = halls.crowd->cameras;
    out.pictures = halls.pictures;
    out.seed = kFirstSeed + hall;
    return out;
}

/// Those of which one takes longest come first, as two are measured at a time.
std::vector<Halls> all_halls() {
    std::vector<Halls> out;
    for (const bool pictures : {true, false}) {
        for (auto crowd = kCrowds.rbegin(); crowd != kCrowds.rend(); ++crowd) {
            out.push_back({&*crowd, pictures, {}});
            out.back().runs.resize(pictures ? crowd->halls_in_pictures : crowd->halls_from_truth);
        }
    }
    return out;
}

net::Result<void> measure_all(std::vector<Halls>& all) {
    struct Hall {
        FusionRunSettings settings;
        FusionRun* out = nullptr;
    };
    std::vector<Hall> halls;
    for (auto& kind : all) {
        for (std::size_t i = 0; i < kind.runs.size(); ++i) {
            halls.push_back({settings_of(kind, i), &kind.runs[i]});
        }
    }
    const ProcessorClock clock(ComputedBy::thread);
    std::vector<std::optional<net::Error>> failures(halls.size());
    side_by_side(halls.size(), [&](std::size_t i) {
        if (auto run = run_fusion(halls[i].settings, clock)) {
            *halls[i].out = *run;
        } else {
            failures[i] = run.error();
        }
    });
    for (const auto& failure : failures) {
        if (failure) {
            return tl::unexpected(*failure);
        }
    }
    return {};
}

FusionRun mean_of(const std::vector<FusionRun>& runs) {
    FusionRun out;
    const auto share = 1.0 / static_cast<double>(runs.size());
    for (const auto& run : runs) {
        using Score = FusionScore;
        for (const auto figure :
             {&Score::people, &Score::counted, &Score::count_error, &Score::count_bias, &Score::at_least,
              &Score::covered, &Score::width, &Score::doubled, &Score::merged, &Score::missed, &Score::nobody,
              &Score::cameras, &Score::place_error_m}) {
            out.score.*figure += share * run.score.*figure;
        }
        out.score.moments += run.score.moments;
        out.fusion_ms += share * run.fusion_ms;
        out.analysis_ms += share * run.analysis_ms;
    }
    return out;
}

std::vector<MeasuredFigure> figures_of_run(const FusionRun& run, const std::optional<Bar>& bar) {
    const auto& score = run.score;
    return {
        {"people", "people", score.people, 1, "truly in the zone, mean"},
        {"counted", "counted", score.counted, 1, "mean"},
        {"count_error", "count error", score.count_error, 4, "|counted - true| / true, mean", bar},
        {"count_bias", "count bias", score.count_bias, 4, "(counted - true) / true, mean"},
        {"covered", "covered", score.covered, 3, "moments whose interval holds the truth", interval_bar()},
        {"width", "its width", score.width, 3, "by true people"},
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
    [[nodiscard]] net::Result<TableOutcome> measure(Material& /*material*/) const override {
        auto halls = all_halls();
        if (auto measured = measure_all(halls); !measured) {
            return tl::unexpected(measured.error());
        }
        TableOutcome out;
        std::vector<FusionRun> all;
        for (const auto& kind : halls) {
            tell(out, kind);
            all.insert(all.end(), kind.runs.begin(), kind.runs.end());
        }
        tell_intervals(out, all);
        return out;
    }

private:
    /// One hall is nearly one draw of the error: whether intervals hold as often as they say shows over all.
    static void tell_intervals(TableOutcome& out, const std::vector<FusionRun>& all) {
        const std::vector<MeasuredFigure> figures{{"covered", "covered", mean_of(all).score.covered, 3,
                                                   "moments whose interval holds the truth", interval_bar()}};
        out.text += fmt::format("  all {} halls\n\n{}\n", all.size(), lines_of(figures));
        out.figures["fusion"]["all"] = json_of(figures);
        for (auto& sentence : missed_bars("fusion, all halls", figures)) {
            out.missed.push_back(std::move(sentence));
        }
    }
    static void tell(TableOutcome& out, const Halls& halls) {
        const auto& crowd = *halls.crowd;
        const auto figures = figures_of_run(mean_of(halls.runs), Bar{{}, crowd.most_error});
        out.text +=
            fmt::format("  {} people, {} cameras, {}, {} hall{} from seed {}\n\n{}\n", crowd.people,
                        crowd.cameras, halls.pictures ? "pictures" : "tracks made from the truth",
                        halls.runs.size(), halls.runs.size() == 1 ? "" : "s", kFirstSeed, lines_of(figures));
        auto& place = out.figures["fusion"][crowd.key];
        if (halls.pictures) {
            place = json_of(figures);
        } else {
            place["from_truth"] = json_of(figures);
        }
        for (auto& sentence : missed_bars(
                 fmt::format("fusion, {} people{}", crowd.people, halls.pictures ? "" : ", from truth"),
                 figures)) {
            out.missed.push_back(std::move(sentence));
        }
    }
};

}  // namespace

std::unique_ptr<Table> make_fusion_table() {
    return std::make_unique<FusionTable>();
}

}  // namespace vigie::vision
