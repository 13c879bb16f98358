// One camera's pipeline, picture by picture, on the calling thread: what a node does, with each stage timed.
#pragma once

#include <array>
#include <memory>
#include <string_view>
#include <vector>

#include <opencv2/core.hpp>

#include "net/types/result.hpp"
#include "net/types/time.hpp"
#include "vision/analysis/analyser.hpp"
#include "vision/analysis/settings.hpp"
#include "vision/privacy/mask.hpp"

namespace vigie::vision {

/// What a camera's pictures go through. Plain values.
struct Pipeline {
    AnalyserConfiguration camera;
    MaskSettings mask;
    int jpeg_quality = 80;  ///< 30 to 95
};

/// Stages in their order. Costs of a frame are milliseconds, one a stage.
inline constexpr std::array<std::string_view, 10> kStages{
    "decode", "reduce", "background", "model", "split", "track", "figures", "signs", "mask", "encode"};
using StageMilliseconds = std::array<double, kStages.size()>;

/// One picture's way through the pipeline.
struct PipelineFrame {
    Analysis analysis;
    Mask mask;
    StageMilliseconds milliseconds{};  ///< decode is the caller's to set
};

/// Owned by one thread; `clock` outlives it.
class PipelineRun {
public:
    /// invalid_input when the camera's calibration cannot be fitted.
    [[nodiscard]] static net::Result<PipelineRun> create(const Pipeline& pipeline, const net::Clock& clock);

    /// Analyses picture `number` (from 1), masks a copy and encodes that at full size; the stream's time is
    /// made of the number and the camera's rate. invalid_input for a picture that cannot be analysed.
    [[nodiscard]] net::Result<PipelineFrame> put(const cv::Mat& picture, std::uint64_t number);

    /// Stream time of that picture, seconds.
    [[nodiscard]] double seconds_at(std::uint64_t number) const;

private:
    PipelineRun(const Pipeline& pipeline, std::unique_ptr<Analyser> analyser, const net::Clock& clock);

    MaskSettings mask_;
    int jpeg_quality_;
    double fps_;
    std::unique_ptr<Analyser> analyser_;
    const net::Clock* clock_;
    std::vector<uchar> jpeg_;
};

}  // namespace vigie::vision
