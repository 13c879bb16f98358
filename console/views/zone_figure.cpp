#include "console/views/zone_figure.hpp"

#include <algorithm>

namespace vigie::console {

std::optional<net::Count> figure_beside_picture(const ZoneSituation& zone, const net::Scene& scene) {
    if (zone.configuration.cameras.size() > 1) {
        return zone.known ? std::optional(zone.count.count) : std::nullopt;
    }
    const auto found =
        std::find_if(scene.zones.begin(), scene.zones.end(),
                     [&zone](const net::ZoneCount& count) { return count.zone == zone.configuration.zone; });
    return found == scene.zones.end() ? std::nullopt : std::optional(found->count);
}

}  // namespace vigie::console
