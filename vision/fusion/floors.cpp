#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "vision/fusion/crowd_together.hpp"
#include "vision/fusion/fusion.hpp"

namespace vigie::vision {

namespace {

/// Occlusion hides people, it does not invent them: the larger one is believed.
void merge(net::DensityGrid& into, const net::DensityGrid& from) {
    std::size_t cell = 0;
    for (std::uint32_t row = 0; row < into.rows; ++row) {
        for (std::uint32_t column = 0; column < into.columns; ++column, ++cell) {
            const net::Point<net::Floor> middle{into.origin.x + (column + 0.5) * into.cell_m,
                                                into.origin.y + (row + 0.5) * into.cell_m};
            into.people_per_m2[cell] = std::fmax(into.people_per_m2[cell], density_at(from, middle));
        }
    }
}

}  // namespace

std::vector<net::DensityGrid> fuse_floors(const CameraViews& views) {
    std::vector<net::DensityGrid> floors;
    for (const auto& [camera, view] : views) {
        if (view.scene == nullptr || !view.scene->density) continue;
        const net::DensityGrid& grid = *view.scene->density;
        auto known = std::find_if(floors.begin(), floors.end(), [&grid](const net::DensityGrid& other) {
            return other.floor == grid.floor;
        });
        if (known == floors.end()) {
            known = floors.insert(floors.end(), grid);
            std::fill(known->people_per_m2.begin(), known->people_per_m2.end(), NAN);
        }
        if (!view.blind) merge(*known, grid);
    }
    return floors;
}

}  // namespace vigie::vision
