#include "vision/eval/pipeline_run.hpp"

#include <cmath>
#include <utility>

#include <opencv2/imgcodecs.hpp>

#include "vision/analysis/stop_watch.hpp"

namespace vigie::vision {

net::Result<PipelineRun> PipelineRun::create(const Pipeline& pipeline, const net::Clock& clock) {
    auto analyser = Analyser::create(pipeline.camera, clock);
    if (!analyser) {
        return tl::unexpected(analyser.error());
    }
    return PipelineRun(pipeline, *std::move(analyser), clock);
}

PipelineRun::PipelineRun(const Pipeline& pipeline, std::unique_ptr<Analyser> analyser,
                         const net::Clock& clock)
    : mask_(pipeline.mask),
      jpeg_quality_(pipeline.jpeg_quality),
      fps_(pipeline.camera.camera.fps > 0.0 ? pipeline.camera.camera.fps : 10.0),
      analyser_(std::move(analyser)),
      clock_(&clock) {}

double PipelineRun::seconds_at(std::uint64_t number) const {
    return static_cast<double>(number - 1) / fps_;
}

net::Result<PipelineFrame> PipelineRun::put(const cv::Mat& picture, std::uint64_t number) {
    net::FrameStamp stamp;
    stamp.stream = net::Microseconds(std::llround(seconds_at(number) * 1e6));
    stamp.epoch = 1;
    stamp.number = number;
    auto analysis = analyser_->analyse(picture, stamp);
    if (!analysis) {
        return tl::unexpected(analysis.error());
    }
    PipelineFrame out;
    StopWatch watch(*clock_);
    out.mask = make_mask(mask_, analysis->foreground, analysis->scene);
    cv::Mat shown = picture.clone();
    if (const auto masked = apply_mask(shown, out.mask); !masked) {
        return tl::unexpected(masked.error());
    }
    const double mask_ms = watch.lap();
    cv::imencode(".jpg", shown, jpeg_, {cv::IMWRITE_JPEG_QUALITY, jpeg_quality_});
    const auto& times = analysis->times;
    out.milliseconds = {0.0,         times.reduce,  times.background, times.model, times.split,
                        times.track, times.figures, times.signs,      mask_ms,     watch.lap()};
    out.analysis = *std::move(analysis);
    return out;
}

}  // namespace vigie::vision
