#include "vision/fusion/crowd_together.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "vision/analysis/people_count.hpp"

namespace vigie::vision {
namespace {

/// One camera's densities in a zone, place by place, NaN where it does not look.
struct Sheet {
    std::vector<float> people_per_m2;
    bool estimate = false;
    double scale = 1.0;  ///< so that an estimate's places add up to its number
};

/// Cells of that width, or of one of which the zone has some and not too many.
double fitting(double cell_m, const net::Polygon<net::Floor>& zone) {
    constexpr double kMost = 20'000.0;
    const double square_metres = net::area(zone);
    return std::clamp(cell_m, std::sqrt(square_metres / kMost), 0.25 * std::sqrt(square_metres));
}

/// Middles of square cells that lie in the zone.
std::vector<net::Point<net::Floor>> places_in(const net::Polygon<net::Floor>& zone, double cell_m) {
    net::Point<net::Floor> low = zone.corners.front();
    net::Point<net::Floor> high = zone.corners.front();
    for (const auto& corner : zone.corners) {
        low = {std::min(low.x, corner.x), std::min(low.y, corner.y)};
        high = {std::max(high.x, corner.x), std::max(high.y, corner.y)};
    }
    std::vector<net::Point<net::Floor>> out;
    for (double y = low.y + cell_m / 2.0; y < high.y; y += cell_m) {
        for (double x = low.x + cell_m / 2.0; x < high.x; x += cell_m) {
            if (net::contains(zone, {x, y})) out.push_back({x, y});
        }
    }
    return out;
}

double told_apart(const net::Scene& scene, const net::Polygon<net::Floor>& zone) {
    return static_cast<double>(
        std::count_if(scene.tracks.begin(), scene.tracks.end(), [&zone](const net::Track& track) {
            return track.state != net::TrackState::tentative && track.floor &&
                   chance_inside(zone, *track.floor) > 0.5;
        }));
}

Sheet sheet_of(const ZoneView& view, const net::Polygon<net::Floor>& zone,
               const std::vector<net::Point<net::Floor>>& places, double cell_m) {
    Sheet out;
    out.estimate = is_estimate(view, zone);
    double people = 0.0;
    for (const auto& place : places) {
        out.people_per_m2.push_back(density_at(*view.scene->density, place));
        if (!std::isnan(out.people_per_m2.back()))
            people += static_cast<double>(out.people_per_m2.back()) * cell_m * cell_m;
    }
    // Where its densities are nowhere near they say nothing of who stands where.
    out.estimate = out.estimate && people > 0.0;
    if (out.estimate) out.scale = view.count->count.people / people;
    return out;
}

double density_of(const std::vector<Sheet>& sheets, std::size_t place) {
    double sum = 0.0;
    double estimates = 0.0;
    double largest = 0.0;
    for (const auto& sheet : sheets) {
        const auto density = static_cast<double>(sheet.people_per_m2[place]);
        if (std::isnan(density)) continue;
        if (sheet.estimate) {
            sum += sheet.scale * density;
            estimates += 1.0;
        } else {
            largest = std::max(largest, density);
        }
    }
    return estimates > 0.0 ? sum / estimates : largest;
}

}  // namespace

float density_at(const net::DensityGrid& grid, net::Point<net::Floor> place) {
    const double column = std::floor((place.x - grid.origin.x) / grid.cell_m);
    const double row = std::floor((place.y - grid.origin.y) / grid.cell_m);
    if (column < 0.0 || row < 0.0 || column >= grid.columns || row >= grid.rows) return NAN;
    return grid
        .people_per_m2[static_cast<std::size_t>(row) * grid.columns + static_cast<std::size_t>(column)];
}

bool is_estimate(const ZoneView& view, const net::Polygon<net::Floor>& zone) {
    const auto& count = view.count->count;
    return view.scene->density && !count.at_least && count.people >= told_apart(*view.scene, zone) + 1.0;
}

std::optional<net::Count> crowd_together(const net::Polygon<net::Floor>& zone,
                                         const std::vector<ZoneView>& views) {
    double estimates = 0.0;
    double low = 0.0;
    double high = 0.0;
    double surely = 0.0;
    double at_most = 0.0;  // says who is surest
    double cell_m = 0.0;
    for (const auto& view : views) {
        if (!is_estimate(view, zone)) continue;
        const auto& count = view.count->count;
        estimates += 1.0;
        low += count.low / count.people;
        high += count.high / count.people;
        if (count.low > surely) {
            surely = count.low;
            at_most = count.high;
        }
        cell_m = view.scene->density->cell_m;
    }
    if (estimates <= 0.0 || !(net::area(zone) > 0.0) || cell_m <= 0.0) return std::nullopt;
    cell_m = fitting(cell_m, zone);
    const auto places = places_in(zone, cell_m);
    std::vector<Sheet> sheets;
    for (const auto& view : views) {
        if (view.scene->density) sheets.push_back(sheet_of(view, zone, places, cell_m));
    }
    net::Count out;
    for (std::size_t place = 0; place < places.size(); ++place) {
        out.people += density_of(sheets, place) * cell_m * cell_m;
    }
    out.low = out.people * low / estimates;
    out.high = out.people * high / estimates;
    if (out.people < surely) {
        out.people = out.low = surely;
        out.high = std::max(out.high, at_most);
    }
    return out;
}

}  // namespace vigie::vision
