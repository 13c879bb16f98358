// The floors' heatmaps as textures, made anew only when a node tells new figures.
#pragma once

#include <map>
#include <memory>

#include "console/app/texture.hpp"
#include "console/situation/situation.hpp"

namespace vigie::console {

/// Owned by the UI thread, with its OpenGL context current at every call and at destruction.
class HeatmapStore {
public:
    /// Uploads what is new; floors that nobody tells of any more go.
    void update(const Situation& situation);
    /// OpenGL's name of the floor's texture, 0 when there is none.
    [[nodiscard]] std::uint32_t find(const net::FloorId& floor) const;

private:
    struct Heatmap {
        Texture texture;
        std::shared_ptr<const net::Occupancy> source;
    };
    std::map<net::FloorId, Heatmap> heatmaps_;
};

}  // namespace vigie::console
