#include "console/situation/venue_count.hpp"

#include <algorithm>
#include <cmath>

namespace vigie::console {

namespace {

bool may_count_towards_venue(const NodeSituation& node) {
    return !node.configuration ||
           std::any_of(node.configuration->zones.begin(), node.configuration->zones.end(),
                       [](const net::ZoneConfiguration& zone) { return zone.counts_towards_venue; });
}

bool watched(const NodeSituation& node) {
    return node.occupancy && node.occupancy_liveness != net::Liveness::silent;
}

net::UtcTime said_at(const NodeSituation& node) {
    return node.occupancy->at - (node.clock ? node.clock->offset : net::Microseconds{});
}

/// The oldest of what `when` says of the nodes that count towards the venue.
template <class When>
std::optional<net::UtcTime> oldest_of(const Situation& situation, const When& when) {
    std::optional<net::UtcTime> oldest;
    for (const NodeSituation& node : situation.nodes) {
        const std::optional<net::UtcTime> at = when(node);
        if (at && may_count_towards_venue(node)) {
            oldest = std::min(oldest.value_or(*at), *at);
        }
    }
    return oldest;
}

}  // namespace

net::Count unwatched(net::Count count) {
    count.at_least = true;
    count.partly_blind = true;
    return count;
}

std::optional<net::Count> venue_count(const std::vector<NodeSituation>& nodes) {
    net::Count venue;
    double below = 0.0;
    double above = 0.0;
    bool known = false;
    for (const NodeSituation& node : nodes) {
        if (node.occupancy) {
            const net::Count& count = node.occupancy->venue;
            known = true;
            venue.people += count.people;
            below += std::pow(count.people - count.low, 2.0);
            above += std::pow(count.high - count.people, 2.0);
            venue.at_least = venue.at_least || count.at_least;
            venue.partly_blind = venue.partly_blind || count.partly_blind;
        }
        if (!watched(node) && may_count_towards_venue(node)) {
            venue = unwatched(venue);
        }
    }
    if (!known) {
        return std::nullopt;
    }
    venue.low = std::max(0.0, venue.people - std::sqrt(below));
    venue.high = venue.people + std::sqrt(above);
    return venue;
}

std::optional<VenueLines> venue_lines(const std::vector<NodeSituation>& nodes) {
    std::optional<VenueLines> lines;
    for (const NodeSituation& node : nodes) {
        if (!node.occupancy || !node.occupancy->venue_by_lines) {
            continue;
        }
        if (!lines) {
            lines.emplace();
        }
        lines->balance.people += node.occupancy->venue_by_lines->people;
        lines->balance.corrected += node.occupancy->venue_by_lines->corrected;
        lines->liveness = std::max(lines->liveness, node.occupancy_liveness);  // from live on to silent
    }
    return lines;
}

std::optional<net::UtcTime> last_counted(const NodeSituation& node) {
    if (!node.occupancy || watched(node)) {
        return std::nullopt;
    }
    return said_at(node);
}

std::optional<net::UtcTime> last_counted(const Situation& situation) {
    return oldest_of(situation, [](const NodeSituation& node) { return last_counted(node); });
}

std::optional<net::UtcTime> counted_late(const NodeSituation& node) {
    const bool late = node.occupancy && node.occupancy_liveness == net::Liveness::late;
    return late ? std::optional(said_at(node)) : std::nullopt;
}

std::optional<net::UtcTime> counted_late(const Situation& situation) {
    return oldest_of(situation, [](const NodeSituation& node) { return counted_late(node); });
}

}  // namespace vigie::console
