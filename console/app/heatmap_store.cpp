#include "console/app/heatmap_store.hpp"

#include <set>

#include "console/views/heatmap.hpp"

namespace vigie::console {

void HeatmapStore::update(const Situation& situation) {
    std::set<net::FloorId> told;
    for (const NodeSituation& node : situation.nodes) {
        if (!node.occupancy) {
            continue;
        }
        for (const net::DensityGrid& grid : node.occupancy->floors) {
            told.insert(grid.floor);
            Heatmap& heatmap = heatmaps_[grid.floor];
            if (heatmap.source != node.occupancy && grid.columns > 0 && grid.rows > 0) {
                heatmap.texture.upload({grid.columns, grid.rows}, heatmap_pixels(grid).data());
                heatmap.source = node.occupancy;
            }
        }
    }
    std::erase_if(heatmaps_, [&](const auto& entry) { return !told.contains(entry.first); });
}

std::uint32_t HeatmapStore::find(const net::FloorId& floor) const {
    const auto found = heatmaps_.find(floor);
    return found == heatmaps_.end() ? 0 : found->second.texture.name();
}

}  // namespace vigie::console
