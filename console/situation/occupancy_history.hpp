// The recent past of one count, for sparklines and the timeline.
#pragma once

#include <chrono>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

#include "net/types/count.hpp"
#include "net/types/time.hpp"

namespace vigie::console {

struct OccupancySample {
    net::UtcTime at{};
    net::Count count;
    bool operator==(const OccupancySample&) const = default;
};

inline constexpr net::Microseconds kHistoryPeriod = std::chrono::seconds(2);  ///< between two samples
inline constexpr std::size_t kHistorySamples = 1800;                          ///< one hour

/// Samples, oldest first. Immutable: copies share them, so that a situation costs nothing to copy. Reads like
/// a vector. A time for which nothing was known has no sample.
class OccupancyHistory {
public:
    OccupancyHistory() = default;
    explicit OccupancyHistory(std::vector<OccupancySample> samples)
        : samples_(std::make_shared<const std::vector<OccupancySample>>(std::move(samples))) {}
    OccupancyHistory(std::initializer_list<OccupancySample> samples)
        : OccupancyHistory(std::vector<OccupancySample>(samples)) {}

    [[nodiscard]] std::size_t size() const { return samples_ ? samples_->size() : 0; }
    [[nodiscard]] bool empty() const { return size() == 0; }
    [[nodiscard]] const OccupancySample* data() const { return samples_ ? samples_->data() : nullptr; }
    [[nodiscard]] const OccupancySample* begin() const { return data(); }
    [[nodiscard]] const OccupancySample* end() const { return data() + size(); }
    [[nodiscard]] auto rbegin() const { return std::make_reverse_iterator(end()); }
    [[nodiscard]] auto rend() const { return std::make_reverse_iterator(begin()); }
    [[nodiscard]] const OccupancySample& operator[](std::size_t index) const { return (*samples_)[index]; }
    /// Of one that is not empty.
    [[nodiscard]] const OccupancySample& front() const { return samples_->front(); }
    [[nodiscard]] const OccupancySample& back() const { return samples_->back(); }

    /// With one sample more, without those of more than kHistorySamples periods ago. Samples from `at` on,
    /// which a clock that was set back left in the future, are dropped.
    [[nodiscard]] OccupancyHistory with(const OccupancySample& sample) const;

private:
    std::shared_ptr<const std::vector<OccupancySample>> samples_;
};

}  // namespace vigie::console
