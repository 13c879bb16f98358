// One camera's pipeline run over a video and held against ground truth.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include <opencv2/core.hpp>

#include "net/types/result.hpp"
#include "net/types/time.hpp"
#include "vision/analysis/settings.hpp"
#include "vision/eval/score.hpp"
#include "vision/privacy/mask.hpp"

namespace vigie::vision {

/// What a camera's pictures go through. Plain values.
struct Pipeline {
    AnalyserConfiguration camera;
    MaskSettings mask;
    int jpeg_quality = 80;  ///< 30 to 95
};

/// Which frames are scored, both included, from 1. Frames before `first` are analysed, not scored. The
/// analysis starts with the video and not before: from 1, its warm-up is scored like all the rest, who is not
/// found then is missed, and what is masked as a whole counts into the mask's area. Only the two figures that
/// say so leave those frames out.
struct FrameRange {
    std::uint64_t first = 1;
    std::uint64_t last = 0;  ///< 0: to the end of the ground truth
};

/// What one stage takes, milliseconds a frame.
struct StageCost {
    std::string_view stage;
    double median_ms = 0.0;
    double p95_ms = 0.0;
};

struct Evaluation {
    FrameRange frames;
    Score score;
    double interval_hit = 0.0;            ///< share of frames whose 90 % interval holds the true count
    double foot_error_m = 0.0;            ///< median over matched people; 0 without calibration
    double mask_recall = 0.0;             ///< share of true heads that are covered
    double mask_recall_when_ready = 0.0;  ///< the same without frames that are covered as a whole
    double mask_area = 0.0;               ///< mean share of the picture
    double mask_area_when_ready = 0.0;    ///< the same without frames that are covered as a whole
    /// decode, reduce, background, split, track, figures, mask, encode (JPEG at full size); then "whole
    /// pipeline", the sum of them all.
    std::vector<StageCost> costs;
};

/// Heads of one frame: the middle half of a true box's upper fifth, covered when at least 80 % of it is.
/// `covered`: CV_8U at the picture's size. Heads outside of the picture do not count.
struct HeadCount {
    std::uint64_t heads = 0;
    std::uint64_t covered = 0;
};
[[nodiscard]] HeadCount count_heads(const std::vector<TrueBox>& people, const cv::Mat& covered);

/// Middle and 95th percentile (nearest rank); zeros for no values.
[[nodiscard]] StageCost cost_of(std::string_view stage, std::vector<double> milliseconds);

/// Decodes `video` frame by frame (frame n of the video is frame n of the truth; stream time by the
/// camera's configured rate) and runs analysis, mask and encoder on the calling thread. Counted people are
/// the confirmed and coasting tracks of the scene. Costs are measured on `clock`. not_found, invalid_input
/// with the file's name.
[[nodiscard]] net::Result<Evaluation> evaluate(const Pipeline& pipeline, const std::filesystem::path& video,
                                               const GroundTruth& truth, FrameRange range,
                                               const net::Clock& clock);

}  // namespace vigie::vision
