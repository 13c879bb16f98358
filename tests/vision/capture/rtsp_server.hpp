// Starts rtsp_server.py, and hurts it in the ways that cameras and cables fail.
#pragma once

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <stdexcept>
#include <string>

#include "tests/support/places.hpp"

namespace vigie::test {

/// One server process of a test's own; killed with the object.
class RtspServer {
public:
    /// Port 0: the system chooses. Throws when the server does not say within 20 s that it listens.
    explicit RtspServer(int port = 0, int width = 320, int height = 240) {
        std::array<int, 2> input{};
        std::array<int, 2> output{};
        if (::pipe2(input.data(), O_CLOEXEC) != 0 || ::pipe2(output.data(), O_CLOEXEC) != 0) {
            throw std::runtime_error("no pipes for the RTSP server");
        }
        const std::array<std::string, 3> numbers{std::to_string(port), std::to_string(width),
                                                 std::to_string(height)};
        process_ = ::fork();
        if (process_ == 0) {
            ::dup2(input[0], STDIN_FILENO);
            ::dup2(output[1], STDOUT_FILENO);
            ::execl("/usr/bin/python3", "python3", "-B",
                    VIGIE_SOURCE_DIR "/tests/vision/capture/rtsp_server.py", numbers[0].c_str(),
                    numbers[1].c_str(), numbers[2].c_str(), nullptr);
            ::_exit(127);
        }
        ::close(input[0]);
        ::close(output[1]);
        input_ = input[1];
        port_ = read_port(output[0]);
        ::close(output[0]);
        if (port_ <= 0) {
            kill();
            ::close(input_);
            throw std::runtime_error(
                "rtsp_server.py does not start: it needs python3-gi, gir1.2-gst-rtsp-server-1.0 and "
                "gstreamer1.0-plugins-base, -good and -ugly");
        }
    }
    RtspServer(const RtspServer&) = delete;
    RtspServer& operator=(const RtspServer&) = delete;
    ~RtspServer() {
        kill();
        ::close(input_);
    }

    [[nodiscard]] int port() const { return port_; }
    [[nodiscard]] std::string url() const { return "rtsp://127.0.0.1:" + std::to_string(port_) + "/ball"; }

    /// kill -9, and waits until it is gone.
    void kill() {
        if (process_ <= 0) return;
        ::kill(process_, SIGKILL);
        ::waitpid(process_, nullptr, 0);
        process_ = -1;
    }
    /// Stops its work but not its connections: what a hung camera looks like.
    void hang() const { ::kill(process_, SIGSTOP); }
    void go_on() const { ::kill(process_, SIGCONT); }

private:
    static int read_port(int output) {
        std::string line;
        char letter = 0;
        pollfd entry{output, POLLIN, 0};
        while (::poll(&entry, 1, 20000) > 0 && ::read(output, &letter, 1) == 1) {
            if (letter == '\n') return std::stoi(line);
            line += letter;
        }
        return 0;
    }

    pid_t process_ = -1;
    int input_ = -1;
    int port_ = 0;
};

}  // namespace vigie::test
