// vigie-eval: measures detection, counting, tracking and masking against ground truth.
#include <fmt/format.h>

#include <charconv>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "net/command_line/command_line.hpp"
#include "net/command_line/process.hpp"
#include "vision/capture/ffmpeg_log.hpp"
#include "vision/configuration/node_configuration.hpp"
#include "vision/eval/camera_pipeline.hpp"
#include "vision/eval/evaluation.hpp"
#include "vision/eval/figures.hpp"
#include "vision/eval/json_file.hpp"
#include "vision/eval/processor_clock.hpp"
#include "vision/eval/report.hpp"

namespace vigie::vision {
namespace {

struct Options {
    std::filesystem::path configuration;
    std::string camera;
    std::filesystem::path video;
    std::filesystem::path truth;
    FrameRange frames;
    std::filesystem::path json;
};

std::optional<FrameRange> range_from(std::string_view text) {
    FrameRange out;
    const auto* end = text.data() + text.size();
    const auto first = std::from_chars(text.data(), end, out.first);
    if (first.ec == std::errc() && first.ptr != end && *first.ptr == '-') {
        const auto last = std::from_chars(first.ptr + 1, end, out.last);
        if (last.ec == std::errc() && last.ptr == end && out.first >= 1 && out.first <= out.last) {
            return out;
        }
    }
    return std::nullopt;
}

net::Result<void> run(const Options& options) {
    std::optional<net::CameraId> camera;
    if (!options.camera.empty()) {
        const auto id = net::CameraId::parse(options.camera);
        if (!id) {
            return net::fail("--camera", id.error());
        }
        camera = *id;
    }
    std::optional<JsonFile> json;
    if (!options.json.empty()) {
        auto file = JsonFile::reserve(options.json);
        if (!file) {
            return tl::unexpected(file.error());
        }
        json.emplace(*std::move(file));
    }
    const auto node = load_node_configuration(options.configuration, std::filesystem::current_path());
    if (!node) {
        return tl::unexpected(node.error());
    }
    const auto pipeline = camera_pipeline(*node, camera);
    if (!pipeline) {
        return tl::unexpected(pipeline.error());
    }
    const auto truth = read_ground_truth(options.truth);
    if (!truth) {
        return tl::unexpected(truth.error());
    }
    const ProcessorClock clock;
    const auto evaluation = evaluate(*pipeline, {options.video}, *truth, options.frames, clock);
    if (!evaluation) {
        return tl::unexpected(evaluation.error());
    }
    const auto name = options.video.stem().string();
    const auto figures = figures_of(*evaluation, surveyed_video_bars());
    fmt::print("{}", text_of(name, *evaluation, figures));
    return json ? json->write(Json{{name, json_of(*evaluation, figures)}}.dump(2) + "\n")
                : net::Result<void>{};
}

}  // namespace
}  // namespace vigie::vision

int main(int argc, char** argv) {
    vigie::net::outlive_terminal_and_disk();
    vigie::vision::silence_ffmpeg();
    try {
        vigie::vision::Options options;
        CLI::App app("Measures a camera's analysis and mask against ground truth, on one thread",
                     "vigie-eval");
        app.add_option("--config", options.configuration, "configuration of the node")->required();
        app.add_option("--camera", options.camera, "camera of that node; default: the only calibrated one");
        app.add_option("--video", options.video, "the video; frame n is frame n of the ground truth")
            ->required();
        app.add_option("--gt", options.truth, "ground truth, MOTChallenge format")->required();
        app.add_option_function<std::string>(
            "--frames",
            [&options](const std::string& text) {
                const auto range = vigie::vision::range_from(text);
                if (!range) {
                    throw CLI::ValidationError(
                        "--frames", fmt::format("'{}' is no range, write FIRST-LAST, counted from 1", text));
                }
                options.frames = *range;
            },
            "FIRST-LAST; default: all of the ground truth");
        app.add_option("--json", options.json, "write the figures there for machines");
        if (const auto end = vigie::net::end_of_command_line(app, argc, argv)) {
            return *end;
        }
        // Figures are those of one core, as the bars are.
        cv::setNumThreads(1);
        if (const auto done = vigie::vision::run(options); !done) {
            fmt::print(stderr, "vigie-eval: {}\n", done.error().message);
            return 1;
        }
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "vigie-eval: %s\n", error.what());
        return 1;
    }
}
