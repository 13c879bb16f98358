#include "vision/crowd/densest_part.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

#include "vision/crowd/window_step.hpp"

namespace vigie::vision {

namespace {

constexpr int kSubcells = 4;  // an edge: how finely a cell's area within the zone is measured

struct Bounds {
    net::Point<net::Floor> least{1e9, 1e9};
    net::Point<net::Floor> most{-1e9, -1e9};
};

Bounds bounds_of(const net::Polygon<net::Floor>& outline) {
    Bounds out;
    for (const auto& corner : outline.corners) {
        out.least = {std::min(out.least.x, corner.x), std::min(out.least.y, corner.y)};
        out.most = {std::max(out.most.x, corner.x), std::max(out.most.y, corner.y)};
    }
    return out;
}

}  // namespace

DensestPart::DensestPart(const net::ZoneConfiguration& zone, const net::Polygon<net::Floor>& seen,
                         const PressureSettings& settings)
    : window_(stream_time(zone.crowd.window_s), window_step(zone.crowd.window_s, settings)) {
    const Bounds bounds = bounds_of(zone.outline);
    const double width = std::max(0.0, bounds.most.x - bounds.least.x);
    const double height = std::max(0.0, bounds.most.y - bounds.least.y);
    cell_m_ = std::max(settings.cell_m, std::sqrt(width * height / static_cast<double>(settings.most_cells)));
    origin_ = bounds.least;
    columns_ = static_cast<std::uint32_t>(std::floor(width / cell_m_)) + 1;
    rows_ = static_cast<std::uint32_t>(std::floor(height / cell_m_)) + 1;
    measure_cells(zone, seen);
    seen_m2_ = std::accumulate(cell_m2_.begin(), cell_m2_.end(), 0.0);
    area_sums_ = row_sums(cell_m2_);
    const double wanted = std::min(zone.crowd.area_m2, net::area(zone.outline));
    if (seen_m2_ >= wanted * settings.least_seen_share && seen_m2_ > 0.0) {
        place_centres(std::min(zone.crowd.area_m2, seen_m2_));
    }
}

void DensestPart::measure_cells(const net::ZoneConfiguration& zone, const net::Polygon<net::Floor>& seen) {
    cell_m2_.assign(std::size_t{columns_} * rows_, 0.0);
    const double step = cell_m_ / kSubcells;
    double all_m2 = 0.0;
    for (std::size_t cell = 0; cell < cell_m2_.size(); ++cell) {
        const std::size_t row = cell / columns_;
        const double left = origin_.x + static_cast<double>(cell % columns_) * cell_m_;
        const double top = origin_.y + static_cast<double>(row) * cell_m_;
        for (int part = 0; part < kSubcells * kSubcells; ++part) {
            const int down = part / kSubcells;
            const net::Point<net::Floor> at{left + (part % kSubcells + 0.5) * step,
                                            top + (down + 0.5) * step};
            if (!net::contains(zone.outline, at)) continue;
            all_m2 += step * step;
            if (net::contains(seen, at)) cell_m2_[cell] += step * step;
        }
    }
    // The raster is coarse: the whole zone has its true area.
    const double scale = all_m2 > 0.0 ? net::area(zone.outline) / all_m2 : 0.0;
    for (double& cell : cell_m2_) cell *= scale;
}

void DensestPart::place_centres(double area_m2) {
    const double widest = std::hypot(columns_, rows_) + 1.0;
    for (std::uint32_t row = 0; row < rows_; ++row) {
        for (std::uint32_t column = 0; column < columns_; ++column) {
            if (cell_m2_[std::size_t{row} * columns_ + column] <= 0.0) continue;
            Centre centre{column, row, widest};
            double too_small = 0.0;
            while (centre.radius_cells - too_small > 0.25) {
                Centre middle = centre;
                middle.radius_cells = (centre.radius_cells + too_small) / 2.0;
                if (in_disc(area_sums_, middle) >= area_m2 - 1e-9) {
                    centre = middle;
                } else {
                    too_small = middle.radius_cells;
                }
            }
            centres_.push_back(centre);
        }
    }
}

std::vector<double> DensestPart::row_sums(const std::vector<double>& of_cells) const {
    std::vector<double> sums;
    sums.reserve(std::size_t{rows_} * (columns_ + 1));
    for (std::uint32_t row = 0; row < rows_; ++row) {
        double sum = 0.0;
        sums.push_back(sum);
        for (std::uint32_t column = 0; column < columns_; ++column) {
            sum += of_cells[std::size_t{row} * columns_ + column];
            sums.push_back(sum);
        }
    }
    return sums;
}

double DensestPart::in_disc(const std::vector<double>& sums, const Centre& disc) const {
    const auto reach = static_cast<std::int64_t>(std::floor(disc.radius_cells));
    const std::int64_t first = std::max<std::int64_t>(0, std::int64_t{disc.row} - reach);
    const std::int64_t last = std::min<std::int64_t>(std::int64_t{rows_} - 1, std::int64_t{disc.row} + reach);
    double sum = 0.0;
    for (std::int64_t row = first; row <= last; ++row) {
        const auto off = static_cast<double>(row - std::int64_t{disc.row});
        const auto half = static_cast<std::int64_t>(
            std::floor(std::sqrt(std::max(0.0, disc.radius_cells * disc.radius_cells - off * off))));
        const std::int64_t from = std::max<std::int64_t>(0, std::int64_t{disc.column} - half);
        const std::int64_t to =
            std::min<std::int64_t>(std::int64_t{columns_}, std::int64_t{disc.column} + half + 1);
        const auto begin = static_cast<std::size_t>(row) * (columns_ + 1);
        sum += sums[begin + static_cast<std::size_t>(to)] - sums[begin + static_cast<std::size_t>(from)];
    }
    return sum;
}

void DensestPart::put(net::Microseconds now, const std::vector<PeopleAt>& people, double counted) {
    Located sample;
    double located = 0.0;
    for (const auto& [at, number] : people) {
        const double column = std::floor((at.x - origin_.x) / cell_m_);
        const double row = std::floor((at.y - origin_.y) / cell_m_);
        if (column < 0.0 || row < 0.0 || column >= columns_ || row >= rows_) continue;
        const auto cell = static_cast<std::uint32_t>(row) * columns_ + static_cast<std::uint32_t>(column);
        if (cell_m2_[cell] <= 0.0) continue;
        sample.cells.emplace_back(cell, static_cast<float>(number));
        located += number;
    }
    if (located <= 0.0) {
        sample.anywhere = std::max(0.0, counted);
    } else {
        sample.weight = std::max(1.0, counted / located);
    }
    window_.put(now, std::move(sample));
}

std::optional<double> DensestPart::density() const {
    if (centres_.empty() || !window_.full()) return std::nullopt;
    std::vector<double> people(cell_m2_.size(), 0.0);
    double anywhere = 0.0;
    const auto count = static_cast<double>(window_.samples().size());
    for (const auto& [when, sample] : window_.samples()) {
        for (const auto& [cell, number] : sample.cells) people[cell] += number * sample.weight / count;
        anywhere += sample.anywhere / count;
    }
    if (std::all_of(people.begin(), people.end(), [](double in_cell) { return in_cell <= 0.0; })) {
        return anywhere / seen_m2_;
    }
    const std::vector<double> sums = row_sums(people);
    double densest = 0.0;
    for (const auto& centre : centres_) {
        densest = std::max(densest, in_disc(sums, centre) / in_disc(area_sums_, centre));
    }
    return densest + anywhere / seen_m2_;
}

}  // namespace vigie::vision
