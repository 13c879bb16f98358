// vigie-bench: what analysis costs, in the form that tests/bench/report.py reads.
#include <cstdio>
#include <filesystem>
#include <string>

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <opencv2/core.hpp>

#include "tests/bench/analysis_bench.hpp"
#include "vision/capture/ffmpeg_log.hpp"
#include "vision/configuration/node_configuration.hpp"
#include "vision/eval/camera_pipeline.hpp"

namespace {

constexpr int kFailed = 1;
constexpr int kWrongCommandLine = 2;

int fail(const std::string& message) {
    fmt::print(stderr, "vigie-bench: {}\n", message);
    return kFailed;
}

}  // namespace

int main(int argc, char** argv) {
    std::string configuration;
    std::string video;
    CLI::App options("What the analysis of pictures costs, beside OpenCV's detectors, and how that grows");
    options.add_option("--config", configuration, "node.toml whose only calibrated camera took the video")
        ->required();
    options.add_option("--vtest", video, "that video")->required();
    options.allow_extras();  // --benchmark_... are the library's
    try {
        options.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int code = options.exit(error);
        return code == 0 ? 0 : kWrongCommandLine;
    }
    cv::setNumThreads(1);
    vigie::vision::silence_ffmpeg();
    const auto node = vigie::vision::load_node_configuration(configuration, std::filesystem::current_path());
    if (!node) return fail(node.error().message);
    const auto pipeline = vigie::vision::camera_pipeline(*node, std::nullopt);
    if (!pipeline) return fail(pipeline.error().message);
    if (const auto ready = vigie::bench::register_benchmarks(*pipeline, video); !ready) {
        fmt::print(stderr, "vigie-bench: without what needs the video: {}\n", ready.error().message);
    }
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
