#include "tests/support/virtual_display.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>

namespace vigie::test {

VirtualDisplay::VirtualDisplay(const std::string& size) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) {
        problem_ = "no pipe for Xvfb's display number";
        return;
    }
    server_ =
        std::make_unique<ChildProcess>(std::vector<std::string>{"Xvfb", "-displayfd", "3", "-screen", "0",
                                                                size + "x24", "-noreset", "-nolisten", "tcp"},
                                       std::nullopt, ends[1]);
    ::close(ends[1]);
    std::string number;
    char digit = 0;
    while (::read(ends[0], &digit, 1) == 1 && digit != '\n') {
        number += digit;
    }
    ::close(ends[0]);
    if (number.empty()) {
        problem_ = "Xvfb did not start: install the package xvfb";
        return;
    }
    ::setenv("DISPLAY", (":" + number).c_str(), 1);
}

}  // namespace vigie::test
