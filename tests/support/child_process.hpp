// A program that a test starts, watches and ends.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace vigie::test {

/// A running program; it ends with this object, and with the test's process if that dies first (the thread
/// that started it must outlive it). Standard input is empty. Owned by one test.
class ChildProcess {
public:
    /// `words`: the program (searched in PATH when it has no "/") and its arguments. Standard output and
    /// error go to `log`, one after the other's line, or nowhere without one. A program that cannot be
    /// started ends at once with status 127. `inherited`, when not negative, is the program's descriptor 3.
    explicit ChildProcess(const std::vector<std::string>& words,
                          std::optional<std::filesystem::path> log = std::nullopt, int inherited = -1);
    /// SIGKILL, if it still runs.
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    [[nodiscard]] pid_t pid() const { return pid_; }
    /// True once it has ended.
    [[nodiscard]] bool ended();
    void send(int signal) const;
    /// Waits for its end, at most `patience`; the exit status (128 + n when signal n ended it), or nothing.
    [[nodiscard]] std::optional<int> wait(std::chrono::milliseconds patience = std::chrono::seconds(30));
    /// SIGTERM and wait().
    [[nodiscard]] std::optional<int> stop();
    /// SIGKILL and wait().
    void kill();
    /// What it does now, for the report of a failure: how it ended, or a line for each of its threads with
    /// its name and where in the kernel it waits.
    [[nodiscard]] std::string state();
    /// What it has said so far.
    [[nodiscard]] std::string said() const;

private:
    pid_t pid_ = -1;
    std::optional<std::filesystem::path> log_;
    std::optional<int> status_;
};

/// Runs a program to its end: its exit status (127 when there is no such program) and what it said.
struct Finished {
    int status = -1;
    std::string said;
};
[[nodiscard]] Finished run_to_end(const std::vector<std::string>& words);

}  // namespace vigie::test
