#include "net/command_line/process.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <csignal>

namespace vigie::net {

void outlive_terminal_and_disk() {
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    // open() returns the lowest free number.
    int descriptor = ::open("/dev/null", O_RDWR);
    while (descriptor >= 0 && descriptor <= STDERR_FILENO) {
        descriptor = ::open("/dev/null", O_RDWR);
    }
    if (descriptor > STDERR_FILENO) {
        ::close(descriptor);
    }
}

}  // namespace vigie::net
