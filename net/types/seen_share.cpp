#include "net/types/seen_share.hpp"

#include <algorithm>

namespace vigie::net {

namespace {

constexpr int kRaster = 64;  // an edge: how finely the seen part of a zone is measured

bool is_seen(const ZoneConfiguration& zone, const std::vector<CameraConfiguration>& cameras,
             Point<Floor> at) {
    return std::any_of(cameras.begin(), cameras.end(), [&](const auto& camera) {
        const bool looks =
            std::find(zone.cameras.begin(), zone.cameras.end(), camera.camera) != zone.cameras.end();
        return looks && camera.calibration && camera.calibration->floor == zone.floor &&
               contains(camera.calibration->field_of_view, at);
    });
}

}  // namespace

double seen_share(const ZoneConfiguration& zone, const std::vector<CameraConfiguration>& cameras) {
    Point<Floor> least{1e9, 1e9};
    Point<Floor> most{-1e9, -1e9};
    for (const auto& corner : zone.outline.corners) {
        least = {std::min(least.x, corner.x), std::min(least.y, corner.y)};
        most = {std::max(most.x, corner.x), std::max(most.y, corner.y)};
    }
    double all = 0.0;
    double seen = 0.0;
    for (int cell = 0; cell < kRaster * kRaster; ++cell) {
        const int row = cell / kRaster;
        const Point<Floor> at{least.x + (most.x - least.x) * (cell % kRaster + 0.5) / kRaster,
                              least.y + (most.y - least.y) * (row + 0.5) / kRaster};
        if (!contains(zone.outline, at)) continue;
        all += 1.0;
        if (is_seen(zone, cameras, at)) seen += 1.0;
    }
    return all > 0.0 ? seen / all : 0.0;
}

}  // namespace vigie::net
