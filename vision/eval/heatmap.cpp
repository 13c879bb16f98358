#include "vision/eval/heatmap.hpp"

#include <cmath>
#include <cstddef>

namespace vigie::vision {

std::optional<double> pearson(const std::vector<double>& a, const std::vector<double>& b) {
    if (a.size() != b.size() || a.size() < 2) {
        return std::nullopt;
    }
    const auto count = static_cast<double>(a.size());
    double mean_a = 0.0;
    double mean_b = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        mean_a += a[i] / count;
        mean_b += b[i] / count;
    }
    double aa = 0.0;
    double ab = 0.0;
    double bb = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        aa += (a[i] - mean_a) * (a[i] - mean_a);
        ab += (a[i] - mean_a) * (b[i] - mean_b);
        bb += (b[i] - mean_b) * (b[i] - mean_b);
    }
    if (!(aa > 0.0) || !(bb > 0.0)) {
        return std::nullopt;
    }
    return ab / std::sqrt(aa * bb);
}

HeatmapComparison::Cell HeatmapComparison::cell_of(net::Point<net::Floor> point) const {
    return {static_cast<std::int64_t>(std::floor(point.x / cell_m_)),
            static_cast<std::int64_t>(std::floor(point.y / cell_m_))};
}

void HeatmapComparison::add(const net::DensityGrid& found, const std::vector<net::Point<net::Floor>>& truth) {
    for (std::size_t i = 0; i < found.people_per_m2.size(); ++i) {
        const auto density = static_cast<double>(found.people_per_m2[i]);
        if (std::isnan(density)) {
            continue;
        }
        const std::size_t row = i / found.columns;
        auto& cell =
            cells_[cell_of({found.origin.x + (static_cast<double>(i % found.columns) + 0.5) * found.cell_m,
                            found.origin.y + (static_cast<double>(row) + 0.5) * found.cell_m})];
        cell.found += density;
        cell.parts += 1.0;
    }
    for (const auto& person : truth) {
        cells_[cell_of(person)].truth += 1.0;
    }
}

std::optional<double> HeatmapComparison::correlation() const {
    std::vector<double> found;
    std::vector<double> truth;
    for (const auto& [where, cell] : cells_) {
        // Where nobody looks there is nothing to compare.
        if (cell.parts > 0.0) {
            found.push_back(cell.found / cell.parts);
            truth.push_back(cell.truth);
        }
    }
    return pearson(found, truth);
}

}  // namespace vigie::vision
