// vigie-node: watches cameras, counts people, raises alerts, serves consoles.
#include <fmt/format.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <opencv2/core.hpp>

#include "net/command_line/command_line.hpp"
#include "net/command_line/process.hpp"
#include "net/text/text.hpp"
#include "vision/capture/ffmpeg_log.hpp"
#include "vision/node/node.hpp"

namespace {

using vigie::vision::LogLevel;

constexpr std::size_t kLongestLine = 4000;  // bytes of one entry of the log
/// Within the second that a stop may take, with time to spare for the store and the ports.
constexpr std::chrono::milliseconds kPatience{500};

/// Blocks the stop signals in this thread and all that it starts; they are waited for instead.
sigset_t block_stop_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

/// Until a stop signal comes, or `seconds` have passed (0: no limit).
void wait_for_stop(const sigset_t& signals, int seconds) {
    if (seconds == 0) {
        int signal = 0;
        sigwait(&signals, &signal);
        return;
    }
    const timespec limit{seconds, 0};
    sigtimedwait(&signals, nullptr, &limit);
}

/// One thread a camera is enough, and leaves the others theirs; a camera's model may ask for more.
int threads_of(const vigie::vision::NodeConfiguration& configuration) {
    int out = 1;
    for (const auto& camera : configuration.cameras) {
        if (camera.analysis.model) out = std::max(out, camera.analysis.model->threads);
    }
    return out;
}

int run(int argc, char** argv) {
    std::string config;
    std::string state;
    int seconds = 0;
    CLI::App app{"Vigie's edge node: watches cameras, counts people, raises alerts, serves consoles",
                 "vigie-node"};
    app.add_option("--config", config, "configuration file (see config/node.md)")->required();
    app.add_option("--state", state, "folder for alerts and keys; relative paths are taken from it")
        ->required();
    app.add_option("--seconds", seconds, "stop by itself after so many seconds")
        ->check(CLI::Range(1, 10000000));
    if (const auto end = vigie::net::end_of_command_line(app, argc, argv)) return *end;

    const sigset_t signals = block_stop_signals();
    vigie::vision::silence_ffmpeg();
    auto logger = spdlog::stderr_color_mt("node");
    logger->set_pattern("%Y-%m-%d %H:%M:%S.%e %^%l%$ %v");
    const auto log = [logger](LogLevel level, std::string_view line) {
        logger->log(level == LogLevel::info      ? spdlog::level::info
                    : level == LogLevel::warning ? spdlog::level::warn
                                                 : spdlog::level::err,
                    "{}", vigie::net::as_line(line, kLongestLine));
    };

    auto configuration = vigie::vision::load_node_configuration(config, state);
    if (!configuration) {
        log(LogLevel::error, configuration.error().message);
        return vigie::net::kWronglyStarted;
    }
    cv::setNumThreads(threads_of(*configuration));
    const vigie::net::SystemClock clock;
    auto node = vigie::vision::Node::start(std::move(*configuration), state, log, clock);
    if (!node) {
        log(LogLevel::error, node.error().message);
        return vigie::net::kWronglyStarted;
    }
    const auto& endpoints = (*node)->endpoints();
    log(LogLevel::info, fmt::format("listening on {}, {} and {}", endpoints.publications, endpoints.requests,
                                    endpoints.pictures));
    wait_for_stop(signals, seconds);

    const auto summary = (*node)->summary();
    const auto blocked = (*node)->stop(kPatience);
    const int status = (*node)->lost_alerts() == 0 ? EXIT_SUCCESS : vigie::net::kFailed;
    std::fputs(text_of(summary).c_str(), stdout);
    std::fflush(stdout);
    if (!blocked.empty()) {
        // Nothing that matters is open any more, and FFmpeg offers no way to interrupt it from here.
        for (const auto& camera : blocked) {
            log(LogLevel::info, fmt::format("camera {} still waits for its source: left", camera.text()));
        }
        std::_Exit(status);
    }
    return status;
}

}  // namespace

int main(int argc, char** argv) {
    vigie::net::outlive_terminal_and_disk();
    try {
        return run(argc, argv);
    } catch (const std::exception& error) {  // of a thread that serves, or of memory
        std::fprintf(stderr, "vigie-node: %s\n", error.what());
        return vigie::net::kFailed;
    }
}
