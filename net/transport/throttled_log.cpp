#include "net/transport/throttled_log.hpp"

#include <utility>

#include <fmt/format.h>

namespace vigie::net {

ThrottledLog::ThrottledLog(const Clock& clock, LogLevel level, std::string what, Log log)
    : clock_(clock), level_(level), what_(std::move(what)), log_(std::move(log)) {}

void ThrottledLog::say(std::string_view line) {
    tick();
    if (lines_ == kMostLines) {
        ++kept_back_;
        return;
    }
    if (lines_ == 0) {
        began_ = clock_.mono();
    }
    ++lines_;
    log_(level_, line);
}

void ThrottledLog::tick() {
    if (lines_ == 0 || clock_.mono() - began_ < kWindow) {
        return;
    }
    if (kept_back_ > 0) {
        log_(level_, fmt::format("{} more {} within a minute were not logged one by one", kept_back_, what_));
    }
    lines_ = 0;
    kept_back_ = 0;
}

}  // namespace vigie::net
