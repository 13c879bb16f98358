#include "net/command_line/command_line.hpp"

#include <cstddef>
#include <cstdio>

#include <fmt/format.h>

#include "net/text/text.hpp"

namespace vigie::net {

namespace {

constexpr std::size_t kLongestMistake = 1000;  // bytes

}  // namespace

int status_of(const Error& error) {
    const bool wrong = error.code == ErrorCode::invalid_input || error.code == ErrorCode::not_found;
    return wrong ? kWronglyStarted : kFailed;
}

Result<std::optional<std::string>> read_command_line(CLI::App& app, int count, const char* const* words) {
    try {
        app.parse(count, words);
        return std::nullopt;
    } catch (const CLI::CallForHelp&) {
        return app.help();
    } catch (const CLI::ParseError& mistake) {
        return fail(
            ErrorCode::invalid_input,
            fmt::format("{}; see '{} --help'", as_line(mistake.what(), kLongestMistake), app.get_name()));
    }
}

std::optional<int> end_of_command_line(CLI::App& app, int count, const char* const* words) {
    const auto read = read_command_line(app, count, words);
    if (!read) {
        fmt::print(stderr, "{}: {}\n", app.get_name(), read.error().message);
        return kWronglyStarted;
    }
    if (*read) {
        fmt::print("{}", **read);
        return 0;
    }
    return std::nullopt;
}

}  // namespace vigie::net
