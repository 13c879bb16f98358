#include "console/app/link_log.hpp"

#include <fmt/format.h>

namespace vigie::console {

std::vector<LinkLog::Line> LinkLog::changes(const Situation& situation) {
    std::vector<Line> lines;
    for (const NodeSituation& node : situation.nodes) {
        Told& told = told_[node.node];
        if (told.state == node.link && told.reason == node.link_reason) {
            continue;
        }
        told = {node.link, node.link_reason};
        if (node.link == LinkState::up) {
            lines.push_back({false, fmt::format("node {}: connected", node.node.text())});
        } else if (!node.link_reason.empty()) {
            lines.push_back({node.link != LinkState::connecting,
                             fmt::format("node {}: {}", node.node.text(), node.link_reason.english)});
        }
    }
    return lines;
}

}  // namespace vigie::console
