// vigie-eval: measures detection, counting, tracking and masking against ground truth.
#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <exception>
#include <filesystem>
#include <fstream>
#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "net/command_line/command_line.hpp"
#include "net/command_line/process.hpp"
#include "net/types/time.hpp"
#include "vision/capture/ffmpeg_log.hpp"
#include "vision/configuration/node_configuration.hpp"
#include "vision/eval/evaluation.hpp"
#include "vision/eval/report.hpp"

namespace vigie::vision {
namespace {

/// Processor time of this process: figures of one core, whatever else the machine does.
class ProcessorClock final : public net::Clock {
public:
    [[nodiscard]] net::UtcTime utc() const override { return wall_.utc(); }
    [[nodiscard]] net::MonoTime mono() const override {
        timespec used{};
        ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
        return net::MonoTime(std::chrono::duration_cast<net::Microseconds>(
            std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec)));
    }

private:
    net::SystemClock wall_;
};

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

net::Result<Pipeline> pipeline_of(const NodeConfiguration& node, const net::CameraId& camera) {
    auto analysis = analyser_configuration(node, camera);
    if (!analysis) {
        return tl::unexpected(analysis.error());
    }
    Pipeline out{std::move(*analysis), {}, 0};
    for (const auto& setup : node.cameras) {
        if (setup.camera == camera) {
            out.mask = setup.mask;
            out.jpeg_quality = setup.jpeg_quality;
        }
    }
    return out;
}

net::Result<void> write_json(const std::filesystem::path& file, const std::string& text) {
    std::ofstream out(file, std::ios::binary);
    out << text;
    out.close();
    if (!out) {
        return net::fail(net::ErrorCode::exhausted,
                         "cannot write " + file.string() + ": check that its folder exists and has room");
    }
    return {};
}

net::Result<void> run(const Options& options) {
    const auto camera_id = net::CameraId::parse(options.camera);
    if (!camera_id) {
        return net::fail("--camera", camera_id.error());
    }
    const auto node = load_node_configuration(options.configuration, std::filesystem::current_path());
    if (!node) {
        return tl::unexpected(node.error());
    }
    const auto pipeline = pipeline_of(*node, *camera_id);
    if (!pipeline) {
        return tl::unexpected(pipeline.error());
    }
    const auto truth = read_ground_truth(options.truth);
    if (!truth) {
        return tl::unexpected(truth.error());
    }
    const ProcessorClock clock;
    const auto evaluation = evaluate(*pipeline, options.video, *truth, options.frames, clock);
    if (!evaluation) {
        return tl::unexpected(evaluation.error());
    }
    const auto name = options.video.stem().string();
    fmt::print("{}", table_of(name, *evaluation));
    return options.json.empty() ? net::Result<void>{} : write_json(options.json, json_of(name, *evaluation));
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
        app.add_option("--camera", options.camera, "camera of that node")->required();
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
