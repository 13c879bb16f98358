// Whether a node gets its alerts into its store, from what its health says.
#pragma once

#include <cstdint>
#include <optional>

#include "net/types/health.hpp"
#include "net/types/time.hpp"

namespace vigie::console {

/// A node that names a storage problem, or one of whose alerts waits and none is recorded, so many times in a
/// row cannot record: more than three seconds, which no slow commit takes.
inline constexpr int kHealthsWithoutRecording = 4;

/// One node's. Pure. A node that has lost further alerts cannot record, at once; one whose health names no
/// problem and nothing that waits can again. What was lost before the first health heard is nobody's news.
class RecordingWatch {
public:
    void hear(const net::NodeHealth& health);

    /// Why it cannot record, as it said when that was noticed (may be empty); nothing while it can.
    [[nodiscard]] const std::optional<net::Sentence>& problem() const { return problem_; }

private:
    int in_a_row_ = 0;
    std::optional<net::UtcTime> started_;  ///< of the run of the node that counted the next two
    std::uint64_t lost_ = 0;
    std::uint64_t recorded_ = 0;
    std::optional<net::Sentence> problem_;
};

}  // namespace vigie::console
