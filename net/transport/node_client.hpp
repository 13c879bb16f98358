// The other end of NodeServer, in consoles and in nodes that read their neighbours: follows any number of
// nodes from one network thread.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "net/transport/endpoints.hpp"
#include "net/transport/keys.hpp"
#include "net/types/alert.hpp"
#include "net/types/clock_offset.hpp"
#include "net/types/health.hpp"
#include "net/types/phase_switch.hpp"
#include "net/types/picture.hpp"
#include "net/types/result.hpp"
#include "net/types/scene.hpp"
#include "net/types/sentence.hpp"
#include "net/types/time.hpp"
#include "net/types/venue.hpp"

namespace vigie::net {

/// Where a node is and which key proves that it is that node.
struct NodeAddress {
    NodeId node;
    Endpoints endpoints;
    PublicKey server_key;
};

enum class LinkState : std::uint8_t {
    connecting,        ///< no answer yet since the start
    up,                ///< answers
    refused,           ///< the node does not accept our key; tried again every second
    wrong_server_key,  ///< something answers at that address without the key that we expect
    incompatible,      ///< another major protocol version, or another node than the configured one
    down  ///< was up and does not answer any more (handshakes may fail then too), or cannot be reached
};

/// When a message arrived here, and its number. Age since capture is
/// `utc` + offset - captured, with the node's ClockOffset.
struct Arrival {
    MonoTime mono{};
    UtcTime utc{};
    UtcTime sent{};            ///< on the node's clock
    std::uint64_t run = 0;     ///< of the node; another one means that it was restarted
    std::uint64_t number = 0;  ///< in its topic and run
};

/// What happened. All are called on the network thread, in order, and must be quick: hand the
/// value over and return. Unset ones are skipped. They may call the client's members, except its destructor.
struct NodeEvents {
    std::function<void(const NodeId&, std::shared_ptr<const Scene>, const Arrival&)> scene;
    std::function<void(const NodeId&, std::shared_ptr<const Occupancy>, const Arrival&)> occupancy;
    std::function<void(const NodeId&, const NodeHealth&, const Arrival&)> health;
    std::function<void(const NodeId&, const AlertAnnouncement&, const Arrival&)> announcement;
    std::function<void(const NodeId&, Picture, const Arrival&)> picture;
    /// After each connection and whenever health shows another version than the last one delivered.
    std::function<void(const NodeId&, std::shared_ptr<const ConfigurationRecord>)> configuration;
    /// Alerts after the cursor last given by pull_from, or the status diverged (then: call
    /// pull_from with the cursor to read again from, usually an empty one). Nothing more is
    /// delivered for this node until pull_from is called again. Empty batches are not delivered.
    std::function<void(const NodeId&, AlertBatch)> alerts;
    /// What became of a switch that switch_phases() asked for; again and again until it is no longer among
    /// them. not_understood when the node's program is too old for it.
    std::function<void(const NodeId&, const PhaseAnswer&)> phase;
    /// `reason` does not name the node, and is empty when up.
    std::function<void(const NodeId&, LinkState, const Sentence& reason)> link;
    std::function<void(const NodeId&, const ClockOffset&)> clock_offset;
};

/// What the client counted for one node since it started.
struct NodeLinkCounters {
    std::uint64_t lost_messages = 0;  ///< gaps in the numbers of all its topics
    /// Refused by the decoder (what is too long, too) or out of place; costs nothing else. Beyond the
    /// socket's own limit ZeroMQ closes the connection instead: a reconnect.
    std::uint64_t malformed_messages = 0;
    std::uint64_t expired_requests = 0;  ///< no answer within the deadline
    std::uint64_t failed_requests = 0;   ///< answered with an error; asked again
    std::uint64_t refusals = 0;          ///< connections that the node refused
    std::uint64_t reconnects = 0;
    std::uint64_t pictures = 0;
    std::uint64_t picture_bytes = 0;
};

struct NodeClientOptions {
    std::string name;  ///< of the console or node that reads: has the form of an id; shown in the nodes' logs
    KeyPair keys;
    std::vector<NodeAddress> nodes;
};

/// Owns one network thread and the sockets of all nodes. Any thread may call any member; none
/// waits for the network. Destruction ends the thread within half a second; no event comes after it.
class NodeClient {
public:
    /// invalid_input for an empty or repeated node, a bad address or key. Unreachable nodes are no
    /// error: their link says so. `clock` outlives the client.
    [[nodiscard]] static Result<std::unique_ptr<NodeClient>> start(NodeClientOptions options,
                                                                   NodeEvents events, const Clock& clock);
    ~NodeClient();
    NodeClient(const NodeClient&) = delete;
    NodeClient& operator=(const NodeClient&) = delete;

    /// From now on exactly these feeds are looked at: each holds two credits, others none, also those of
    /// nodes that are not named. Unknown nodes are ignored.
    void look_at(const std::map<NodeId, std::set<PictureFeed>>& feeds);

    /// Everything up to `cursor` is durable here: pull what follows. Call at start with the ledger's
    /// cursor, and after each ingest. Pulls on announcement and once a second, one at a time.
    void pull_from(const NodeId& node, const AlertCursor& cursor);

    /// From now on exactly these switches are asked of the node, once a second each and at once after a
    /// connection, until the next call leaves them out. Unknown nodes are ignored.
    void switch_phases(const NodeId& node, std::vector<PhaseSwitch> switches);

    /// Zeros for an unknown node.
    [[nodiscard]] NodeLinkCounters counters(const NodeId& node) const;

private:
    class Impl;
    explicit NodeClient(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace vigie::net
