#include "console/views/time_axis.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <limits>

namespace vigie::console {

namespace {

/// Samples further apart have nothing between them.
constexpr net::Microseconds kHole = 3 * kHistoryPeriod;

/// Minutes between two labels.
constexpr std::array<std::chrono::minutes, 8> kTickSteps{
    std::chrono::minutes(1),  std::chrono::minutes(2),  std::chrono::minutes(5),  std::chrono::minutes(10),
    std::chrono::minutes(15), std::chrono::minutes(30), std::chrono::minutes(60), std::chrono::minutes(120)};

}  // namespace

float TimeAxis::x_of(net::UtcTime at) const {
    const auto span = static_cast<double>((to - from).count());
    if (span <= 0.0) {
        return left;
    }
    return left + static_cast<float>(static_cast<double>((at - from).count()) / span * width);
}

std::vector<net::UtcTime> axis_ticks(const TimeAxis& axis, float least) {
    using std::chrono::minutes;
    std::vector<net::UtcTime> ticks;
    if (axis.to <= axis.from || axis.width <= 0.0F) {
        return ticks;
    }
    const auto step = std::find_if(kTickSteps.begin(), kTickSteps.end(), [&](minutes candidate) {
        return axis.x_of(axis.from + candidate) - axis.left >= least;
    });
    if (step == kTickSteps.end()) {
        return ticks;
    }
    const auto since_epoch = std::chrono::floor<minutes>(axis.from.time_since_epoch());
    net::UtcTime tick{since_epoch - since_epoch % *step};
    for (; tick <= axis.to; tick += *step) {
        if (tick >= axis.from) {
            ticks.push_back(tick);
        }
    }
    return ticks;
}

std::vector<std::span<const OccupancySample>> stretches(std::span<const OccupancySample> samples) {
    std::vector<std::span<const OccupancySample>> found;
    std::size_t start = 0;
    for (std::size_t i = 1; i <= samples.size(); ++i) {
        if (i == samples.size() || samples[i].at - samples[i - 1].at > kHole) {
            found.push_back(samples.subspan(start, i - start));
            start = i;
        }
    }
    return found;
}

std::span<const OccupancySample> within(std::span<const OccupancySample> samples, net::UtcTime from,
                                        net::UtcTime to) {
    auto first =
        std::lower_bound(samples.begin(), samples.end(), from,
                         [](const OccupancySample& sample, net::UtcTime at) { return sample.at < at; });
    const auto last =
        std::upper_bound(first, samples.end(), to,
                         [](net::UtcTime at, const OccupancySample& sample) { return at < sample.at; });
    if (first != samples.begin() && first != last) {
        --first;
    }
    return {first, last};
}

std::vector<float> binned(std::span<const OccupancySample> samples, net::UtcTime from, net::UtcTime to,
                          std::size_t bins, BinOf what) {
    std::vector<float> values(bins, std::numeric_limits<float>::quiet_NaN());
    if (bins == 0 || to <= from) {
        return values;
    }
    const net::Microseconds width = (to - from) / static_cast<net::Microseconds::rep>(bins);
    const std::span<const OccupancySample> inside = within(samples, from, to);
    std::size_t next = 0;
    const OccupancySample* before = nullptr;
    for (std::size_t bin = 0; bin < bins; ++bin) {
        const net::UtcTime end = bin + 1 == bins ? to : from + width * static_cast<int>(bin + 1);
        double sum = 0.0;
        double most = 0.0;
        std::size_t count = 0;
        for (; next < inside.size() && (inside[next].at < end || (bin + 1 == bins && inside[next].at <= to));
             ++next) {
            before = &inside[next];
            if (before->at < from) {
                continue;
            }
            sum += before->count.people;
            most = count == 0 ? before->count.people : std::max(most, before->count.people);
            ++count;
        }
        if (count > 0) {
            values[bin] = static_cast<float>(what == BinOf::mean ? sum / static_cast<double>(count) : most);
        } else if (before != nullptr && next < inside.size() && inside[next].at - before->at <= kHole) {
            values[bin] = static_cast<float>(before->count.people);
        }
    }
    return values;
}

}  // namespace vigie::console
