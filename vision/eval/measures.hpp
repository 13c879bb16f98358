// What is measured on each frame of an evaluation beside the scorer's figures.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <opencv2/core.hpp>

#include "net/types/homography.hpp"
#include "vision/eval/crossings.hpp"
#include "vision/eval/heatmap.hpp"
#include "vision/eval/pipeline_run.hpp"
#include "vision/eval/score.hpp"

namespace vigie::vision {

/// How figures are defined. Plain values.
struct MeasureSettings {
    double least_iou = 0.5;             ///< a found and a true box are the same person from here on
    double head_height = 0.2;           ///< a head: this share of a box's height, at its top ...
    double head_width = 0.5;            ///< ... and of its width, in the middle
    double head_covered = 0.8;          ///< hidden when at least this share of it is masked
    double crossing_tolerance_s = 1.0;  ///< a crossing counted this much early or late is the same
    double line_spacing_m = 2.0;        ///< of the virtual lines: about 200 crossings on the demo's video
    double heatmap_cell_m = 1.0;        ///< edge of the cells on which heatmaps are compared
};

/// Heads of one frame. `covered`: CV_8U at the picture's size. Heads outside of the picture do not count.
struct HeadCount {
    std::uint64_t heads = 0;
    std::uint64_t covered = 0;
};
[[nodiscard]] HeadCount count_heads(const std::vector<TrueBox>& people, const cv::Mat& covered,
                                    const MeasureSettings& settings = {});

/// What one stage takes, milliseconds a frame.
struct StageCost {
    std::string_view stage;
    double median_ms = 0.0;
    double p95_ms = 0.0;
    double mean_ms = 0.0;  ///< what counts of a stage that has nothing to do in most frames
};

/// One value a frame; zeros for none. Nearest ranks.
[[nodiscard]] StageCost cost_of(std::string_view stage, const std::vector<double>& milliseconds);
/// Of every stage, then of "whole pipeline", the sum of all.
[[nodiscard]] std::vector<StageCost> costs_of(const std::vector<StageMilliseconds>& frames);

/// Masks against true heads.
class MaskMeasure {
public:
    explicit MaskMeasure(const MeasureSettings& settings) : settings_(settings) {}
    void add(const Mask& mask, const TrueFrame& truth, cv::Size picture);

    struct Figures {
        double recall = 0.0;  ///< share of true heads that are covered
        double area = 0.0;    ///< mean share of the picture
    };
    [[nodiscard]] Figures all() const { return all_.figures(); }
    /// Without frames that are covered as a whole.
    [[nodiscard]] Figures when_ready() const { return ready_.figures(); }

private:
    struct Sums {
        HeadCount heads;
        double area = 0.0;
        std::uint64_t frames = 0;
        [[nodiscard]] Figures figures() const;
    };
    MeasureSettings settings_;
    Sums all_;
    Sums ready_;
};

/// 90 % intervals against true counts.
class IntervalMeasure {
public:
    void add(const net::Count& count, double people);
    [[nodiscard]] double coverage() const;    ///< share of frames whose interval holds the true count
    [[nodiscard]] double mean_width() const;  ///< people

private:
    double hits_ = 0.0;
    double widths_ = 0.0;
    double frames_ = 0.0;
};

/// Floor positions against the true feet; needs a calibration. True feet are the lower middles of true boxes
/// through the camera's own homography.
class FloorMeasure {
public:
    FloorMeasure(const AnalyserConfiguration& camera, const net::Homography& floor,
                 const MeasureSettings& settings);

    /// Every frame in order, scored or not: who goes over a line in the first scored one came from somewhere.
    void follow(const net::Scene& scene, double at_s, const TrueFrame& truth);
    /// A scored frame, after follow(). `found` and `matches` are the scorer's.
    void add(const net::Scene& scene, double at_s, const TrueFrame& truth, const std::vector<FoundBox>& found,
             const std::vector<Match>& matches);

    [[nodiscard]] const std::vector<double>& foot_errors_m() const { return feet_; }
    [[nodiscard]] std::optional<double> heatmap_correlation() const { return heatmap_.correlation(); }
    [[nodiscard]] CrossingScore crossings() const;

private:
    [[nodiscard]] std::vector<TrueStand> stands_of(const TrueFrame& truth) const;

    MeasureSettings settings_;
    std::uint64_t lines_;
    net::Homography floor_;
    std::vector<double> feet_;
    HeatmapComparison heatmap_;
    TrueCrossings true_crossings_;
    FoundCrossings found_crossings_;
    std::optional<double> scored_from_s_;
};

}  // namespace vigie::vision
