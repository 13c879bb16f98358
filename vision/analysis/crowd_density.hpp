// How densely people stand in a piece of foreground that cannot be taken apart into people.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include <opencv2/core.hpp>

#include "net/types/geometry.hpp"
#include "net/types/homography.hpp"
#include "net/types/venue.hpp"
#include "vision/analysis/person_size.hpp"
#include "vision/analysis/settings.hpp"

namespace vigie::vision {

/// A square of the floor and how many people are estimated to stand in it.
struct CrowdPlace {
    net::Point<net::Floor> at;  ///< its middle
    double people = 0.0;
};

/// One piece of foreground that is a crowd.
struct CrowdPiece {
    std::vector<CrowdPlace> places;
    double people = 0.0;     ///< estimate
    double floor_m2 = 0.0;   ///< on which they stand
    double vacant = 0.0;     ///< share of what their bodies could cover that shows background, 0 to 1
    double steepness = 0.0;  ///< tangent of the angle at which the camera looks down on it; 0 for nobody
};

/// Reads density from the gaps between people. With people at random places, a pixel shows the background
/// with a chance of exp(-m), m being the expected number of bodies that cover it (the coverage of a Boolean
/// model: Hall, "Introduction to the Theory of Coverage Processes", 1988); m is linear in the density of each
/// square of the floor, by the camera's projection of a body there. Densities are fitted by expectation
/// maximisation, smoothed in each step (EMS: Silverman, Jones, Wilson and Nychka, J. R. Statist. Soc. B 52,
/// 1990). Clothes and light have no part in it. Owned by one thread.
class CrowdDensity {
public:
    /// Nothing when `floor` does not fit a camera that sees bodies upright (StandingProjection). `width`,
    /// `height`: of the camera's picture, pixels.
    [[nodiscard]] static std::optional<CrowdDensity> create(const CrowdDensitySettings& settings,
                                                            const net::Homography& floor,
                                                            const std::optional<net::FloorPlan>& plan,
                                                            int width, int height);

    /// `piece`: CV_32F, 0 to 1, share of each cell of the working picture that is this piece's foreground;
    /// its edges lie in the picture of `width` x `height` divided into as many cells.
    [[nodiscard]] CrowdPiece estimate(const cv::Mat& piece) const;
    /// False when there is no foreground where somebody who stands at `at` has their belly. `cells`: as a
    /// piece, of either depth.
    [[nodiscard]] bool may_stand(const cv::Mat& cells, net::Point<net::Floor> at) const;

private:
    /// What a person in one square of the floor covers: cells of the picture, each by a share of it, 0 to 1.
    struct Body {
        net::Point<net::Floor> at;
        int column = 0;
        int row = 0;
        std::vector<std::pair<int, float>> covers;
    };

    CrowdDensity(const CrowdDensitySettings& settings, const net::Homography& floor,
                 const StandingProjection& standing, const std::optional<net::FloorPlan>& plan, int width,
                 int height);

    /// Tangent of the angle at which the camera looks down on a place; 0 where it sees none.
    [[nodiscard]] double steepness(net::Point<net::Floor> at) const;
    [[nodiscard]] std::vector<Body> bodies(const cv::Mat& piece) const;
    void cover(Body& body, cv::Size cells) const;

    CrowdDensitySettings settings_;
    net::Homography floor_;
    StandingProjection standing_;
    std::optional<net::FloorPlan> plan_;
    int width_;
    int height_;
};

}  // namespace vigie::vision
