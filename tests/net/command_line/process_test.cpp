#include "net/command_line/process.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdint>

#include <gtest/gtest.h>

namespace vigie::net {
namespace {

/// What `child` returned in a process of its own; negative when a signal ended it.
template <class Child>
int status_of_child(Child child) {
    const pid_t pid = ::fork();
    if (pid == 0) {
        ::_exit(child());
    }
    int status = 0;
    ::waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

TEST(OutliveTerminalAndDisk, WritingToALogThatNobodyReadsIsAnErrorAndNoEnd) {
    EXPECT_EQ(status_of_child([] {
                  outlive_terminal_and_disk();
                  std::array<int, 2> ends{};
                  if (::pipe(ends.data()) != 0) return 1;
                  ::close(ends[0]);
                  return ::write(ends[1], "x", 1) == -1 ? 0 : 2;
              }),
              0);
}

TEST(OutliveTerminalAndDisk, FilesNeverGetTheNumbersOfClosedStandardDescriptors) {
    EXPECT_EQ(status_of_child([] {
                  ::close(STDIN_FILENO);
                  ::close(STDOUT_FILENO);
                  ::close(STDERR_FILENO);
                  outlive_terminal_and_disk();
                  return ::open("/dev/zero", O_RDONLY) > STDERR_FILENO ? 0 : 1;
              }),
              0);
}

TEST(OutliveTerminalAndDisk, OpenDescriptorsStayAsTheyAre) {
    EXPECT_EQ(
        status_of_child([] {
            std::array<int, 2> ends{};
            if (::pipe(ends.data()) != 0) return 1;
            ::dup2(ends[1], STDOUT_FILENO);
            outlive_terminal_and_disk();
            char got = 0;
            return ::write(STDOUT_FILENO, "x", 1) == 1 && ::read(ends[0], &got, 1) == 1 && got == 'x' ? 0 : 2;
        }),
        0);
}

}  // namespace
}  // namespace vigie::net
