// A console without a screen: follows one node over the real wire and remembers what it was told.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "net/transport/node_client.hpp"
#include "net/types/alert.hpp"

namespace vigie::test {

/// All that a console was told. Values; shared parts are immutable.
struct HeardFromNode {
    std::vector<std::shared_ptr<const net::Scene>> scenes;
    std::vector<net::Picture> pictures;
    std::vector<net::Alert> alerts;  ///< in the order of their numbers, once each
    std::vector<net::NodeHealth> healths;
    std::shared_ptr<const net::Occupancy> occupancy;                ///< the newest
    std::shared_ptr<const net::ConfigurationRecord> configuration;  ///< the newest
    net::LinkState link = net::LinkState::connecting;
    std::string link_reason;
    std::vector<net::PhaseAnswer> phases;  ///< to switch_phases(), as often as they came
    net::AlertCursor cursor;               ///< after the last alert
    std::vector<std::string> faults;  ///< of the alerts' numbers, checksums or bytes; empty when all is well

    /// The newest health of that camera; nothing before the first.
    [[nodiscard]] const net::CameraHealth* camera(const net::CameraId& camera) const;
    /// A counter of the node's newest health; nothing before the first health, or when it holds no such
    /// counter.
    [[nodiscard]] std::optional<std::uint64_t> counter(std::string_view name) const;
};

/// Pulls every alert as a ledger does: only after the ones before are kept, each checked against number and
/// chain. Any thread may call any member.
class ListeningConsole {
public:
    /// `keys`: this console's own. Throws std::runtime_error when the client cannot start.
    ListeningConsole(const net::NodeAddress& node, const net::KeyPair& keys);
    ~ListeningConsole();
    ListeningConsole(const ListeningConsole&) = delete;
    ListeningConsole& operator=(const ListeningConsole&) = delete;

    void look_at(std::set<net::PictureFeed> feeds);
    /// As of net::NodeClient.
    void switch_phases(std::vector<net::PhaseSwitch> switches);

    /// Waits until `done` holds of what was heard; false after `patience`.
    [[nodiscard]] bool wait_until(const std::function<bool(const HeardFromNode&)>& done,
                                  std::chrono::seconds patience = std::chrono::seconds(40));
    [[nodiscard]] HeardFromNode heard() const;

private:
    void note(const std::function<void(HeardFromNode&)>& change);
    void ingest(const net::AlertBatch& batch);

    net::SystemClock clock_;
    net::NodeId node_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    HeardFromNode heard_;
    std::unique_ptr<net::NodeClient> client_;  ///< last: no event comes after it
};

}  // namespace vigie::test
