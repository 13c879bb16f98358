// vigie-console: the operator's screen.
#include <chrono>
#include <cstdlib>
#include <memory>
#include <system_error>
#include <variant>

#include <fmt/format.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include "console/app/app.hpp"
#include "console/app/stop_signals.hpp"
#include "net/command_line/command_line.hpp"
#include "net/command_line/process.hpp"
#include "net/text/text.hpp"

namespace {

using vigie::console::LogLevel;

/// For the end after a signal.
constexpr std::chrono::seconds kPatience{5};
constexpr std::size_t kLongestLine = 4000;  // bytes of one entry of the log

vigie::console::Log make_log() {
    auto logger = spdlog::stderr_color_mt("console");
    logger->set_pattern("%Y-%m-%d %H:%M:%S.%e %^%l%$ %v");
    return [logger](LogLevel level, std::string_view line) {
        logger->log(level == LogLevel::info      ? spdlog::level::info
                    : level == LogLevel::warning ? spdlog::level::warn
                                                 : spdlog::level::err,
                    "{}", vigie::net::as_line(line, kLongestLine));
    };
}

/// The folder of ledger and settings, private to its user.
vigie::net::Result<void> make_state_folder(const std::filesystem::path& state) {
    std::error_code error;
    const bool made = std::filesystem::create_directories(state, error);
    if (error) {
        return vigie::net::fail(
            vigie::net::ErrorCode::unavailable,
            fmt::format("cannot make the state folder {}: {}; choose another with --state", state.string(),
                        error.message()));
    }
    if (made) {
        std::filesystem::permissions(state, std::filesystem::perms::owner_all, error);
    }
    return {};
}

int run(const vigie::console::Options& options, vigie::console::StopSignals& signals) {
    const auto log = make_log();
    const auto configuration = vigie::console::load_configuration(options.configuration, options.state);
    if (!configuration) {
        log(LogLevel::error, configuration.error().message);
        return vigie::net::kWronglyStarted;
    }
    // Not before: a mistyped command line leaves nothing behind.
    if (const auto made = make_state_folder(options.state); !made) {
        log(LogLevel::error, made.error().message);
        return vigie::net::kWronglyStarted;
    }
    const vigie::net::SystemClock clock;
    auto app = vigie::console::App::start(*configuration, options, log, clock);
    if (!app) {
        log(LogLevel::error, app.error().message);
        return vigie::net::status_of(app.error());
    }
    signals.on_stop([&app] { (*app)->stop(); }, kPatience,
                    [&log] {
                        // What people did is durable by now; only the screen hangs, as a display server does
                        // that was stopped.
                        log(LogLevel::error,
                            "the display does not answer, so the window cannot be closed: left without it");
                        std::_Exit(vigie::net::kFailed);
                    });
    for (const std::string& line : (*app)->run()) {
        fmt::print("{}\n", line);
    }
    signals.forget();
    return (*app)->did_as_asked() ? 0 : vigie::net::kFailed;
}

}  // namespace

int main(int argc, char** argv) {
    vigie::net::outlive_terminal_and_disk();
    vigie::console::StopSignals signals;
    const auto options = vigie::console::parse_options(argc, argv);
    if (!options) {
        fmt::print(stderr, "vigie-console: {}\n", options.error().message);
        return vigie::net::kWronglyStarted;
    }
    if (const auto* help = std::get_if<vigie::console::HelpText>(&*options)) {
        fmt::print("{}", help->text);
        return 0;
    }
    return run(std::get<vigie::console::Options>(*options), signals);
}
