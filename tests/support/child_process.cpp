#include "tests/support/child_process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

#include "tests/support/temporary_folder.hpp"

namespace vigie::test {

namespace {

constexpr auto kPoll = std::chrono::milliseconds(2);

std::string content_of(const std::filesystem::path& file) {
    std::ifstream stream(file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

int status_of(int waited) {
    return WIFEXITED(waited) ? WEXITSTATUS(waited) : 128 + WTERMSIG(waited);
}

}  // namespace

ChildProcess::ChildProcess(const std::vector<std::string>& words, std::optional<std::filesystem::path> log,
                           int inherited)
    : log_(std::move(log)) {
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (const std::string& word : words) {
        arguments.push_back(const_cast<char*>(word.c_str()));
    }
    arguments.push_back(nullptr);
    const std::string output = log_ ? log_->string() : "/dev/null";
    pid_ = ::fork();
    if (pid_ < 0) {
        throw std::runtime_error("cannot fork to start " + words.at(0));
    }
    if (pid_ == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        // A test's own process may have blocked signals; the program must not inherit that.
        sigset_t none;
        ::sigemptyset(&none);
        ::sigprocmask(SIG_SETMASK, &none, nullptr);
        ::dup2(::open("/dev/null", O_RDONLY | O_CLOEXEC), 0);
        const int out = ::open(output.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        ::dup2(out, 1);
        ::dup2(out, 2);
        if (inherited >= 0) {
            ::dup2(inherited, 3);
        }
        ::execvp(arguments[0], arguments.data());
        ::_exit(127);
    }
}

ChildProcess::~ChildProcess() {
    kill();
}

bool ChildProcess::ended() {
    int waited = 0;
    if (!status_ && ::waitpid(pid_, &waited, WNOHANG) == pid_) {
        status_ = status_of(waited);
    }
    return status_.has_value();
}

void ChildProcess::send(int signal) const {
    if (!status_) {
        ::kill(pid_, signal);
    }
}

std::optional<int> ChildProcess::wait(std::chrono::milliseconds patience) {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (!ended() && std::chrono::steady_clock::now() < end) {
        std::this_thread::sleep_for(kPoll);
    }
    return status_;
}

std::optional<int> ChildProcess::stop() {
    send(SIGTERM);
    return wait();
}

void ChildProcess::kill() {
    send(SIGKILL);
    int waited = 0;
    if (!status_ && ::waitpid(pid_, &waited, 0) == pid_) {
        status_ = status_of(waited);
    }
}

std::string ChildProcess::state() {
    if (ended()) {
        return "ended with " + std::to_string(*status_) + "\n";
    }
    std::string lines;
    std::error_code error;
    const auto threads = std::filesystem::path("/proc") / std::to_string(pid_) / "task";
    for (const auto& thread : std::filesystem::directory_iterator(threads, error)) {
        std::string name = content_of(thread.path() / "comm");
        name.resize(std::min(name.find('\n'), name.size()));
        lines += "thread " + name + " waits in " + content_of(thread.path() / "wchan") + "\n";
    }
    return lines;
}

std::string ChildProcess::said() const {
    return log_ ? content_of(*log_) : std::string();
}

Finished run_to_end(const std::vector<std::string>& words) {
    const TemporaryFolder folder;
    ChildProcess child(words, folder.path() / "said");
    const auto status = child.wait();
    if (!status) {
        throw std::runtime_error(words.at(0) + " did not end within 30 s");
    }
    return {*status, child.said()};
}

}  // namespace vigie::test
