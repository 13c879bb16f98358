#include "vision/analysis/line_counter.hpp"

#include <algorithm>
#include <cmath>

#include "net/types/geometry.hpp"

namespace vigie::vision {

double LineCounter::far_enough(const Stand& person, double length) const {
    const double x = (line_.segment.to.x - line_.segment.from.x) / length;
    const double y = (line_.segment.to.y - line_.segment.from.y) / length;
    const auto& of = person.covariance;
    const double sigma = std::sqrt(std::max(0.0, y * y * of.xx - 2.0 * x * y * of.xy + x * x * of.yy));
    return std::max(settings_.hysteresis_m, std::min(settings_.sure_sigma * sigma, settings_.farthest_m));
}

void LineCounter::update(const std::vector<Stand>& people) {
    const double length = net::distance(line_.segment.from, line_.segment.to);
    if (length <= 0.0) {
        return;
    }
    std::unordered_map<net::TrackNumber, net::Point<net::Floor>> now;
    for (const auto& person : people) {
        const double side = net::side_of(line_.segment, person.at) / length;
        const auto before = last_.find(person.number);
        if (std::abs(side) < far_enough(person, length)) {
            if (before != last_.end()) {
                now.insert(*before);
            }
            continue;
        }
        if (before != last_.end()) {
            const double side_before = net::side_of(line_.segment, before->second);
            if ((side_before > 0.0) != (side > 0.0) &&
                net::crosses(line_.segment, net::Segment{before->second, person.at})) {
                // side_of is positive on the right: "in" leads from left to right.
                ++(side > 0.0 ? in_ : out_);
            }
        }
        now[person.number] = person.at;
    }
    last_ = std::move(now);
}

}  // namespace vigie::vision
