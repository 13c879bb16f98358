// The figures of a scene: tracks as the console shows them, counts, lines, density.
#pragma once

#include <optional>
#include <vector>

#include "net/types/homography.hpp"
#include "net/types/scene.hpp"
#include "vision/analysis/arrived_crowds.hpp"
#include "vision/analysis/crowd_watch.hpp"
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

    /// The view is learnt anew: who stood in crowds is not known any more.
    void forget_crowds();

    /// Squares of the floor where crowds stand, with as many people as there may be in them; as of the last
    /// fill.
    [[nodiscard]] const std::vector<CrowdPlace>& crowd() const { return crowd_places_; }

    /// Working pixels of `working` size where crowds stand whose people walked in, CV_8U 0 or 255.
    [[nodiscard]] cv::Mat crowd_ground(cv::Size working) const;

private:
    /// One walker as counts see it.
    struct Seen {
        Presence presence;
        cv::Rect cells;
        bool stands = false;
        bool in_crowd = false;  ///< others may be hidden behind
    };

    /// Figures that a count is made of, and what stands for those among them who are in a crowd.
    struct Inside {
        std::vector<Presence> people;
        std::vector<cv::Rect> counted;
        std::vector<cv::Rect> standing;
        double in_crowds = 0.0;  ///< of those counted
    };

    [[nodiscard]] std::vector<Seen> look(const Tracker& tracker, const cv::Mat& foreground, double seconds);
    [[nodiscard]] static Inside inside(const std::vector<Seen>& seen, const std::vector<double>& chances);
    /// Counts as `settings` say those of `seen` who are inside (by `chances`), whoever else `kept` knows to
    /// stand there, and `crowd` people instead of the figures in crowds when those are clearly fewer.
    [[nodiscard]] net::Count count(const CountSettings& settings, const std::vector<Seen>& seen,
                                   const std::vector<double>& chances, StandingCount& kept,
                                   const CrowdNumber& crowd, double seconds) const;
    /// True when a crowd is estimated to be more people than can be told apart in it.
    [[nodiscard]] bool hides_some(double crowd, double told_apart) const;
    [[nodiscard]] static double told_apart_in_crowds(const std::vector<Seen>& seen);
    void update_density(const std::vector<Seen>& seen, const std::vector<net::Track>& tracks, double seconds);

    CountSettings settings_;
    PresenceSettings presence_;
    StandingCrowdSettings crowd_;
    CrowdDensitySettings crowd_density_;
    cv::Size picture_;
    OccupiedCells cells_;
    CrowdWatch crowds_;
    ArrivedCrowds arrived_;
    std::vector<CrowdPlace> crowd_places_;
    StandingCount standing_in_view_;
    std::vector<StandingCount> standing_in_zones_;
    std::vector<net::ZoneConfiguration> zones_;
    std::vector<LineCounter> lines_;
    std::optional<DensityMap> density_;
    bool calibrated_;
};

}  // namespace vigie::vision
