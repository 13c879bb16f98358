#include "net/transport/node_client.hpp"

#include <algorithm>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "net/transport/link.hpp"
#include "net/transport/socket.hpp"
#include "net/transport/wake_up.hpp"

namespace vigie::net {
namespace {

// Due times are checked at least so often; nothing on this thread is due more exactly.
constexpr Microseconds kTurn = std::chrono::milliseconds(20);

/// What other threads asked for since the network thread last looked; newest wins, so it is bounded.
struct Commands {
    std::map<NodeId, std::set<PictureFeed>> look_at;
    std::map<NodeId, AlertCursor> pull_from;
    std::map<NodeId, std::vector<PhaseSwitch>> switch_phases;
};

}  // namespace

class NodeClient::Impl {
public:
    explicit Impl(LinkSetting setting) : setting_(std::move(setting)) {}
    ~Impl() {
        if (thread_.joinable()) {
            thread_.request_stop();
            wake_up_.ring();
            thread_.join();
        }
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    Result<void> open(std::vector<NodeAddress> nodes) {
        for (auto& address : nodes) {
            const std::string where = fmt::format("{}, {}, {}", address.endpoints.publications,
                                                  address.endpoints.requests, address.endpoints.pictures);
            const NodeId node = address.node;
            try {
                if (!links_.try_emplace(node, context_, setting_, std::move(address)).second) {
                    return fail(
                        ErrorCode::invalid_input,
                        fmt::format("node '{}' is configured twice: give each node once", node.text()));
                }
            } catch (const zmq::error_t& error) {
                return fail(ErrorCode::invalid_input,
                            fmt::format("cannot connect to node '{}' at {}: {}; give addresses such as "
                                        "tcp://192.0.2.7:7401",
                                        node.text(), where, error.what()));
            }
        }
        thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
        return {};
    }

    template <class Change>
    void command(Change&& change) {
        {
            const std::lock_guard lock(mutex_);
            change(commands_);
        }
        wake_up_.ring();
    }

    /// Fixed after open(), so any thread may read it.
    [[nodiscard]] const std::map<NodeId, Link>& links() const { return links_; }

private:
    void run(const std::stop_token& stop) {
        leave_signals_to_main();
        std::vector<zmq_pollitem_t> items;
        while (!stop.stop_requested()) {
            items.assign(1, readable(wake_up_.fd()));
            for (auto& [node, link] : links_) {
                link.add_sockets(items);
            }
            wait_readable(items, kTurn);
            wake_up_.drain();
            obey();
            for (auto& [node, link] : links_) {
                link.turn();
            }
        }
    }

    void obey() {
        Commands commands;
        {
            const std::lock_guard lock(mutex_);
            commands = std::exchange(commands_, {});
        }
        for (auto& [node, feeds] : commands.look_at) {
            if (const auto link = links_.find(node); link != links_.end()) {
                link->second.look_at(std::move(feeds));
            }
        }
        for (const auto& [node, cursor] : commands.pull_from) {
            if (const auto link = links_.find(node); link != links_.end()) {
                link->second.pull_from(cursor);
            }
        }
        for (auto& [node, switches] : commands.switch_phases) {
            if (const auto link = links_.find(node); link != links_.end()) {
                link->second.switch_phases(std::move(switches));
            }
        }
    }

    LinkSetting setting_;
    zmq::context_t context_{1};
    std::map<NodeId, Link> links_;
    std::mutex mutex_;
    Commands commands_;
    WakeUp wake_up_;
    std::jthread thread_;
};

Result<std::unique_ptr<NodeClient>> NodeClient::start(NodeClientOptions options, NodeEvents events,
                                                      const Clock& clock) {
    const auto name = NodeId::parse(options.name);
    if (!name) {
        return fail(ErrorCode::invalid_input,
                    fmt::format("'{}' cannot name a client: use 1 to 48 of a-z 0-9 . _ - and start with a "
                                "letter or digit",
                                options.name));
    }
    for (const auto& address : options.nodes) {
        if (address.node.empty() || address.server_key.empty()) {
            return fail(ErrorCode::invalid_input,
                        fmt::format("node '{}' needs an id and a public key", address.node.text()));
        }
    }
    auto impl = std::make_unique<Impl>(
        LinkSetting{*name, std::move(options.keys), random_identity(), clock, std::move(events)});
    if (const auto opened = impl->open(std::move(options.nodes)); !opened) {
        return tl::unexpected(opened.error());
    }
    return std::unique_ptr<NodeClient>(new NodeClient(std::move(impl)));
}

NodeClient::NodeClient(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
NodeClient::~NodeClient() = default;

void NodeClient::look_at(const std::map<NodeId, std::set<PictureFeed>>& feeds) {
    impl_->command([&](Commands& commands) {
        for (const auto& [node, link] : impl_->links()) {
            const auto found = feeds.find(node);
            commands.look_at[node] = found == feeds.end() ? std::set<PictureFeed>{} : found->second;
        }
    });
}

void NodeClient::pull_from(const NodeId& node, const AlertCursor& cursor) {
    impl_->command([&](Commands& commands) { commands.pull_from[node] = cursor; });
}

void NodeClient::switch_phases(const NodeId& node, std::vector<PhaseSwitch> switches) {
    impl_->command([&](Commands& commands) { commands.switch_phases[node] = std::move(switches); });
}

NodeLinkCounters NodeClient::counters(const NodeId& node) const {
    const auto link = impl_->links().find(node);
    return link == impl_->links().end() ? NodeLinkCounters{} : link->second.counters();
}

}  // namespace vigie::net
