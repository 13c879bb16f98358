// Numbered messages: what is missing between two that arrived.
#pragma once

#include <cstdint>

namespace vigie::net {

/// Follows the numbers of one topic from one publisher. Owned by the thread that receives.
/// `run` identifies the publisher's run: its numbers start again at 1 after a restart, which is
/// no gap.
class SequenceTracker {
public:
    enum class Verdict {
        next,      ///< the expected one, or the first of a run
        gap,       ///< some were lost before it; `lost()` grew
        duplicate  ///< seen before, or older than the newest: ignore it
    };

    Verdict observe(std::uint64_t run, std::uint64_t number) {
        if (run != run_ || newest_ == 0) {
            run_ = run;
            newest_ = number;
            return Verdict::next;
        }
        if (number <= newest_) {
            ++duplicates_;
            return Verdict::duplicate;
        }
        const std::uint64_t missing = number - newest_ - 1;
        newest_ = number;
        lost_ += missing;
        return missing == 0 ? Verdict::next : Verdict::gap;
    }

    [[nodiscard]] std::uint64_t lost() const { return lost_; }
    [[nodiscard]] std::uint64_t duplicates() const { return duplicates_; }
    [[nodiscard]] std::uint64_t newest() const { return newest_; }

private:
    std::uint64_t run_ = 0;
    std::uint64_t newest_ = 0;
    std::uint64_t lost_ = 0;
    std::uint64_t duplicates_ = 0;
};

}  // namespace vigie::net
