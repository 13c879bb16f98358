#include "net/transport/node_server.hpp"

#include <bit>
#include <utility>

#include <fmt/format.h>

#include "net/transport/desk.hpp"
#include "net/transport/front_desk.hpp"
#include "net/transport/gatekeeper.hpp"
#include "net/transport/picture_desk.hpp"
#include "net/transport/socket.hpp"
#include "net/wire/configuration_codec.hpp"
#include "net/wire/publication.hpp"

namespace vigie::net {

std::vector<Counter> NodeServerCounters::named() const {
    return {{"clients_refused", refused_clients},
            {"handshakes_failed", failed_handshakes},
            {"clients_incompatible", incompatible_clients},
            {"messages_malformed", malformed_messages},
            {"messages_oversized", oversized_messages},
            {"publications_dropped", dropped_publications},
            {"publications_invalid", invalid_publications},
            {"requests_answered", requests_answered},
            {"pictures_sent", pictures_sent},
            {"picture_bytes", picture_bytes},
            {"pictures_unsent", pictures_unsent},
            {"clients_connected", connected_clients},
            {"consoles_watching", watching_consoles}};
}

class NodeServer::Impl {
public:
    Impl(NodeServerOptions options, NodeServices services, const Clock& clock)
        : options_(std::move(options)),
          services_(std::move(services)),
          setting_{options_.node, random_identity(),
                   clock,         counters_,
                   services_.log, [this](std::string_view key) { return gatekeeper_->name_of(key); }} {}

    Result<void> open() {
        // The order matters: without a gatekeeper a bound port is shut, and must be.
        auto gatekeeper = Gatekeeper::start(context_, options_.authorized_keys, setting_.log, setting_.clock);
        if (!gatekeeper) {
            return tl::unexpected(gatekeeper.error());
        }
        gatekeeper_ = *std::move(gatekeeper);
        try {
            front_ = std::make_unique<FrontDesk>(context_, options_.keys, services_, setting_);
            pictures_ =
                std::make_unique<PictureDesk>(context_, options_.keys, services_.demand_changed, setting_);
        } catch (const zmq::error_t& error) {
            return fail(ErrorCode::internal, fmt::format("cannot make sockets: {}", error.what()));
        }
        if (auto opened = front_->open(options_.endpoints); !opened) {
            return opened;
        }
        return pictures_->open(options_.endpoints.pictures);
    }

    template <class Body>
    void publish(Topic topic, const std::string& subject, const Body& body) {
        auto bytes = encode_body(body);
        if (bytes) {
            front_->publish(topic_key(topic, subject), *std::move(bytes));
            return;
        }
        // What is wrong once is usually wrong ten times a second: say it ever more seldom.
        const auto invalid = counters_.invalid_publications.fetch_add(1) + 1;
        if (std::has_single_bit(invalid)) {
            setting_.log(LogLevel::warning,
                         fmt::format("{} '{}': {} (publication {} that was dropped as invalid)",
                                     promise_of(topic).name, subject, bytes.error().message, invalid));
        }
    }

    [[nodiscard]] NodeServerCounters counters() const {
        NodeServerCounters now;
        now.refused_clients = gatekeeper_->refused() + counters_.refused_clients;
        now.failed_handshakes = counters_.failed_handshakes;
        now.incompatible_clients = counters_.incompatible_clients;
        now.malformed_messages = counters_.malformed_messages;
        now.oversized_messages = counters_.oversized_messages;
        now.dropped_publications = front_->dropped();
        now.invalid_publications = counters_.invalid_publications;
        now.requests_answered = counters_.requests_answered;
        now.pictures_sent = counters_.pictures_sent;
        now.picture_bytes = counters_.picture_bytes;
        now.pictures_unsent = counters_.pictures_unsent;
        now.connected_clients = counters_.connected_clients;
        now.watching_consoles = pictures_->eyes();
        return now;
    }

    [[nodiscard]] const Endpoints& endpoints() const { return options_.endpoints; }
    [[nodiscard]] const NodeId& node() const { return options_.node; }
    [[nodiscard]] PictureDesk& pictures() { return *pictures_; }
    [[nodiscard]] Gatekeeper& gatekeeper() { return *gatekeeper_; }

private:
    NodeServerOptions options_;
    NodeServices services_;
    DeskCounters counters_;
    DeskSetting setting_;
    zmq::context_t context_{1};
    // Closed in the opposite order: no socket outlives the gatekeeper's context.
    std::unique_ptr<Gatekeeper> gatekeeper_;
    std::unique_ptr<FrontDesk> front_;
    std::unique_ptr<PictureDesk> pictures_;
};

Result<std::unique_ptr<NodeServer>> NodeServer::start(NodeServerOptions options, NodeServices services,
                                                      const Clock& clock) {
    if (options.node.empty() || !services.configuration || !services.alerts_after) {
        return fail(ErrorCode::invalid_input,
                    "a node server needs a node id and services for configuration and alerts");
    }
    if (!services.log) {
        services.log = [](LogLevel, std::string_view) {};
    }
    if (const auto record = encode_configuration(*services.configuration()); !record) {
        return tl::unexpected(record.error());
    }
    auto impl = std::make_unique<Impl>(std::move(options), std::move(services), clock);
    if (const auto opened = impl->open(); !opened) {
        return tl::unexpected(opened.error());
    }
    return std::unique_ptr<NodeServer>(new NodeServer(std::move(impl)));
}

NodeServer::NodeServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
NodeServer::~NodeServer() = default;

const Endpoints& NodeServer::endpoints() const {
    return impl_->endpoints();
}

void NodeServer::publish(const Scene& scene) {
    impl_->publish(Topic::scene, scene.camera.text(), scene);
}

void NodeServer::publish(const Occupancy& occupancy) {
    impl_->publish(Topic::occupancy, occupancy.node.text(), occupancy);
}

void NodeServer::publish(const NodeHealth& health) {
    impl_->publish(Topic::health, health.node.text(), health);
}

void NodeServer::announce(const ArchiveId& archive, AlertNumber head) {
    impl_->publish(Topic::announcement, impl_->node().text(),
                   AlertAnnouncement{impl_->node(), archive, head});
}

bool NodeServer::wanted(const PictureFeed& feed, std::uint64_t frame) const {
    return impl_->pictures().wanted(feed, frame);
}

std::vector<PictureFeed> NodeServer::wanted() const {
    return impl_->pictures().wanted();
}

void NodeServer::send(Picture picture) {
    impl_->pictures().send(std::move(picture));
}

void NodeServer::refuse_newcomers() {
    impl_->gatekeeper().stop();
}

NodeServerCounters NodeServer::counters() const {
    return impl_->counters();
}

}  // namespace vigie::net
