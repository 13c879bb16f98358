#include "console/situation/occupancy_history.hpp"

namespace vigie::console {

OccupancyHistory OccupancyHistory::with(const OccupancySample& sample) const {
    const net::Microseconds reach = kHistoryPeriod * kHistorySamples;
    std::vector<OccupancySample> samples;
    samples.reserve(size() + 1);
    for (const OccupancySample& old : *this) {
        if (old.at < sample.at && sample.at - old.at < reach) {
            samples.push_back(old);
        }
    }
    samples.push_back(sample);
    if (samples.size() > kHistorySamples) {
        samples.erase(samples.begin());
    }
    return OccupancyHistory(std::move(samples));
}

}  // namespace vigie::console
