#include "console/views/zone_load.hpp"

#include <algorithm>
#include <chrono>
#include <numeric>

#include "net/types/geometry.hpp"

namespace vigie::console {

namespace {

LoadBand band_of(std::optional<double> share) {
    if (share.value_or(0.0) >= kFullShare) {
        return LoadBand::full;
    }
    return share.value_or(0.0) >= kWarnShare ? LoadBand::filling : LoadBand::calm;
}

LoadBand worst_recent_band(const ZoneSituation& zone) {
    LoadBand worst = load_band(zone);
    if (zone.history.empty()) {
        return worst;
    }
    const net::UtcTime since = zone.history.back().at - std::chrono::seconds(30);
    for (auto sample = zone.history.rbegin(); sample != zone.history.rend() && sample->at >= since;
         ++sample) {
        worst = std::max(worst, band_of(share_of_capacity(zone.configuration, sample->count.people)));
    }
    return worst;
}

}  // namespace

std::optional<double> share_of_capacity(const net::ZoneConfiguration& zone, double people) {
    if (!zone.capacity || *zone.capacity == 0) {
        return std::nullopt;
    }
    return people / *zone.capacity;
}

std::optional<double> zone_load(const net::ZoneConfiguration& zone, double people) {
    if (const std::optional<double> share = share_of_capacity(zone, people)) {
        return share;
    }
    const double holds = net::area(zone.outline) * zone.bands.dangerous;
    if (holds <= 0.0) {
        return std::nullopt;
    }
    return people / holds;
}

LoadBand load_band(const ZoneSituation& zone) {
    if (!zone.known) {
        return LoadBand::unknown;
    }
    return band_of(share_of_capacity(zone.configuration, zone.count.count.people));
}

std::optional<double> licensed_capacity(const Situation& situation) {
    std::optional<double> licensed;
    for (const NodeSituation& node : situation.nodes) {
        if (node.configuration && node.configuration->licensed_capacity) {
            // All nodes of a venue are told the same figure; while they disagree, the largest is in force.
            licensed =
                std::max(licensed.value_or(0.0), static_cast<double>(*node.configuration->licensed_capacity));
        }
    }
    return licensed;
}

std::vector<std::size_t> zones_worst_first(const std::vector<ZoneSituation>& zones) {
    std::vector<LoadBand> bands;
    bands.reserve(zones.size());
    for (const ZoneSituation& zone : zones) {
        bands.push_back(worst_recent_band(zone));
    }
    std::vector<std::size_t> order(zones.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return bands[a] > bands[b]; });
    return order;
}

}  // namespace vigie::console
