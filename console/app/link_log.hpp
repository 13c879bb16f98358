// Changes of the connections to nodes, as lines for the log.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "console/situation/situation.hpp"

namespace vigie::console {

/// Owned by the UI thread.
class LinkLog {
public:
    struct Line {
        bool trouble = false;
        std::string text;
    };
    /// One line for each node whose connection is in another state, or for another reason, than at the last
    /// call.
    [[nodiscard]] std::vector<Line> changes(const Situation& situation);

private:
    struct Told {
        LinkState state = LinkState::connecting;
        net::Sentence reason;
    };
    std::map<net::NodeId, Told> told_;
};

}  // namespace vigie::console
