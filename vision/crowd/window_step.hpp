// How often a window of a zone's figures takes a sample.
#pragma once

#include <algorithm>

#include "vision/crowd/settings.hpp"
#include "vision/crowd/sliding_window.hpp"

namespace vigie::vision {

/// Time between two samples of a window of `window_s`, so that it holds no more than the settings allow. Zero
/// where every sample may come.
[[nodiscard]] inline net::Microseconds window_step(double window_s, const PressureSettings& settings) {
    const auto most = static_cast<double>(std::max<std::size_t>(2, settings.most_window_samples));
    return stream_time(window_s / most);
}

}  // namespace vigie::vision
