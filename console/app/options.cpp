#include "console/app/options.hpp"

#include <cstdlib>

#include "net/command_line/command_line.hpp"

namespace vigie::console {

namespace {

/// The folder that the environment names, unless it is relative: that would depend on who starts the program.
std::optional<std::filesystem::path> folder_from(const char* variable) {
    const char* value = std::getenv(variable);
    const std::filesystem::path folder = value != nullptr ? value : "";
    return folder.is_absolute() ? std::optional(folder) : std::nullopt;
}

std::optional<std::filesystem::path> default_state() {
    if (const auto state = folder_from("XDG_STATE_HOME")) {
        return *state / "vigie/console";
    }
    if (const auto home = folder_from("HOME")) {
        return *home / ".local/state/vigie/console";
    }
    return std::nullopt;
}

}  // namespace

net::Result<std::variant<Options, HelpText>> parse_options(int count, const char* const* words) {
    CLI::App parser("The operator's screen: cameras, people, incidents", "vigie-console");
    std::string configuration;
    std::string state;
    long long seconds = 0;
    std::string shots;
    std::string name;
    std::string password_file;
    parser.add_option("--config", configuration, "Configuration (TOML): nodes, keys, ledger")->required();
    auto* state_option =
        parser.add_option("--state", state,
                          "Folder of the ledger and the settings; made when missing; default: "
                          "$XDG_STATE_HOME/vigie/console or ~/.local/state/vigie/console");
    auto* run_for = parser.add_option("--seconds", seconds, "End after so many seconds, with a summary")
                        ->check(CLI::Range(1LL, 31'536'000LL));
    auto* shots_option = parser.add_option(
        "--shots", shots, "Folder for pictures of the window, each with a list of what is on it");
    double shot_period = 3.0;
    parser.add_option("--shots-every", shot_period, "Seconds between two pictures of the window")
        ->check(CLI::Range(0.2, 3600.0))
        ->needs(shots_option);
    bool select_first = false;
    parser.add_flag("--select-first", select_first,
                    "Select the first incident that comes, for pictures while nobody is there to click");
    auto* sign_in = parser.add_option("--sign-in", name, "Sign this operator in at start");
    auto* password =
        parser.add_option("--password-file", password_file,
                          "File whose first line is the operator's password, readable only by its owner");
    sign_in->needs(password);
    password->needs(sign_in);
    const auto read = net::read_command_line(parser, count, words);
    if (!read) {
        return tl::unexpected<net::Error>(read.error());
    }
    if (*read) {
        return HelpText{**read};
    }
    const auto chosen =
        state_option->count() > 0 ? std::optional<std::filesystem::path>(state) : default_state();
    if (!chosen || chosen->empty()) {
        return net::fail(net::ErrorCode::invalid_input,
                         "there is no folder for the ledger and the settings, as HOME is not set: give one "
                         "with --state; see 'vigie-console --help'");
    }
    Options options;
    options.configuration = configuration;
    options.state = *chosen;
    options.select_first = select_first;
    if (run_for->count() > 0) {
        options.run_for = std::chrono::seconds(seconds);
    }
    if (shots_option->count() > 0) {
        options.shots = shots;
        options.shot_period =
            std::chrono::duration_cast<net::Microseconds>(std::chrono::duration<double>(shot_period));
    }
    if (sign_in->count() > 0) {
        options.sign_in = name;
        options.password_file = password_file;
    }
    return options;
}

}  // namespace vigie::console
