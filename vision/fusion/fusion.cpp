#include "vision/fusion/fusion.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace vigie::vision {

namespace {

const CameraView* view_of(const CameraViews& views, const net::CameraId& camera) {
    const auto found = views.find(camera);
    return found == views.end() ? nullptr : &found->second;
}

bool is_blind(const CameraView* view) {
    return view == nullptr || view->blind || view->scene == nullptr;
}

bool is_calibrated(const net::ConfigurationRecord& configuration, const net::CameraId& camera) {
    return std::any_of(configuration.cameras.begin(), configuration.cameras.end(),
                       [&camera](const net::CameraConfiguration& known) {
                           return known.camera == camera && known.calibration.has_value();
                       });
}

net::ZoneCount count_zone(const net::ConfigurationRecord& configuration, const net::ZoneConfiguration& zone,
                          const CameraViews& views) {
    net::ZoneCount out;
    out.zone = zone.zone;
    bool counted = false;
    const CameraView* view = zone.cameras.empty() ? nullptr : view_of(views, zone.cameras.front());
    if (view != nullptr && view->scene != nullptr) {
        const auto& zones = view->scene->zones;
        const auto seen = std::find_if(zones.begin(), zones.end(), [&zone](const net::ZoneCount& count) {
            return count.zone == zone.zone;
        });
        counted = seen != zones.end();
        if (counted) out = *seen;
    }
    // A camera without calibration never sees where people stand, so losing it loses nothing.
    const bool part_lost =
        std::any_of(zone.cameras.begin(), zone.cameras.end(), [&](const net::CameraId& camera) {
            return is_calibrated(configuration, camera) && is_blind(view_of(views, camera));
        });
    if (!counted || part_lost) {
        out.count.at_least = true;
        out.count.partly_blind = true;
    }
    return out;
}

net::Count add_up(const net::ConfigurationRecord& configuration, const std::vector<net::ZoneCount>& zones) {
    net::Count venue;
    double below = 0.0;
    double above = 0.0;
    for (std::size_t i = 0; i < zones.size(); ++i) {
        if (!configuration.zones[i].counts_towards_venue) continue;
        const net::Count& count = zones[i].count;
        venue.people += count.people;
        below += std::pow(count.people - count.low, 2.0);
        above += std::pow(count.high - count.people, 2.0);
        venue.at_least = venue.at_least || count.at_least;
        venue.partly_blind = venue.partly_blind || count.partly_blind;
    }
    venue.low = std::max(0.0, venue.people - std::sqrt(below));
    venue.high = venue.people + std::sqrt(above);
    return venue;
}

/// Density at a place; NaN outside of the grid.
float density_at(const net::DensityGrid& grid, net::Point<net::Floor> place) {
    const double column = std::floor((place.x - grid.origin.x) / grid.cell_m);
    const double row = std::floor((place.y - grid.origin.y) / grid.cell_m);
    if (column < 0.0 || row < 0.0 || column >= grid.columns || row >= grid.rows) return NAN;
    return grid
        .people_per_m2[static_cast<std::size_t>(row) * grid.columns + static_cast<std::size_t>(column)];
}

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

net::Occupancy fuse(const net::ConfigurationRecord& configuration, const CameraViews& views) {
    net::Occupancy out;
    out.node = configuration.node;
    out.zones.reserve(configuration.zones.size());
    for (const auto& zone : configuration.zones) {
        out.zones.push_back(count_zone(configuration, zone, views));
    }
    out.venue = add_up(configuration, out.zones);
    for (const auto& line : configuration.lines) {
        const CameraView* view = view_of(views, line.camera);
        if (view == nullptr || view->scene == nullptr) continue;
        for (const auto& count : view->scene->lines) {
            if (count.line == line.line) out.lines.push_back(count);
        }
    }
    for (const auto& [camera, view] : views) {
        if (view.scene != nullptr) out.at = std::max(out.at, view.scene->stamp.captured);
    }
    return out;
}

}  // namespace vigie::vision
