// The node's side of the wire: publishes what it saw, answers requests, sends pictures by credit.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "net/transport/endpoints.hpp"
#include "net/transport/keys.hpp"
#include "net/transport/log.hpp"
#include "net/types/alert.hpp"
#include "net/types/health.hpp"
#include "net/types/phase_switch.hpp"
#include "net/types/picture.hpp"
#include "net/types/result.hpp"
#include "net/types/scene.hpp"
#include "net/types/time.hpp"
#include "net/types/venue.hpp"

namespace vigie::net {

/// What a node server needs to start.
struct NodeServerOptions {
    NodeId node;
    Endpoints endpoints;
    KeyPair keys;
    /// Who may connect: one "PUBLIC-KEY name" a line, '#' starts a comment line. Read again within
    /// half a second of a change. While it cannot be read, nobody is let in.
    std::filesystem::path authorized_keys;
};

/// What the server asks its node. All are called on the server's own threads, so they must be
/// thread-safe and quick (a commit's time, not a second's), and must not call the server back
/// (except where said).
struct NodeServices {
    /// The record as it is now; never null. On the request thread.
    std::function<std::shared_ptr<const ConfigurationRecord>()> configuration;
    /// Up to `most` alerts after the cursor, or the status diverged. On the request thread. A failure
    /// is answered to the console as such; it asks again.
    std::function<Result<AlertBatch>(const AlertCursor&, std::size_t most)> alerts_after;
    /// Switches a hall's phase and answers when that is durable; asked again with the same id it answers and
    /// changes nothing. A failure is answered to the console as such; it asks again. On the request thread.
    /// Not set: every hall is unknown.
    std::function<Result<PhaseAnswer>(const PhaseSwitch&)> switch_phase;
    /// Optional. Somebody has a new credit, or no longer has: only notify from here. On the picture
    /// thread; wanted() may be called from it.
    std::function<void()> demand_changed;
    /// Optional. Consoles that say hello, refused clients, allowlist errors; what others can cause is at
    /// most ten lines a minute and kind. Any server thread.
    Log log;
};

/// What the server counted since it started. All only grow, except the two at the end.
struct NodeServerCounters {
    std::uint64_t refused_clients = 0;       ///< key not in the allowlist (any more), or allowlist unreadable
    std::uint64_t failed_handshakes = 0;     ///< no key, wrong server key, garbage instead of a handshake
    std::uint64_t incompatible_clients = 0;  ///< requests of another major protocol version
    std::uint64_t malformed_messages = 0;    ///< from a known client, but not what the protocol says
    std::uint64_t oversized_messages = 0;    ///< longer than the limit of their kind
    std::uint64_t dropped_publications = 0;  ///< queue full; consoles see a gap in the numbers
    std::uint64_t invalid_publications = 0;  ///< given to publish() but breaking the wire's limits
    std::uint64_t requests_answered = 0;
    std::uint64_t pictures_sent = 0;  ///< one for each console that it went to
    std::uint64_t picture_bytes = 0;
    std::uint64_t pictures_unsent = 0;    ///< given to send() when nobody wanted them any more
    std::uint64_t connected_clients = 0;  ///< now
    std::uint64_t watching_consoles = 0;  ///< now: sessions that hold a lease on pictures

    /// The same under stable names, for NodeHealth.
    [[nodiscard]] std::vector<Counter> named() const;
};

/// Owns three threads (requests and publications, pictures, gatekeeper) and all their sockets.
/// Any thread may call any member; none waits for the network. Destruction stops the threads and
/// closes the ports within a second.
class NodeServer {
public:
    /// Binds and starts; when it returns, clients may connect. invalid_input for a bad address,
    /// unavailable for a port in use, not_found or invalid_input for an allowlist that cannot be
    /// read at start (a later failure only refuses everybody). `clock` outlives the server.
    [[nodiscard]] static Result<std::unique_ptr<NodeServer>> start(NodeServerOptions options,
                                                                   NodeServices services, const Clock& clock);
    ~NodeServer();
    NodeServer(const NodeServer&) = delete;
    NodeServer& operator=(const NodeServer&) = delete;

    /// Addresses as bound: with port numbers in place of 0.
    [[nodiscard]] const Endpoints& endpoints() const;

    // Publishing: encodes on the caller's thread, numbers the message in its topic and queues it. What
    // breaks the wire's limits is counted as invalid and logged, not sent.
    void publish(const Scene& scene);
    void publish(const Occupancy& occupancy);
    void publish(const NodeHealth& health);
    /// Call after each commit of alerts, and once a second.
    void announce(const ArchiveId& archive, AlertNumber head);

    // Pictures. The node's encoder does, for each new analysed frame and after each demand_changed:
    //   for each size: if wanted(feed, frame number): mask, encode, send.
    // One encode serves every console; without an eye nothing is wanted.

    /// True when some console holds a credit for the feed and neither has that frame (or a newer
    /// one) nor will get it from what was already sent. `frame` is FrameStamp::number.
    [[nodiscard]] bool wanted(const PictureFeed& feed, std::uint64_t frame) const;
    /// Feeds for which some console holds an unused credit now; sorted. An encoder does not need it: it is
    /// here for tests and for those who look after a running node.
    [[nodiscard]] std::vector<PictureFeed> wanted() const;
    /// Sends to every console that holds a credit for its feed and has no newer frame; keeps it for a
    /// second for credits that are on their way. `scene` and `jpeg` are not null; the bytes are not copied.
    void send(Picture picture);

    /// From now on nobody new is let in; who is connected stays.
    void refuse_newcomers();

    [[nodiscard]] NodeServerCounters counters() const;

private:
    class Impl;
    explicit NodeServer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace vigie::net
