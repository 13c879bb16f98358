// What one console looks at on one node, and the credits that it grants. Private to net/transport.
#pragma once

#include <cstdint>
#include <map>
#include <set>

#include "net/types/picture.hpp"
#include "net/types/time.hpp"

namespace vigie::net {

/// Pure bookkeeping, owned by one thread. A session lasts as long as a connection: pictures lost
/// with a connection must not keep their credits for ever.
class Eye {
public:
    /// Pictures of one feed that may be under way: one being received, one behind it.
    static constexpr std::uint64_t kCredits = 2;
    /// On a slow link, where the one behind would only grow old in the queue.
    static constexpr std::uint64_t kCreditsOnSlowLink = 1;
    /// Beyond the link's own delay: a picture that takes longer says that the link is slow, one that takes
    /// less than the second says that it is not.
    static constexpr Microseconds kSlowTransit = std::chrono::milliseconds(250);
    static constexpr Microseconds kQuickTransit = std::chrono::milliseconds(100);

    /// Starts counting anew; 0 for "not connected".
    void begin_session(std::uint64_t session);
    [[nodiscard]] std::uint64_t session() const { return session_; }

    /// From now on exactly these feeds. True when that changed something.
    bool look_at(std::set<PictureFeed> feeds);

    /// Whether a picture with this number has arrived in this session. Of a connection that keeps the order
    /// it means that the node has forgotten the session and counts anew.
    [[nodiscard]] bool has_had(std::uint64_t session, const PictureFeed& feed, std::uint64_t picture) const;

    /// A picture arrived. True when it is of this session, new, and still looked at.
    bool receive(std::uint64_t session, const PictureFeed& feed, std::uint64_t picture);

    /// How long the picture that just arrived was under way, less the link's own delay: its credits
    /// follow.
    void note_transit(Microseconds transit);

    /// For each feed looked at, how many pictures the node may have sent in this session.
    [[nodiscard]] std::map<PictureFeed, std::uint64_t> credits() const;

private:
    std::uint64_t session_ = 0;
    bool slow_ = false;
    std::set<PictureFeed> feeds_;
    std::map<PictureFeed, std::uint64_t> received_;
};

}  // namespace vigie::net
