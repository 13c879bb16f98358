// Counts whose nodes do not answer, and the sum over nodes.
#pragma once

#include <optional>
#include <vector>

#include "console/situation/situation.hpp"

namespace vigie::console {

/// A count that is no longer kept up: the same figures, "at least" and "partly blind". Who is not seen has
/// not left.
[[nodiscard]] net::Count unwatched(net::Count count);

/// People in the venue: the sum of what nodes say, nothing before the first has spoken. The intervals are
/// combined in quadrature, each side by itself (errors of different cameras are independent), which keeps a
/// 90 % interval; never below 0. Unwatched while a node that counts towards the venue is silent or was never
/// heard: one whose configuration has no such zone does not matter, one whose configuration is unknown does.
[[nodiscard]] std::optional<net::Count> venue_count(const std::vector<NodeSituation>& nodes);

/// People in the venue by who came in and went out over its boundary lines.
struct VenueLines {
    net::LineBalance balance;  ///< sums over the nodes that have such lines
    /// Live only while all of them are; silent when one is: a figure is then partly that of earlier.
    net::Liveness liveness = net::Liveness::live;
};

/// The sum of what nodes last said; nothing while none has told a balance.
[[nodiscard]] std::optional<VenueLines> venue_lines(const std::vector<NodeSituation>& nodes);

/// When a node that no longer says how many people there are last said it, on the console's clock; nothing
/// while it says so, and before it ever did. Such a figure is a last value and no lower limit: people may
/// have left since.
[[nodiscard]] std::optional<net::UtcTime> last_counted(const NodeSituation& node);

/// The same for the venue's sum: of the node that has been silent longest, among those that count towards it.
[[nodiscard]] std::optional<net::UtcTime> last_counted(const Situation& situation);

/// When a node whose counts are late was counted last, on the console's clock; nothing while they come as
/// promised, and none of a silent node, whose counts are the last ones.
[[nodiscard]] std::optional<net::UtcTime> counted_late(const NodeSituation& node);

/// The same for the venue's sum: of the node that is latest among those that count towards it.
[[nodiscard]] std::optional<net::UtcTime> counted_late(const Situation& situation);

}  // namespace vigie::console
