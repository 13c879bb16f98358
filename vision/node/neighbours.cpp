#include "vision/node/neighbours.hpp"

#include <utility>

namespace vigie::vision {

net::Result<std::unique_ptr<Neighbours>> Neighbours::follow(const NodeConfiguration& configuration,
                                                            net::KeyPair keys, const net::Clock& clock) {
    std::unique_ptr<Neighbours> out(new Neighbours(configuration));
    net::NodeClientOptions options{configuration.record.node.text(), std::move(keys), {}};
    for (const auto& neighbour : configuration.neighbours) {
        const auto where = net::Endpoints::at(neighbour.host, neighbour.port);
        if (!where) return net::fail(neighbour.places.host, where.error());
        const auto key = net::load_public_key(neighbour.public_key);
        if (!key) return net::fail(neighbour.places.public_key, key.error());
        options.nodes.push_back({neighbour.node, *where, *key});
        out->nodes_.push_back(neighbour.node);
    }
    NeighbourViews& views = out->views_;
    net::NodeEvents events;
    events.scene = [&views](const net::NodeId& node, const std::shared_ptr<const net::Scene>& scene,
                            const net::Arrival& arrival) { views.take(node, *scene, arrival); };
    events.health = [&views](const net::NodeId& node, const net::NodeHealth& health, const net::Arrival&) {
        views.take(node, health);
    };
    events.configuration = [&views](const net::NodeId& node,
                                    const std::shared_ptr<const net::ConfigurationRecord>& record) {
        views.take(node, *record);
    };
    events.link = [&views](const net::NodeId& node, net::LinkState state, const net::Sentence& reason) {
        views.take(node, state, reason);
    };
    events.clock_offset = [&views](const net::NodeId& node, const net::ClockOffset& offset) {
        views.take(node, offset);
    };
    auto client = net::NodeClient::start(std::move(options), std::move(events), clock);
    if (!client) return tl::unexpected(client.error());
    out->client_ = *std::move(client);
    return out;
}

std::uint64_t Neighbours::lost_messages() const {
    std::uint64_t lost = 0;
    for (const auto& node : nodes_) lost += client_->counters(node).lost_messages;
    return lost;
}

}  // namespace vigie::vision
