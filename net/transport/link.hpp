// A client's connection to one node: three channels and everything that is said on them. Private to
// net/transport.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <zmq.hpp>

#include "net/transport/alert_pull.hpp"
#include "net/transport/channel.hpp"
#include "net/transport/eye.hpp"
#include "net/transport/link_status.hpp"
#include "net/transport/node_client.hpp"
#include "net/transport/pending_requests.hpp"
#include "net/transport/phase_ask.hpp"
#include "net/types/clock_offset.hpp"
#include "net/types/sequence.hpp"
#include "net/wire/picture_codec.hpp"
#include "net/wire/publication.hpp"

namespace vigie::net {

/// Counters of a link, read from other threads.
class LinkTally {
public:
    template <class Change>
    void change(Change&& change_counters) {
        const std::lock_guard lock(mutex_);
        change_counters(counters_);
    }
    [[nodiscard]] NodeLinkCounters read() const {
        const std::lock_guard lock(mutex_);
        return counters_;
    }

private:
    mutable std::mutex mutex_;
    NodeLinkCounters counters_;
};

/// What all links of a client share; outlives them.
struct LinkSetting {
    NodeId name;  ///< of this client
    KeyPair keys;
    std::uint64_t run = 0;
    const Clock& clock;
    NodeEvents events;
};

/// Owned by the network thread, but for counters().
class Link {
public:
    /// Throws zmq::error_t for an address that ZeroMQ does not understand.
    Link(zmq::context_t& context, const LinkSetting& setting, NodeAddress address);

    void look_at(std::set<PictureFeed> feeds);
    void pull_from(const AlertCursor& cursor) { pull_.confirm(cursor); }
    void switch_phases(std::vector<PhaseSwitch> switches) { phases_.want(std::move(switches)); }

    void add_sockets(std::vector<zmq_pollitem_t>& items);
    /// Reads what has arrived and sends what is due.
    void turn();

    [[nodiscard]] const NodeId& node() const { return address_.node; }
    [[nodiscard]] NodeLinkCounters counters() const { return tally_.read(); }

private:
    // link.cpp: connections and requests
    void read_events(MonoTime now);
    void on_request_event(ConnectionEvent event, MonoTime now);
    void on_picture_event(ConnectionEvent event);
    void count_refusal(ConnectionEvent event);
    void expire_requests(MonoTime now);
    void send_requests(MonoTime now);
    bool send_request(RequestKind kind, RequestBody body, MonoTime now);
    void send_credits(MonoTime now);
    void connect_anew(MonoTime now);
    void tell_status();
    [[nodiscard]] Envelope envelope();

    // link_messages.cpp: what arrives
    void read_replies(MonoTime now);
    void on_reply(const Reply& reply, MonoTime now);
    void on_error_reply(std::uint64_t request, const Error& error, MonoTime now);
    void on_batch(const AlertBatch& batch, MonoTime now);
    void on_phase(const PhaseAnswer& answer, MonoTime now);
    void on_phase_error(const Error& error, MonoTime now);
    void on_clock(const PendingRequest& request, const ClockStamps& stamps);
    void read_publications();
    void on_publication(std::string_view key, std::string_view bytes);
    void deliver(Publication publication, const Arrival& arrival);
    void on_health(const NodeHealth& health);
    void read_pictures();
    void on_picture(std::string_view ticket_bytes, std::string_view header, zmq::message_t& jpeg);
    [[nodiscard]] bool in_sequence(const std::string& key, std::uint64_t run, std::uint64_t number);
    void note_unreadable(const Error& error);
    [[nodiscard]] bool is_from_node(const Envelope& envelope);
    [[nodiscard]] Arrival arrival_of(const Envelope& envelope) const;

    const LinkSetting& setting_;
    NodeAddress address_;
    Channel publications_;
    Channel requests_;
    Channel pictures_;
    LinkStatus status_;
    LinkTally tally_;
    std::uint64_t last_number_ = 0;

    PendingRequests pending_;
    std::optional<MonoTime> hello_due_;
    std::optional<MonoTime> configuration_due_;
    MonoTime clock_due_{};
    int clock_exchanges_ = 0;
    std::optional<std::uint64_t> configuration_version_;
    AlertPull pull_;
    PhaseAsk phases_;
    ClockOffsetEstimator offset_;

    Eye eye_;
    bool credits_changed_ = false;
    MonoTime credits_due_{};
    std::map<std::string, SequenceTracker> sequences_;
};

}  // namespace vigie::net
