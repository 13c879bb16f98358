#include "vision/crowd/line_flow.hpp"

#include "vision/crowd/sliding_window.hpp"

namespace vigie::vision {

namespace {

// Samples a window: a count a second for the usual minute.
constexpr double kSamples = 60.0;

}  // namespace

// One step longer than what is measured, so that its first and last sample are that far apart.
LineFlow::LineFlow(const BalanceSettings& settings)
    : over_s_(settings.flow_s),
      window_(stream_time(settings.flow_s * (1.0 + 1.0 / kSamples)),
              stream_time(settings.flow_s / kSamples)) {}

void LineFlow::put(net::Microseconds now, const net::LineCount& count) {
    if (!window_.samples().empty()) {
        const auto& [in, out] = window_.samples().back().second;
        if (count.in < in || count.out < out) window_.clear();  // counted anew
    }
    if (window_.due(now)) window_.put(now, {count.in, count.out});
}

void LineFlow::fill(net::LineCount& count) const {
    if (window_.samples().size() < 2) return;
    const auto& [first, then] = window_.samples().front();
    const auto& [last, now] = window_.samples().back();
    const double seconds = seconds_of(last - first);
    // Frames do not come on the second: a minute that lacks one step is one.
    if (seconds < over_s_ * (1.0 - 1.0 / kSamples)) return;
    count.in_per_min = static_cast<double>(now.first - then.first) * 60.0 / seconds;
    count.out_per_min = static_cast<double>(now.second - then.second) * 60.0 / seconds;
}

}  // namespace vigie::vision
