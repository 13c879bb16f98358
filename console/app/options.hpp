// vigie-console's command line.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>

#include "net/types/result.hpp"
#include "net/types/time.hpp"

namespace vigie::console {

/// Value type.
struct Options {
    std::filesystem::path configuration;
    std::filesystem::path state;  ///< ledger and settings; relative paths of the configuration start here
    std::optional<std::chrono::seconds> run_for;
    std::optional<std::filesystem::path> shots;
    net::Microseconds shot_period = std::chrono::seconds(3);
    bool select_first = false;  ///< the first incident that comes
    std::optional<std::string> sign_in;
    std::optional<std::filesystem::path> password_file;
};

/// The help text that was asked for.
struct HelpText {
    std::string text;
};

/// invalid_input with what is wrong and a hint at --help.
[[nodiscard]] net::Result<std::variant<Options, HelpText>> parse_options(int count, const char* const* words);

}  // namespace vigie::console
