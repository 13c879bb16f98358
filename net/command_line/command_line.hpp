// The command line, answered alike by every program: help on standard output with status 0, a mistake as one
// sentence on standard error with status 2.
#pragma once

#include <optional>
#include <string>

#include <CLI/CLI.hpp>

#include "net/types/result.hpp"

namespace vigie::net {

/// Exit status of a program that was not started as it can be: a wrong command line or configuration, or
/// another wrong thing that it was told to work with. To start it again as it is does not help.
inline constexpr int kWronglyStarted = 2;
/// Exit status of a program that failed at what it was rightly asked: a full disk, a missed bar with
/// --strict.
inline constexpr int kFailed = 1;

/// Which of both an error is: kWronglyStarted for invalid_input and not_found.
[[nodiscard]] int status_of(const Error& error);

/// Parses into the options of `app`, which has its program's name. Nothing: go on; else the help text that
/// was asked for. invalid_input with what is wrong and a hint at --help.
[[nodiscard]] Result<std::optional<std::string>> read_command_line(CLI::App& app, int count,
                                                                   const char* const* words);

/// The same for main(): prints help or mistake and returns the status to end with; nothing: go on.
[[nodiscard]] std::optional<int> end_of_command_line(CLI::App& app, int count, const char* const* words);

}  // namespace vigie::net
