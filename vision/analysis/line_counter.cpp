#include "vision/analysis/line_counter.hpp"

#include <cmath>

#include "net/types/geometry.hpp"

namespace vigie::vision {

void LineCounter::update(const std::vector<Stand>& people) {
    const double length = net::distance(line_.segment.from, line_.segment.to);
    if (length <= 0.0) {
        return;
    }
    std::unordered_map<net::TrackNumber, net::Point<net::Floor>> now;
    for (const auto& person : people) {
        const double side = net::side_of(line_.segment, person.at) / length;
        const auto before = last_.find(person.number);
        if (std::abs(side) < hysteresis_m_) {
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
