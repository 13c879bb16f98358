#include "vision/eval/evaluation.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "net/types/homography.hpp"
#include "vision/analysis/stop_watch.hpp"
#include "vision/eval/percentile.hpp"
#include "vision/eval/virtual_lines.hpp"

namespace vigie::vision {
namespace {

/// Puts the end of the truth where there is none, and refuses what the truth says nothing about.
net::Result<void> complete_range(FrameRange& range, const GroundTruth& truth) {
    if (truth.empty()) {
        return net::fail(net::ErrorCode::invalid_input, "there is no ground truth to hold the video against");
    }
    const auto known = truth.rbegin()->first;
    if (range.last == 0) {
        range.last = known;
    }
    if (range.first < 1 || range.first > range.last) {
        return net::fail(net::ErrorCode::invalid_input,
                         fmt::format("frames {}-{} are no range: give FIRST-LAST, counted from 1",
                                     range.first, range.last));
    }
    if (range.last > known) {
        return net::fail(
            net::ErrorCode::invalid_input,
            fmt::format("the ground truth ends with frame {}, so nothing is known of frames {}-{}: "
                        "give --frames {}-{}",
                        known, std::max(range.first, known + 1), range.last,
                        range.first > known ? 1 : range.first, known));
    }
    return {};
}

/// Measures on the floor; nothing without a calibration. Adds the virtual lines to those of the camera.
net::Result<std::optional<FloorMeasure>> prepare_floor(AnalyserConfiguration& camera,
                                                       const MeasureSettings& settings) {
    if (!camera.camera.calibration) {
        return std::optional<FloorMeasure>();
    }
    const auto floor = net::Homography::fit(camera.camera.calibration->pairs);
    if (!floor) {
        return net::fail("camera " + camera.camera.camera.text() + ", calibration", floor.error());
    }
    for (auto& line : virtual_lines(camera.camera, settings.line_spacing_m)) {
        camera.lines.push_back(std::move(line));
    }
    return std::optional(FloorMeasure(camera, *floor, settings));
}

/// What all scored frames add up to.
struct Sums {
    explicit Sums(const MeasureSettings& settings) : scorer(settings.least_iou), mask(settings) {}

    void add(const PipelineFrame& frame, double at_s, const TrueFrame& people, cv::Size picture) {
        const auto& scene = frame.analysis.scene;
        const auto found = counted_people(scene);
        const auto scored = scorer.add(people, found);
        costs.push_back(frame.milliseconds);
        if (const auto& model = frame.analysis.model) {
            problem = model->problem.english;
        }
        mask.add(frame.mask, people, picture);
        interval.add(scene.in_view, static_cast<double>(people.people.size() + scored.ignored));
        if (floor) {
            floor->add(scene, at_s, people, found, scored.matches);
        }
    }
    [[nodiscard]] Evaluation evaluation() const {
        Evaluation out;
        out.score = scorer.score();
        out.interval_coverage = interval.coverage();
        out.interval_width = interval.mean_width();
        out.mask = mask.all();
        out.mask_when_ready = mask.when_ready();
        out.costs = costs_of(costs);
        out.model_problem = problem;
        if (floor) {
            out.crossings = floor->crossings();
            out.heatmap_correlation = floor->heatmap_correlation();
            if (const auto& errors = floor->foot_errors_m(); !errors.empty()) {
                out.foot_error_m = median(errors);
                out.foot_error_p95_m = percentile(errors, 0.95);
            }
        }
        return out;
    }

    Scorer scorer;
    MaskMeasure mask;
    IntervalMeasure interval;
    std::optional<FloorMeasure> floor;
    std::vector<StageMilliseconds> costs;
    std::string problem;
};

}  // namespace

std::vector<FoundBox> counted_people(const net::Scene& scene) {
    std::vector<FoundBox> out;
    for (const auto& track : scene.tracks) {
        if (track.state != net::TrackState::tentative) {
            out.push_back({track.number, track.box});
        }
    }
    return out;
}

net::Result<Evaluation> evaluate(Pipeline pipeline, const Video& video, const GroundTruth& truth,
                                 FrameRange range, const net::Clock& clock, const MeasureSettings& settings) {
    if (const auto checked = complete_range(range, truth); !checked) {
        return tl::unexpected(checked.error());
    }
    Sums sums(settings);
    auto floor = prepare_floor(pipeline.camera, settings);
    if (!floor) {
        return tl::unexpected(floor.error());
    }
    sums.floor = *std::move(floor);
    auto reader = VideoReader::open(video, range);
    if (!reader) {
        return tl::unexpected(reader.error());
    }
    if (pipeline.camera.camera.fps <= 0.0) {
        const auto fps = reader->fps();
        if (!fps) {
            return tl::unexpected(fps.error());
        }
        pipeline.camera.camera.fps = *fps;
    }
    auto run = PipelineRun::create(pipeline, clock);
    if (!run) {
        return tl::unexpected(run.error());
    }
    StopWatch watch(clock);
    for (std::uint64_t number = 1; number <= range.last; ++number) {
        watch.lap();
        auto picture = reader->decode();
        if (!picture) {
            return tl::unexpected(picture.error());
        }
        const double decode_ms = watch.lap();
        reader->change(*picture);
        auto frame = run->put(*picture, number);
        if (!frame) {
            return tl::unexpected(frame.error());
        }
        frame->milliseconds.front() = decode_ms;
        const auto there = truth.find(number);
        const TrueFrame people = there == truth.end() ? TrueFrame{} : there->second;
        const double at_s = run->seconds_at(number);
        if (sums.floor) {
            sums.floor->follow(frame->analysis.scene, at_s, people);
        }
        if (number >= range.first) {
            sums.add(*frame, at_s, people, picture->size());
        }
    }
    auto out = sums.evaluation();
    out.frames = range;
    return out;
}

}  // namespace vigie::vision
