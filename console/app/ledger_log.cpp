#include "console/app/ledger_log.hpp"

#include <utility>

#include <fmt/format.h>

namespace vigie::console {

std::optional<LedgerLog::Line> LedgerLog::change(const LedgerState& ledger, net::MonoTime now) {
    if (ledger.recording) {
        failing_ = false;
        return std::exchange(told_, false) ? std::optional(Line{false, "everything is recorded again"})
                                           : std::nullopt;
    }
    if (ledger.problem.empty() || told_) {
        return std::nullopt;  // not known yet, or told already
    }
    const bool begins = !std::exchange(failing_, true);
    if (newest_ && now - *newest_ < kQuiet) {
        untold_ += begins ? 1 : 0;
        return std::nullopt;
    }
    told_ = true;
    newest_ = now;
    std::string text = "nothing is recorded: " + ledger.problem.english;
    // One that began in the quiet minute and lasts is among the untold, and is told now.
    if (const auto earlier = std::exchange(untold_, 0) - (begins ? 0 : 1); earlier > 0) {
        text += fmt::format(" (so it was {} more times in the meantime)", earlier);
    }
    return Line{true, std::move(text)};
}

}  // namespace vigie::console
