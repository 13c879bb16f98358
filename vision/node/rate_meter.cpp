#include "vision/node/rate_meter.hpp"

#include <algorithm>
#include <vector>

namespace vigie::vision {

double RateMeter::rate(net::MonoTime now) {
    forget(now);
    if (events_.size() < 2) return 0.0;
    // From the first event to the last, so that a slow camera is not rounded to the window.
    const double span_s = std::chrono::duration<double>(events_.back().first - events_.front().first).count();
    return span_s > 0.0 ? static_cast<double>(events_.size() - 1) / span_s : 0.0;
}

double RateMeter::median_ms(net::MonoTime now) {
    forget(now);
    if (events_.empty()) return 0.0;
    std::vector<double> costs;
    for (const auto& [at, cost] : events_) costs.push_back(cost);
    const auto middle = costs.begin() + static_cast<std::ptrdiff_t>(costs.size() / 2);
    std::nth_element(costs.begin(), middle, costs.end());
    return *middle;
}

}  // namespace vigie::vision
