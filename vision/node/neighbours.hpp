// The node as a reader of other nodes: their scenes, so that zones may span nodes.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "net/transport/keys.hpp"
#include "net/transport/node_client.hpp"
#include "net/types/health.hpp"
#include "net/types/result.hpp"
#include "net/types/time.hpp"
#include "vision/configuration/node_configuration.hpp"
#include "vision/node/neighbour_views.hpp"

namespace vigie::vision {

/// Follows the configured neighbours with this node's own key, as a console does; their allowlists decide. It
/// asks for no picture and pulls no alert. Owns one network thread, which ends with it. Any thread may call
/// the members.
class Neighbours {
public:
    /// Errors name the place in the configuration: a public key that cannot be read, a host that is no
    /// address. Who does not answer is no error. `clock` outlives it.
    [[nodiscard]] static net::Result<std::unique_ptr<Neighbours>> follow(
        const NodeConfiguration& configuration, net::KeyPair keys, const net::Clock& clock);

    [[nodiscard]] CameraViews views(net::MonoTime now) const { return views_.views(now); }
    [[nodiscard]] std::vector<net::NeighbourHealth> health(net::MonoTime now) const {
        return views_.health(now);
    }
    /// Messages of neighbours that did not arrive.
    [[nodiscard]] std::uint64_t lost_messages() const;

private:
    explicit Neighbours(const NodeConfiguration& configuration)
        : views_(configuration.neighbours, configuration.record) {}

    NeighbourViews views_;
    std::vector<net::NodeId> nodes_;
    std::unique_ptr<net::NodeClient> client_;  ///< last: no event comes after it
};

}  // namespace vigie::vision
