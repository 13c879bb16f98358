// vigie-simulate: pictures of a simulated camera as a video or as files, and the truth about them.
#include <fmt/format.h>

#include <charconv>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/videoio.hpp>

#include "net/command_line/command_line.hpp"
#include "net/command_line/process.hpp"
#include "vision/capture/ffmpeg_log.hpp"
#include "vision/configuration/node_configuration.hpp"
#include "vision/configuration/script_cameras.hpp"
#include "vision/rendering/camera_fault.hpp"
#include "vision/rendering/frame_times.hpp"
#include "vision/rendering/painter.hpp"
#include "vision/rendering/truth.hpp"
#include "vision/rendering/venue_scenery.hpp"
#include "vision/simulation/simulated_venue.hpp"

namespace vigie::vision {
namespace {

constexpr double kDefaultFps = 10.0;
constexpr std::uint64_t kMostFrames = 1'000'000;  // more than a day at 10 frames a second

/// Both included, from 1.
struct Frames {
    std::uint64_t first = 1;
    std::uint64_t last = 0;  ///< 0: to the end of the script
};

struct Options {
    std::filesystem::path configuration;
    std::filesystem::path state;
    std::string camera;
    std::filesystem::path script;
    Frames frames;
    std::filesystem::path pictures;
    std::filesystem::path video;
    std::filesystem::path truth;
};

std::optional<Frames> frames_from(std::string_view text) {
    Frames out;
    const auto* end = text.data() + text.size();
    const auto first = std::from_chars(text.data(), end, out.first);
    if (first.ec == std::errc() && first.ptr != end && *first.ptr == '-') {
        const auto last = std::from_chars(first.ptr + 1, end, out.last);
        if (last.ec == std::errc() && last.ptr == end && out.first >= 1 && out.first <= out.last) return out;
    }
    return std::nullopt;
}

net::Error cannot_write(const std::filesystem::path& file) {
    return {net::ErrorCode::exhausted,
            "cannot write " + file.string() + ": check that its folder exists and has room"};
}

/// Where the pictures go.
class Output {
public:
    static net::Result<Output> open(const Options& options, cv::Size size, double fps) {
        Output out;
        out.folder_ = options.pictures;
        out.file_ = options.video;
        if (!out.folder_.empty()) {
            std::error_code error;
            std::filesystem::create_directories(out.folder_, error);
            if (error) return tl::unexpected(cannot_write(out.folder_));
        }
        if (!out.file_.empty()) {
            const int codec = cv::VideoWriter::fourcc('M', 'J', 'P', 'G');
            out.video_ = std::make_unique<cv::VideoWriter>();
            if (!out.video_->open(out.file_.string(), cv::CAP_FFMPEG, codec, fps, size)) {
                auto failed = cannot_write(out.file_);
                failed.message += ", and that its name ends with .avi";
                return tl::unexpected(std::move(failed));
            }
        }
        return out;
    }
    net::Result<void> write(std::uint64_t frame, const cv::Mat& picture) {
        if (video_) video_->write(picture);
        ++written_;
        if (folder_.empty()) return {};
        const auto file = folder_ / fmt::format("{:06}.png", frame);
        if (!cv::imwrite(file.string(), picture)) return tl::unexpected(cannot_write(file));
        return {};
    }
    /// OpenCV does not say that the disk has become full: the file does.
    net::Result<void> finish() {
        if (!video_) return {};
        video_->release();
        const cv::VideoCapture file(file_.string(), cv::CAP_FFMPEG);
        if (file.isOpened() && file.get(cv::CAP_PROP_FRAME_COUNT) >= static_cast<double>(written_)) return {};
        return tl::unexpected(cannot_write(file_));
    }

private:
    std::filesystem::path folder_;
    std::filesystem::path file_;
    std::unique_ptr<cv::VideoWriter> video_;
    std::uint64_t written_ = 0;
};

net::Result<SimulatedSource> source_of(const Options& options) {
    const auto id = net::CameraId::parse(options.camera);
    if (!id) return net::fail("--camera", id.error());
    const auto node = load_node_configuration(options.configuration, options.state);
    if (!node) return tl::unexpected(node.error());
    for (const auto& setup : node->cameras) {
        if (setup.camera != *id) continue;
        const auto* source = std::get_if<SimulatedSource>(&setup.capture.source);
        if (source == nullptr)
            return net::fail(net::ErrorCode::invalid_input,
                             "camera '" + options.camera + "' is not simulated");
        auto out = *source;
        if (options.script.empty()) return out;
        auto venue = SimulatedVenue::load(options.script);
        if (!venue) return tl::unexpected(venue.error());
        if (const auto why = unknown_camera(*node, (*venue)->script()); !why.empty()) {
            return net::fail(net::ErrorCode::invalid_input, options.script.string() + " " + why);
        }
        out.script = options.script;
        out.venue = std::move(*venue);
        return out;
    }
    return net::fail(net::ErrorCode::not_found,
                     options.configuration.string() + " has no camera '" + options.camera + "'");
}

/// What the script asks for and did not come true until that step.
void tell_shortfall(SimulatedVenue& venue, std::uint64_t step) {
    const auto& script = venue.script();
    const auto shortfall = venue.shortfall(step);
    const auto tell = [](const std::string& what) { fmt::print(stderr, "vigie-simulate: {}\n", what); };
    for (const auto index : shortfall.given_up) tell(given_up_text(script.events[index]));
    if (shortfall.turned_away > 0) tell(turned_away_text(shortfall.turned_away, script.most_people));
}

/// Frame n is frame n of the truth. While the camera is frozen or silent, its last picture stands with the
/// truth about that picture.
net::Result<void> run(const Options& options) {
    const auto source = source_of(options);
    if (!source) return tl::unexpected(source.error());
    const auto scenery = scenery_of(source->venue->script(), source->camera.pose.floor);
    if (!scenery) {
        return net::fail(net::ErrorCode::not_found, source->script.string() + " has no floor '" +
                                                        source->camera.pose.floor.text() + "'");
    }
    auto camera = SimulatedCamera::create(source->camera, *scenery);
    if (!camera) return tl::unexpected(camera.error());
    Painter painter(*camera);
    const double fps = source->fps.value_or(kDefaultFps);
    const FrameTimes times(source->venue->steps(), source->venue->steps_per_second(), fps);
    const std::uint64_t last = options.frames.last == 0 ? times.frames() : options.frames.last;
    if (options.frames.first > last) {
        return net::fail(net::ErrorCode::invalid_input,
                         fmt::format("the script ends with frame {}: give --frames before it", last));
    }
    if (last - options.frames.first >= kMostFrames) {
        return net::fail(
            net::ErrorCode::invalid_input,
            fmt::format("{} frames, {} to {}, at most {} are written at once: give --frames",
                        last - options.frames.first + 1, options.frames.first, last, kMostFrames));
    }
    auto output = Output::open(options, source->camera.size, fps);
    if (!output) return tl::unexpected(output.error());
    std::ofstream truth;
    if (!options.truth.empty()) {
        truth.open(options.truth);
        if (!truth) return tl::unexpected(cannot_write(options.truth));
    }
    cv::Mat picture;
    std::vector<TruePerson> people;
    for (std::uint64_t frame = options.frames.first; frame <= last; ++frame) {
        const auto state = source->venue->at(times.step_of(frame - 1));
        const auto& id = source->camera.camera;
        const bool stands =
            find_fault(*state, id, CameraFault::frozen) || find_fault(*state, id, CameraFault::silent);
        if (!stands || picture.empty()) {
            picture = painter.picture(*state, frame - 1);
            people = truth_of(*state, *camera);
        }
        if (const auto written = output->write(frame, picture); !written) return written;
        if (truth.is_open()) write_truth(truth, frame, people);
        if (truth.is_open() && !truth) return tl::unexpected(cannot_write(options.truth));
    }
    if (const auto written = output->finish(); !written) return written;
    truth.close();
    if (truth.fail() && !options.truth.empty()) return tl::unexpected(cannot_write(options.truth));
    tell_shortfall(*source->venue, times.step_of(last - 1));
    return {};
}

}  // namespace
}  // namespace vigie::vision

int main(int argc, char** argv) {
    vigie::net::outlive_terminal_and_disk();
    vigie::vision::silence_ffmpeg();
    try {
        vigie::vision::Options options;
        options.state = std::filesystem::current_path();
        CLI::App app("Writes what a simulated camera sees, and the truth about it", "vigie-simulate");
        app.add_option("--config", options.configuration, "configuration of a node")->required();
        app.add_option("--camera", options.camera, "a simulated camera of that node")->required();
        app.add_option("--state", options.state, "folder that the configuration's paths are relative to");
        app.add_option("--script", options.script, "another script than the camera's own");
        app.add_option_function<std::string>(
            "--frames",
            [&options](const std::string& text) {
                const auto frames = vigie::vision::frames_from(text);
                if (!frames) {
                    throw CLI::ValidationError(
                        "--frames", fmt::format("'{}' is no range, write FIRST-LAST, counted from 1", text));
                }
                options.frames = *frames;
            },
            "FIRST-LAST; default: the whole script");
        app.add_option("--out", options.pictures, "folder for pictures, NNNNNN.png");
        app.add_option("--video", options.video, "video file (.avi, Motion JPEG)");
        app.add_option("--gt", options.truth, "ground truth file, MOTChallenge 2015 format");
        app.callback([&options] {
            if (!options.pictures.empty() || !options.video.empty() || !options.truth.empty()) return;
            throw CLI::ValidationError("nothing is to be written: give --out, --video or --gt");
        });
        if (const auto end = vigie::net::end_of_command_line(app, argc, argv)) return *end;
        if (const auto done = vigie::vision::run(options); !done) {
            fmt::print(stderr, "vigie-simulate: {}\n", done.error().message);
            return vigie::net::status_of(done.error());
        }
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "vigie-simulate: %s\n", error.what());
        return vigie::net::kFailed;
    }
}
