// The figures of a scene: tracks as the console shows them, counts, lines, density.
#pragma once

#include <optional>
#include <vector>

#include "net/types/homography.hpp"
#include "net/types/scene.hpp"
#include "vision/analysis/density.hpp"
#include "vision/analysis/line_counter.hpp"
#include "vision/analysis/settings.hpp"
#include "vision/analysis/tracker.hpp"

namespace vigie::vision {

/// Turns walkers into the figures of a scene. Owned by one thread; refers to nothing.
class SceneFigures {
public:
    /// `floor`: absent without calibration; then there are no zones, lines or density.
    SceneFigures(const AnalyserConfiguration& configuration, const std::optional<net::Homography>& floor,
                 int width, int height);

    /// Fills tracks, in_view, zones, lines and density of `scene`. `seconds`: since the frame before.
    void fill(net::Scene& scene, const Tracker& tracker, double seconds);

    /// At a new source epoch: nobody is where they were; line counts stay.
    void restart();

    /// Takes over the line counts of `before`, made from the same configuration: they only grow.
    void continue_from(const SceneFigures& before);

private:
    CountSettings settings_;
    std::vector<net::ZoneConfiguration> zones_;
    std::vector<LineCounter> lines_;
    std::optional<DensityMap> density_;
    bool calibrated_;
};

}  // namespace vigie::vision
