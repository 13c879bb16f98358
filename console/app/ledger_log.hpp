// When the ledger records nothing, as lines for the log.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "console/situation/situation.hpp"
#include "net/types/time.hpp"

namespace vigie::console {

/// Owned by the UI thread.
class LedgerLog {
public:
    struct Line {
        bool trouble = false;
        std::string text;
    };
    /// One line when recording stops and one when it goes on; one that stops and goes on all the time is told
    /// once in kQuiet, with how often it was not. Call it with each situation.
    [[nodiscard]] std::optional<Line> change(const LedgerState& ledger, net::MonoTime now);

    static constexpr net::Microseconds kQuiet = std::chrono::minutes(1);

private:
    bool failing_ = false;
    bool told_ = false;  ///< that it is failing now
    std::optional<net::MonoTime> newest_;
    std::uint64_t untold_ = 0;
};

}  // namespace vigie::console
