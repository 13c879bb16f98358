// Is a feed live? One answer for every feed, from the topic table.
#pragma once

#include <cstdint>
#include <optional>

#include "net/types/time.hpp"
#include "net/types/topics.hpp"

namespace vigie::net {

enum class Liveness : std::uint8_t {
    never_seen,  ///< nothing has ever arrived
    live,
    late,    ///< older than promised
    frozen,  ///< messages arrive, their content stands still
    silent   ///< nothing arrives
};

/// When a feed last did what. Times are of the reader's own monotonic clock.
struct FeedTimes {
    std::optional<MonoTime> last_message;  ///< arrival of the newest message
    std::optional<MonoTime> last_change;   ///< arrival of the newest message with new content
    Microseconds age_at_arrival{};         ///< capture to arrival of the newest, offset-corrected
};

/// Liveness at `now`. Age is time since capture: what arrives in time but was captured long ago
/// is late. `period` is the feed's own (a camera at 2 fps is not late after 0.8 s): limits grow
/// to at least three periods (late) and eight periods (silent, frozen). Without it the table's
/// limits hold.
[[nodiscard]] Liveness liveness_at(MonoTime now, const FeedTimes& feed, const TopicPromise& promise,
                                   std::optional<Microseconds> period = std::nullopt);

}  // namespace vigie::net
