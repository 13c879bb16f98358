// vigie-eval: measures detection, counting, tracking and masking against ground truth.
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <opencv2/core.hpp>

#include "net/command_line/command_line.hpp"
#include "net/command_line/process.hpp"
#include "vision/capture/ffmpeg_log.hpp"
#include "vision/configuration/node_configuration.hpp"
#include "vision/eval/camera_pipeline.hpp"
#include "vision/eval/evaluation.hpp"
#include "vision/eval/figures.hpp"
#include "vision/eval/json_file.hpp"
#include "vision/eval/model_in_pipeline.hpp"
#include "vision/eval/processor_clock.hpp"
#include "vision/eval/report.hpp"
#include "vision/eval/scene_plays.hpp"
#include "vision/eval/suite.hpp"
#include "vision/eval/tables.hpp"
#include "vision/eval/tracker_alone.hpp"
#include "vision/eval/truth_check.hpp"

namespace vigie::vision {
namespace {

struct Options {
    std::filesystem::path configuration;
    std::string camera;
    std::filesystem::path video;
    std::filesystem::path truth;
    std::filesystem::path detections;
    std::filesystem::path model;
    std::filesystem::path data;
    std::filesystem::path scenes;
    std::vector<std::string> tables;
    std::optional<FrameRange> frames;
    std::vector<std::string> scene_names;
    SeedRange seeds;
    std::filesystem::path json;
    bool strict = false;
    bool bars = false;  ///< one video's figures are held against those of the demo's
};

/// How a measurement ended: bars that are missed are no failure unless somebody says so.
struct Ending {
    bool missed = false;
    bool failed = false;
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

net::Result<std::optional<net::CameraId>> camera_of(const Options& options) {
    if (options.camera.empty()) {
        return std::optional<net::CameraId>();
    }
    const auto id = net::CameraId::parse(options.camera);
    if (!id) {
        return net::fail("--camera", id.error());
    }
    return std::optional(*id);
}

/// Nothing when no figures are to be written.
net::Result<std::optional<JsonFile>> reserve_json(const Options& options) {
    if (options.json.empty()) {
        return std::optional<JsonFile>();
    }
    auto file = JsonFile::reserve(options.json);
    if (!file) {
        return tl::unexpected(file.error());
    }
    return std::optional<JsonFile>(*std::move(file));
}

net::Result<void> write(std::optional<JsonFile>& file, const Json& figures) {
    return file ? file->write(figures.dump(2) + "\n") : net::Result<void>{};
}

net::Result<Pipeline> configured_pipeline(const Options& options) {
    const auto camera = camera_of(options);
    if (!camera) {
        return tl::unexpected(camera.error());
    }
    const auto node = load_node_configuration(options.configuration, std::filesystem::current_path());
    if (!node) {
        return tl::unexpected(node.error());
    }
    return camera_pipeline(*node, *camera);
}

/// Rate and size of what the boxes were found on: the camera's and the video's when both are named, else
/// those of the sequence that the file lies in.
net::Result<SequenceInfo> sequence_of(const Options& options) {
    if (options.configuration.empty() || options.video.empty()) {
        const auto folder = std::filesystem::absolute(options.detections).parent_path().parent_path();
        return read_sequence_info(folder / "seqinfo.ini");
    }
    const auto pipeline = configured_pipeline(options);
    if (!pipeline) {
        return tl::unexpected(pipeline.error());
    }
    auto reader = VideoReader::open({options.video}, {1, 1});
    if (!reader) {
        return tl::unexpected(reader.error());
    }
    const auto picture = reader->decode();
    if (!picture) {
        return tl::unexpected(picture.error());
    }
    const double set = pipeline->camera.camera.fps;
    const auto fps = set > 0.0 ? net::Result<double>(set) : reader->fps();
    if (!fps) {
        return tl::unexpected(fps.error());
    }
    return SequenceInfo{options.video.stem().string(), {*fps, picture->cols, picture->rows}};
}

/// The tracker alone on boxes of somebody else's detector.
net::Result<Ending> measure_detections(const Options& options, std::optional<JsonFile>& json) {
    const auto sequence = sequence_of(options);
    if (!sequence) {
        return tl::unexpected(sequence.error());
    }
    const auto score = score_tracker_alone(options.detections, options.truth, sequence->footage);
    if (!score) {
        return tl::unexpected(score.error());
    }
    const auto figures = tracking_figures(*score);
    fmt::print("{}, the tracker alone on {}\n\n{}", sequence->name, options.detections.string(),
               lines_of(figures));
    if (const auto written = write(json, {{"tracker", {{sequence->name, json_of(figures)}}}}); !written) {
        return tl::unexpected(written.error());
    }
    return Ending{};
}

net::Result<Ending> measure_video(const Options& options, std::optional<JsonFile>& json) {
    auto pipeline = configured_pipeline(options);
    if (!pipeline) {
        return tl::unexpected(pipeline.error());
    }
    if (!options.model.empty()) {
        set_model(pipeline->camera.settings, options.model);
    }
    const auto truth = read_ground_truth(options.truth);
    if (!truth) {
        return tl::unexpected(truth.error());
    }
    const auto odd = check_truth(options.truth, *truth, options.frames.value_or(FrameRange{}), options.video);
    if (!odd) {
        return tl::unexpected(odd.error());
    }
    const ProcessorClock clock;
    const auto evaluation =
        evaluate(*pipeline, {options.video}, *truth, options.frames.value_or(FrameRange{}), clock);
    if (!evaluation) {
        return tl::unexpected(evaluation.error());
    }
    const auto name = options.video.stem().string();
    const auto figures = figures_of(*evaluation, options.bars ? surveyed_video_bars() : Bars{});
    fmt::print("{}", text_of(name, *evaluation, figures));
    for (const auto& sentence : *odd) {
        fmt::print(stderr, "vigie-eval: {}\n", sentence);
    }
    if (const auto why = hardly_anybody_met(evaluation->score); !why.empty()) {
        fmt::print(stderr, "vigie-eval: {}\n", why);
    }
    if (!evaluation->model_problem.empty()) {
        fmt::print(stderr, "vigie-eval: {}\n", evaluation->model_problem);
    }
    if (const auto written = write(json, {{name, json_of(*evaluation, figures)}}); !written) {
        return tl::unexpected(written.error());
    }
    // What a configuration says of a model is the node's to live with; one that was asked for must have
    // looked.
    const bool did_not_look = !options.model.empty() && !evaluation->model_problem.empty();
    return Ending{!missed_bars(name, figures).empty(), did_not_look};
}

net::Result<Ending> measure_all(const Options& options, std::optional<JsonFile>& json) {
    const auto camera = camera_of(options);
    if (!camera) {
        return tl::unexpected(camera.error());
    }
    const auto tables = choose_tables(all_tables(), options.tables);
    if (!tables) {
        return net::fail("--table", tables.error());
    }
    const ProcessorClock clock;
    MaterialPlaces places{options.configuration, *camera, options.video, options.data};
    places.frames = options.frames.value_or(places.frames);
    places.scenes = options.scenes;
    auto material = Material::open(std::move(places), clock);
    if (!material) {
        return tl::unexpected(material.error());
    }
    const auto outcome = run_suite(*tables, *material, [](std::string_view text) {
        fmt::print("{}", text);
        std::fflush(stdout);
    });
    for (const auto& sentence : outcome.failed) {
        fmt::print(stderr, "vigie-eval: {}\n", sentence);
    }
    if (const auto written = write(json, outcome.figures); !written) {
        return tl::unexpected(written.error());
    }
    return Ending{!outcome.missed.empty() || outcome.measured == 0, !outcome.failed.empty()};
}

/// One play for people: whether it is as it should be, and everything that was told.
void print_play(const ScenePlay& play, const SceneVerdict& verdict) {
    fmt::print("{:<40} seed {:<5} {}{}\n", play.scene->name, play.seed,
               verdict.holds ? "as written" : "WRONG: ", verdict.why);
    fmt::print("  in truth {}\n", text_of(play.truth));
    for (const auto& [at_s, alert] : play.alerts) {
        const char* word = alert.transition == net::Transition::raised    ? "raised"
                           : alert.transition == net::Transition::updated ? "updated"
                                                                          : "cleared";
        fmt::print("  {:>6.1f} s  {:<8}{:<20}{}\n", at_s, word, alert.rule.text(), text_of(alert.evidence));
    }
}

/// Scripted scenes one by one, as who writes a scene or a rule wants to see them.
net::Result<Ending> measure_scenes(const Options& options, std::optional<JsonFile>&) {
    if (options.seeds.last < options.seeds.first) {
        return net::fail(net::ErrorCode::invalid_input, "--last-seed is below --first-seed; give both");
    }
    constexpr std::uint64_t kMostSeeds = 1000;
    constexpr std::uint64_t kLargestSeed = std::uint64_t{1} << 53;  // as in scripts
    if (options.seeds.last > kLargestSeed || options.seeds.last - options.seeds.first >= kMostSeeds) {
        return net::fail(net::ErrorCode::invalid_input,
                         fmt::format("seeds are numbers up to {}, and at most {} are played in one run; give "
                                     "others with --first-seed and --last-seed",
                                     kLargestSeed, kMostSeeds));
    }
    auto scenes = load_scenes(options.scenes);
    if (!scenes) return tl::unexpected(scenes.error());
    const auto& names = options.scene_names;
    std::erase_if(*scenes, [&names](const ScriptedScene& scene) {
        if (!has_rule(scene.kind)) return true;
        return !names.empty() && std::none_of(names.begin(), names.end(), [&scene](const std::string& name) {
            return scene.name == name || scene.name.starts_with(name + "/");
        });
    });
    if (scenes->empty()) {
        return net::fail(net::ErrorCode::invalid_input,
                         "no scene of that name: see " + (options.scenes / "scenes.toml").string());
    }
    Ending ending;
    for (const auto& play : play_scenes(*scenes, options.seeds)) {
        if (!play.verdict) return net::fail(play.scene->name, play.verdict.error());
        print_play(play, *play.verdict);
        ending.missed = ending.missed || !play.verdict->holds;
    }
    return ending;
}

void add_shared_options(CLI::App& app, Options& options) {
    app.add_option("--config", options.configuration, "configuration of the node");
    app.add_option("--camera", options.camera, "camera of that node; default: the only calibrated one");
    app.add_option_function<std::string>(
        "--frames",
        [&options](const std::string& text) {
            options.frames = range_from(text);
            if (!options.frames) {
                throw CLI::ValidationError(
                    "--frames", fmt::format("'{}' is no range, write FIRST-LAST, counted from 1", text));
            }
        },
        "FIRST-LAST; default: all of the ground truth");
    app.add_option("--json", options.json, "write the figures there for machines");
    app.add_flag("--strict", options.strict, "end with status 1 when a bar is missed, or none was looked at");
}

/// CLI11 would ask for what one way of measuring needs when another is wanted.
void check_needs(const CLI::App& app, const Options& options) {
    const auto need = [&app](const char* name) {
        if (app.count(name) == 0) {
            throw CLI::RequiredError(name);
        }
    };
    need("--gt");
    if (options.detections.empty()) {
        need("--config");
        need("--video");
        return;
    }
    for (const char* name : {"--frames", "--model", "--bars", "--strict"}) {
        if (app.count(name) > 0) {
            throw CLI::ValidationError(name,
                                       "is not for --detections, which measures all frames and no bars");
        }
    }
}

/// What stands before a command would be read and not heeded.
void check_nothing_before(const CLI::App& app, const CLI::App& command) {
    for (const auto* option : app.get_options()) {
        if (option->count() > 0) {
            throw CLI::ValidationError(
                option->get_name(), fmt::format("is not for '{}', or belongs behind it", command.get_name()));
        }
    }
}

int run(int argc, char** argv) {
    Options options;
    CLI::App app("Measures a camera's analysis and mask against ground truth, on one thread", "vigie-eval");
    add_shared_options(app, options);
    app.add_option("--video", options.video, "the video; frame n is frame n of the ground truth");
    app.add_option("--gt", options.truth, "ground truth, MOTChallenge format");
    app.add_option(
        "--detections", options.detections,
        "measure the tracker alone on these boxes (MOTChallenge format); rate and size are those of "
        "--config and --video, else of the sequence's seqinfo.ini");
    app.add_option("--model", options.model, "find people with this detector (ONNX) as well");
    app.add_flag("--bars", options.bars,
                 "hold the figures against the bars of the demo's video, which say nothing of another one");
    auto* suite = app.add_subcommand("suite", "All tables, each skipped when its data is absent");
    add_shared_options(*suite, options);
    suite->get_option("--config")->required();
    suite->add_option("--vtest", options.video, "the demo's video")->required();
    suite->add_option("--data", options.data, "folder of mot15/ and models/")->required();
    suite->add_option("--scenes", options.scenes, "folder of scripted scenes");
    suite->add_option("--table", options.tables, "only that one; may be given again");
    auto* scenes = app.add_subcommand("scenes", "Scripted scenes one by one, with every alert");
    scenes->add_option("names", options.scene_names, "scenes or their folders; default: all");
    scenes->add_option("--scenes", options.scenes, "folder of scripted scenes")->required();
    scenes->add_option("--first-seed", options.seeds.first, "default 1")->check(CLI::NonNegativeNumber);
    scenes->add_option("--last-seed", options.seeds.last, "default 1")->check(CLI::NonNegativeNumber);
    scenes->add_flag("--strict", options.strict, "end with status 1 when one is not as written");
    app.callback([&] {
        if (suite->parsed() || scenes->parsed()) {
            check_nothing_before(app, suite->parsed() ? *suite : *scenes);
        } else {
            check_needs(app, options);
        }
    });
    if (const auto end = net::end_of_command_line(app, argc, argv)) {
        return *end;
    }
    // Figures are those of one core, as the bars are.
    cv::setNumThreads(1);
    auto json = reserve_json(options);
    if (!json) {
        fmt::print(stderr, "vigie-eval: {}\n", json.error().message);
        return net::status_of(json.error());
    }
    const auto measure = suite->parsed()              ? measure_all
                         : scenes->parsed()           ? measure_scenes
                         : options.detections.empty() ? measure_video
                                                      : measure_detections;
    const auto ending = measure(options, *json);
    if (!ending) {
        fmt::print(stderr, "vigie-eval: {}\n", ending.error().message);
        return net::status_of(ending.error());
    }
    return ending->failed || (options.strict && ending->missed) ? net::kFailed : 0;
}

}  // namespace
}  // namespace vigie::vision

int main(int argc, char** argv) {
    vigie::net::outlive_terminal_and_disk();
    vigie::vision::silence_ffmpeg();
    try {
        return vigie::vision::run(argc, argv);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "vigie-eval: %s\n", error.what());
        return vigie::net::kFailed;
    }
}
