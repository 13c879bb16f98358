// One camera's pipeline run over a video and held against ground truth.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "net/types/result.hpp"
#include "net/types/time.hpp"
#include "vision/eval/ground_truth.hpp"
#include "vision/eval/measures.hpp"
#include "vision/eval/pipeline_run.hpp"
#include "vision/eval/score.hpp"
#include "vision/eval/video.hpp"

namespace vigie::vision {

/// Everything that was measured. Plain values; what is absent could not be measured.
struct Evaluation {
    FrameRange frames;
    Score score;
    double interval_coverage = 0.0;  ///< share of frames whose 90 % interval holds the true count
    double interval_width = 0.0;     ///< people, mean
    MaskMeasure::Figures mask;
    MaskMeasure::Figures mask_when_ready;       ///< the same without frames that are covered as a whole
    std::optional<CrossingScore> crossings;     ///< with a calibration
    std::optional<double> foot_error_m;         ///< with a calibration: median over matched people
    std::optional<double> foot_error_p95_m;     ///< the same, 95th percentile
    std::optional<double> heatmap_correlation;  ///< with a calibration and a plan
    std::string model_problem;                  ///< why the user's own detector did not look at the end
    std::vector<StageCost> costs;               ///< every stage, last "whole pipeline": the sum of them all
};

/// Counted people: the confirmed and coasting tracks of a scene.
[[nodiscard]] std::vector<FoundBox> counted_people(const net::Scene& scene);

/// Decodes `video` frame by frame (stream time by the camera's configured rate, else by the file's) and runs
/// analysis, mask and encoder on the calling thread. The analysis watches the camera's own lines and, with a
/// calibration, virtual ones (virtual_lines.hpp), so that there are enough crossings to judge by. Costs are
/// measured on `clock`; what changes a video's pictures is no cost. not_found, invalid_input with the file's
/// name.
[[nodiscard]] net::Result<Evaluation> evaluate(Pipeline pipeline, const Video& video,
                                               const GroundTruth& truth, FrameRange range,
                                               const net::Clock& clock, const MeasureSettings& settings = {});

}  // namespace vigie::vision
