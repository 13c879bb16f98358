// vigie COMMAND ARGUMENTS...: executes vigie-COMMAND, found beside itself, as git does.
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

namespace {

constexpr std::string_view kPrefix = "vigie-";
constexpr int kUsage = 2;
constexpr int kNotExecuted = 126;

bool is_command(const std::filesystem::path& file) {
    std::error_code ignored;
    return std::filesystem::is_regular_file(file, ignored) && ::access(file.c_str(), X_OK) == 0;
}

/// Names of the commands in the folder, sorted.
std::vector<std::string> commands_in(const std::filesystem::path& folder) {
    std::vector<std::string> commands;
    std::error_code error;
    for (std::filesystem::directory_iterator file(folder, error), end; !error && file != end;
         file.increment(error)) {
        const std::string name = file->path().filename().string();
        if (name.starts_with(kPrefix) && name.size() > kPrefix.size() && is_command(file->path())) {
            commands.push_back(name.substr(kPrefix.size()));
        }
    }
    std::sort(commands.begin(), commands.end());
    return commands;
}

int list(const std::filesystem::path& folder) {
    fmt::print("usage: vigie COMMAND [ARGUMENTS]; 'vigie COMMAND --help' explains one\n\ncommands:\n");
    for (const std::string& command : commands_in(folder)) {
        fmt::print("  {}\n", command);
    }
    return 0;
}

int execute(const std::filesystem::path& folder, const std::string& command, int count, char** words) {
    const std::string program = std::string(kPrefix) + command;
    const std::filesystem::path file = folder / program;
    if (command.empty() || command.find('/') != std::string::npos || !is_command(file)) {
        fmt::print(stderr, "vigie: there is no command '{}' in {}: 'vigie' lists those that are there\n",
                   command, folder.string());
        return kUsage;
    }
    std::vector<char*> arguments(words + 1, words + count);
    std::string name = program;
    arguments.front() = name.data();
    arguments.push_back(nullptr);
    ::execv(file.c_str(), arguments.data());
    fmt::print(stderr, "vigie: {} cannot be executed: {}\n", file.string(),
               std::generic_category().message(errno));
    return kNotExecuted;
}

}  // namespace

int main(int argc, char** argv) {
    std::error_code error;
    const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error);
    if (error) {
        fmt::print(stderr, "vigie: cannot find out where it lies itself ({}): is /proc mounted?\n",
                   error.message());
        return kNotExecuted;
    }
    const std::filesystem::path folder = self.parent_path();
    const std::string command = argc > 1 ? argv[1] : "help";
    if (command == "help" || command == "--help" || command == "-h") {
        return list(folder);
    }
    return execute(folder, command, argc, argv);
}
