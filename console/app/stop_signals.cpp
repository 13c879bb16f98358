#include "console/app/stop_signals.hpp"

#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <utility>

namespace vigie::console {

StopSignals::StopSignals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    signals_ = ::signalfd(-1, &set, SFD_CLOEXEC);
    wake_ = ::eventfd(0, EFD_CLOEXEC);
}

StopSignals::~StopSignals() {
    forget();
    ::close(wake_);
    ::close(signals_);
}

void StopSignals::forget() {
    if (!thread_.joinable()) {
        return;
    }
    std::uint64_t count = 1;
    // An eventfd takes a write of 1 unless it is full, which one write cannot make it.
    [[maybe_unused]] const auto written = ::write(wake_, &count, sizeof count);
    thread_.join();
    [[maybe_unused]] const auto emptied = ::read(wake_, &count, sizeof count);
}

void StopSignals::on_stop(std::function<void()> stop, std::chrono::milliseconds patience,
                          std::function<void()> late) {
    forget();
    thread_ = std::jthread([this, stop = std::move(stop), patience, late = std::move(late)] {
        pollfd signal{signals_, POLLIN, 0};
        pollfd forgotten{wake_, POLLIN, 0};
        std::array<pollfd, 2> files{signal, forgotten};
        while (::poll(files.data(), files.size(), -1) < 0 && errno == EINTR) {
        }
        if ((files[1].revents & POLLIN) != 0 || (files[0].revents & POLLIN) == 0) {
            return;
        }
        requested_ = true;
        stop();
        if (late && ::poll(&forgotten, 1, static_cast<int>(patience.count())) == 0) {
            late();
        }
    });
}

}  // namespace vigie::console
