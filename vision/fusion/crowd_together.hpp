// A crowd that several cameras estimate, each the part of it that it sees.
#pragma once

#include <optional>
#include <vector>

#include "net/types/count.hpp"
#include "net/types/geometry.hpp"
#include "net/types/scene.hpp"

namespace vigie::vision {

/// What one camera sees of a zone. Both belong to the caller and are not null.
struct ZoneView {
    const net::ZoneCount* count = nullptr;
    const net::Scene* scene = nullptr;
};

/// Density at a place, people per square metre; NaN outside of the grid and where nobody looks.
[[nodiscard]] float density_at(const net::DensityGrid& grid, net::Point<net::Floor> place);

/// Whether the camera's number is an estimate of a crowd, which errs both ways: more than it tells apart in
/// `zone`, and not "at least". Any other number is of people told apart, and a lower bound.
[[nodiscard]] bool is_estimate(const ZoneView& view, const net::Polygon<net::Floor>& zone);

/// People in `zone` by all estimates together: each place has the mean density of the cameras that estimate
/// it, or else, where none of them looks, the largest of the others. So two cameras that see one half each
/// add up, and of many that see the same the largest error is not believed; but never fewer than the low end
/// of any of them, as one that looks from afar may miss most. The interval is as wide, by its people, as
/// those of the estimates are on the mean: they err alike. Nothing where no camera estimates.
[[nodiscard]] std::optional<net::Count> crowd_together(const net::Polygon<net::Floor>& zone,
                                                       const std::vector<ZoneView>& views);

}  // namespace vigie::vision
