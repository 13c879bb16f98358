// The figures of a scene: tracks as the console shows them, counts, lines, density.
#pragma once

#include <optional>
#include <vector>

#include "net/types/homography.hpp"
#include "net/types/scene.hpp"
#include "vision/analysis/density.hpp"
#include "vision/analysis/line_counter.hpp"
#include "vision/analysis/presence.hpp"
#include "vision/analysis/settings.hpp"
#include "vision/analysis/standing_crowd.hpp"
#include "vision/analysis/tracker.hpp"

namespace vigie::vision {

/// Turns walkers into the figures of a scene. Owned by one thread; refers to nothing.
class SceneFigures {
public:
    /// `floor`: absent without calibration; then there are no zones, lines or density.
    SceneFigures(const AnalyserConfiguration& configuration, const std::optional<net::Homography>& floor,
                 int width, int height);

    /// Fills tracks, in_view, zones, lines and density of `scene`. `foreground`: CV_8U 0 or 255 at working
    /// size; `seconds`: since the frame before.
    void fill(net::Scene& scene, const Tracker& tracker, const cv::Mat& foreground, double seconds);

    /// At a new source epoch: nobody is where they were; line counts stay.
    void restart();

    /// Takes over the line counts of `before`, made from the same configuration: they only grow.
    void continue_from(const SceneFigures& before);

private:
    /// One walker as counts see it.
    struct Seen {
        Presence presence;
        cv::Rect cells;
        bool stands = false;
        bool in_crowd = false;  ///< others may be hidden behind
    };

    [[nodiscard]] std::vector<Seen> look(const Tracker& tracker, const cv::Mat& foreground, double seconds);
    /// Counts those of `seen` who are inside (by `chances`), and whoever else `kept` knows to stand there.
    [[nodiscard]] net::Count count(const std::vector<Seen>& seen, const std::vector<double>& chances,
                                   StandingCount& kept, double seconds) const;

    CountSettings settings_;
    PresenceSettings presence_;
    StandingCrowdSettings crowd_;
    cv::Size picture_;
    OccupiedCells cells_;
    StandingCount standing_in_view_;
    std::vector<StandingCount> standing_in_zones_;
    std::vector<net::ZoneConfiguration> zones_;
    std::vector<LineCounter> lines_;
    std::optional<DensityMap> density_;
    bool calibrated_;
};

}  // namespace vigie::vision
