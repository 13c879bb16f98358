#include <array>

#include <fmt/format.h>

#include "vision/eval/tables.hpp"
#include "vision/eval/tracker_alone.hpp"

namespace vigie::vision {
namespace {

/// The sequences whose detections SORT's authors published and whose ground truth is given with them.
constexpr std::array<const char*, 6> kSequences{"ADL-Rundle-6", "ETH-Bahnhof", "KITTI-13",
                                                "PETS09-S2L1",  "TUD-Campus",  "Venice-2"};
/// SORT on the same detections: the mean over those six.
constexpr double kSortMota = 0.399;
constexpr double kSortIdf1 = 0.456;

class TrackerTable final : public Table {
public:
    [[nodiscard]] std::string_view name() const override { return "tracker"; }
    [[nodiscard]] std::string_view title() const override {
        return "The tracker alone, on the detections published with SORT";
    }
    [[nodiscard]] net::Result<TableOutcome> measure(Material& material) const override {
        TableOutcome out;
        std::string lines;
        double mota = 0.0;
        double idf1 = 0.0;
        for (const char* name : kSequences) {
            const auto folder = material.sequence(name);
            if (const auto absent = Material::absent({{folder / "det" / "det.txt", "published detections"},
                                                      {folder / "gt" / "gt.txt", "ground truth"},
                                                      {folder / "seqinfo.ini", "rate and size"}})) {
                out.absent.push_back(*absent);
                continue;
            }
            const auto score = score_tracker_alone(folder);
            if (!score) {
                return net::fail(name, score.error());
            }
            mota += score->mota / kSequences.size();
            idf1 += score->idf1 / kSequences.size();
            lines += line(name, score->mota, score->idf1, fmt::format("{:>9}", score->id_switches));
            out.figures["tracker"][name] =
                json_of({{"mota", "MOTA", score->mota},
                         {"idf1", "IDF1", score->idf1},
                         {"id_switches", "id switches", static_cast<double>(score->id_switches), 0}});
        }
        if (lines.empty()) {
            return out;
        }
        out.text = fmt::format("  {:<14}{:>8}{:>8}{:>9}\n", "sequence", "MOTA", "IDF1", "switches") + lines;
        if (out.absent.empty()) {
            add_mean(out, mota, idf1);
        }
        return out;
    }

private:
    static std::string line(std::string_view name, double mota, double idf1, const std::string& rest) {
        return fmt::format("  {:<14}{:>8.3f}{:>8.3f}{}\n", name, mota, idf1, rest);
    }

    /// Only a mean over all of them can be held against a mean over all of them.
    static void add_mean(TableOutcome& out, double mota, double idf1) {
        const std::vector<MeasuredFigure> figures{{"mota", "mean MOTA", mota, 3, "", Bar{kSortMota, {}}},
                                                  {"idf1", "mean IDF1", idf1, 3, "", Bar{kSortIdf1, {}}},
                                                  {"sort_mota", "MOTA of SORT", kSortMota},
                                                  {"sort_idf1", "IDF1 of SORT", kSortIdf1}};
        const bool both_hold = !figures[0].missed() && !figures[1].missed();
        out.text += line("mean", mota, idf1,
                         fmt::format("{:>9}   bar: as good as SORT, {}", "", both_hold ? "holds" : "MISSED"));
        out.text += line("SORT", kSortMota, kSortIdf1, "");
        out.figures["tracker_mean"] = json_of(figures);
        out.missed = missed_bars("tracker", figures);
    }
};

}  // namespace

std::unique_ptr<Table> make_tracker_table() {
    return std::make_unique<TrackerTable>();
}

}  // namespace vigie::vision
