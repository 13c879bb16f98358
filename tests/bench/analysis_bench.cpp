#include "tests/bench/analysis_bench.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "tests/bench/baseline_detectors.hpp"
#include "tests/bench/clip.hpp"
#include "tests/bench/walking_hall.hpp"
#include "vision/eval/processor_clock.hpp"
#include "vision/eval/video.hpp"

namespace vigie::bench {
namespace {

constexpr std::uint64_t kVideoPictures = 150;
const cv::Size kHallPicture(1280, 720);  // OpenCV's sizes are no literals

/// Plays pictures into a pipeline outside of the measured time.
bool play(vision::PipelineRun& run, Clip& clip, std::size_t pictures, std::uint64_t& number,
          benchmark::State& state) {
    for (std::size_t i = 0; i < pictures; ++i) {
        if (const auto frame = run.put(clip.next(), ++number); !frame) {
            state.SkipWithError(frame.error().message.c_str());
            return false;
        }
    }
    return true;
}

/// The whole pipeline over `clip`, after `learnt` was played once; each stage's mean milliseconds as a
/// counter.
void measure_pipeline(benchmark::State& state, const vision::Pipeline& pipeline, Clip clip, Clip learnt) {
    const vision::ProcessorClock clock;
    auto run = vision::PipelineRun::create(pipeline, clock);
    if (!run) {
        state.SkipWithError(run.error().message.c_str());
        return;
    }
    std::uint64_t number = 0;
    if (!play(*run, learnt, 2 * learnt.pictures(), number, state)) return;
    if (!play(*run, clip, clip.pictures(), number, state)) return;
    vision::StageMilliseconds sums{};
    double people = 0.0;
    for ([[maybe_unused]] auto step : state) {
        auto frame = run->put(clip.next(), ++number);
        if (!frame) {
            state.SkipWithError(frame.error().message.c_str());
            return;
        }
        for (std::size_t stage = 0; stage < sums.size(); ++stage) sums[stage] += frame->milliseconds[stage];
        people += frame->analysis.scene.in_view.people;
    }
    for (std::size_t stage = 0; stage < sums.size(); ++stage) {
        if (vision::kStages[stage] == "decode") continue;  // the pictures are in memory
        state.counters["ms " + std::string(vision::kStages[stage])] =
            benchmark::Counter(sums[stage], benchmark::Counter::kAvgIterations);
    }
    state.counters["people"] = benchmark::Counter(people, benchmark::Counter::kAvgIterations);
}

template <class Measure>
void add(const std::string& name, Measure measure) {
    benchmark::RegisterBenchmark(name.c_str(), std::move(measure))->Unit(benchmark::kMillisecond);
}

net::Result<Clip> first_pictures(const std::filesystem::path& video) {
    auto reader = vision::VideoReader::open({video}, {1, kVideoPictures});
    if (!reader) return tl::unexpected(reader.error());
    std::vector<cv::Mat> out;
    out.reserve(kVideoPictures);
    for (std::uint64_t number = 1; number <= kVideoPictures; ++number) {
        auto picture = reader->decode();
        if (!picture) return tl::unexpected(picture.error());
        out.push_back(picture->clone());
    }
    return Clip(std::move(out));
}

void add_beside_others(const vision::Pipeline& pipeline, const Clip& clip,
                       const std::filesystem::path& video) {
    add("beside/vigie", [=](benchmark::State& state) { measure_pipeline(state, pipeline, clip, clip); });
    add("beside/hog", [=](benchmark::State& state) {
        const HogDetector detector;
        Clip pictures = clip;
        for ([[maybe_unused]] auto step : state) benchmark::DoNotOptimize(detector.find(pictures.next()));
    });
    add("beside/knn", [=](benchmark::State& state) {
        KnnBlobs detector;
        Clip pictures = clip;
        for (std::size_t i = 0; i < pictures.pictures(); ++i) (void)detector.find(pictures.next());
        for ([[maybe_unused]] auto step : state) benchmark::DoNotOptimize(detector.find(pictures.next()));
    });
    add("beside/decode", [=](benchmark::State& state) {
        auto reader = std::make_unique<net::Result<vision::VideoReader>>(
            vision::VideoReader::open({video}, {1, kVideoPictures}));
        std::uint64_t left = kVideoPictures;
        for ([[maybe_unused]] auto step : state) {
            if (left-- == 0) {
                state.PauseTiming();
                *reader = vision::VideoReader::open({video}, {1, kVideoPictures});
                left = kVideoPictures - 1;
                state.ResumeTiming();
            }
            if (!reader->has_value() || !(*reader)->decode()) {
                state.SkipWithError("the video cannot be decoded");
                return;
            }
        }
    });
}

void add_resolutions(const vision::Pipeline& pipeline, const Clip& clip) {
    for (const int height : {288, 576, 864, 1152, 1440}) {
        const cv::Size size(height * clip.size().width / clip.size().height, height);
        add(fmt::format("resolution/{}", height), [=](benchmark::State& state) {
            const Clip resized = clip.resized(size);
            measure_pipeline(state, pipeline, resized, resized);
        });
    }
    for (const int height : {144, 192, 288, 576}) {
        vision::Pipeline other = pipeline;
        other.camera.settings.background.working_height_px = height;
        add(fmt::format("working/{}", height),
            [=](benchmark::State& state) { measure_pipeline(state, other, clip, clip); });
    }
}

void add_people() {
    for (const std::uint64_t people : {2U, 8U, 32U, 64U, 128U, 256U, 500U}) {
        add(fmt::format("people/{}", people), [people](benchmark::State& state) {
            const auto pipeline = hall_pipeline(kHallPicture);
            const auto empty = empty_hall(kHallPicture);
            const auto walking = walking_hall(kHallPicture, people);
            if (!pipeline || !empty || !walking) {
                state.SkipWithError("the hall cannot be drawn");
                return;
            }
            measure_pipeline(state, *pipeline, *walking, *empty);
        });
    }
}

}  // namespace

net::Result<void> register_benchmarks(const vision::Pipeline& pipeline, const std::filesystem::path& video) {
    add_people();
    const auto clip = first_pictures(video);
    if (!clip) return tl::unexpected(clip.error());
    add_beside_others(pipeline, *clip, video);
    add_resolutions(pipeline, *clip);
    return {};
}

}  // namespace vigie::bench
