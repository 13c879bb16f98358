#include <cstddef>
#include <cstdint>
#include <vector>

#include "vision/eval/drawn_run.hpp"
#include "vision/eval/figures.hpp"
#include "vision/eval/processor_clock.hpp"
#include "vision/eval/side_by_side.hpp"
#include "vision/eval/tables.hpp"

namespace vigie::vision {
namespace {

/// Never used while analysis or figures were tuned.
constexpr std::uint64_t kFirstSeed = 1001;
constexpr std::size_t kVideos = 5;
constexpr std::uint64_t kFrames = 397;
/// Drawn people must be as easy and as hard to find as real ones.
constexpr double kMostDifference = 0.05;

net::Result<DrawnRun> mean_of_videos() {
    const ProcessorClock clock(ComputedBy::thread);
    std::vector<net::Result<DrawnRun>> runs(kVideos);
    side_by_side(kVideos, [&](std::size_t i) { runs[i] = run_drawn(kFirstSeed + i, kFrames, clock); });
    DrawnRun out;
    constexpr double kShare = 1.0 / kVideos;
    for (const auto& run : runs) {
        if (!run) {
            return run;
        }
        for (const auto figure : {&Score::precision, &Score::recall, &Score::f1, &Score::count_error,
                                  &Score::count_bias, &Score::mota, &Score::idf1}) {
            out.score.*figure += kShare * run->score.*figure;
        }
        for (const auto figure :
             {&DrawnRun::people, &DrawnRun::interval_coverage, &DrawnRun::interval_width}) {
            out.*figure += kShare * (*run).*figure;
        }
    }
    return out;
}

/// How far drawn people are from the real video's; nothing without that.
void compare(std::vector<MeasuredFigure>& figures, const Score& drawn, const Score& real) {
    const Bar near{-kMostDifference, kMostDifference};
    figures.push_back({"recall_beside_real", "beside real", drawn.recall - real.recall, 3,
                       "recall, less that of the real video", near});
    figures.push_back({"precision_beside_real", "", drawn.precision - real.precision, 3,
                       "precision, less that of the real video", near});
}

class DrawnTable final : public Table {
public:
    [[nodiscard]] std::string_view name() const override { return "drawn"; }
    [[nodiscard]] std::string_view title() const override {
        return "Drawn people on the real video's forecourt, five seeds from 1001: as hard to find as real "
               "ones?";
    }
    [[nodiscard]] net::Result<TableOutcome> measure(Material& material) const override {
        const auto run = mean_of_videos();
        if (!run) {
            return tl::unexpected(run.error());
        }
        const auto& score = run->score;
        std::vector<MeasuredFigure> figures{
            {"people", "people", run->people, 2, "truly in view, mean"},
            {"precision", "precision", score.precision, 3},
            {"recall", "recall", score.recall, 3},
            {"f1", "F1", score.f1, 3},
            {"count_error", "count error", score.count_error, 3, "people a frame"},
            {"count_bias", "count bias", score.count_bias, 3, "positive: too many"},
            {"mota", "MOTA", score.mota, 3},
            {"idf1", "IDF1", score.idf1, 3},
            {"interval90_coverage", "interval", run->interval_coverage, 3,
             "frames whose 90 % interval holds the true count", interval_bar()},
            {"interval90_width", "its width", run->interval_width, 2, "people, mean"}};
        TableOutcome out;
        if (const auto absent = Material::absent({material.video(), material.truth()})) {
            out.absent.push_back("the real people beside these: " + *absent);
        } else {
            const auto real = material.plain();
            if (!real) {
                return tl::unexpected(real.error());
            }
            compare(figures, score, real->score);
        }
        out.text = lines_of(figures);
        out.figures["drawn"] = json_of(figures);
        out.missed = missed_bars("drawn people", figures);
        return out;
    }
};

}  // namespace

std::unique_ptr<Table> make_drawn_table() {
    return std::make_unique<DrawnTable>();
}

}  // namespace vigie::vision
