// The crowds in a camera's view: people in pieces of foreground where they cannot all be told apart.
#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include <opencv2/core.hpp>

#include "net/types/geometry.hpp"
#include "net/types/homography.hpp"
#include "net/types/venue.hpp"
#include "vision/analysis/crowd_density.hpp"
#include "vision/analysis/settings.hpp"
#include "vision/analysis/standing_crowd.hpp"
#include "vision/analysis/steady_number.hpp"

namespace vigie::vision {

/// How many people a crowd is.
struct CrowdNumber {
    double people = 0.0;    ///< expected, from its gaps and its figures; 0 where gaps tell nothing
    double possible = 0.0;  ///< by its gaps alone, as if all stood close; not less
    double beyond = 0.0;  ///< of `people`, those who stand so close that there may be more: at least so many
};

/// The figures that are told apart in one crowd.
struct CrowdMembers {
    double figures = 0.0;
    double stand = 0.0;  ///< share of them who stand, 0 to 1
};

/// Looks at the crowds once in a while, for a look costs as much as some frames, and remembers, square by
/// square of the floor, how many people stand there. Knows of no crowd without a floor. Owned by one thread.
class CrowdWatch {
public:
    /// `width`, `height`: of the camera's picture, pixels.
    CrowdWatch(const CrowdDensitySettings& settings, const std::optional<net::Homography>& floor,
               const std::optional<net::FloorPlan>& plan, int width, int height);

    /// `shares`: CV_8U, 0 to 255, share of each cell that is foreground; `found` in those cells; `members`:
    /// of each of its crowds. `seconds`: since the frame before.
    void look(const cv::Mat& shares, const FoundCrowds& found, const std::vector<CrowdMembers>& members,
              double seconds);
    void restart();

    /// Of all crowds, and of those on a part of the floor; not negative.
    [[nodiscard]] CrowdNumber all() const;
    [[nodiscard]] CrowdNumber in(const net::Polygon<net::Floor>& zone) const;
    /// True when a crowd stands on the square of this place.
    [[nodiscard]] bool stands_at(net::Point<net::Floor> at) const;
    /// Square by square.
    [[nodiscard]] std::vector<CrowdPlace> places() const;
    /// Square by square as the crowd would be spread if it were `people`, also where all may stand apart.
    [[nodiscard]] std::vector<CrowdPlace> places_of(double people) const;

private:
    using Square = std::pair<int, int>;

    [[nodiscard]] Square square_of(net::Point<net::Floor> at) const;
    [[nodiscard]] net::Point<net::Floor> middle_of(const Square& square) const;
    [[nodiscard]] std::map<Square, CrowdNumber> seen_now(const cv::Mat& shares, const FoundCrowds& found,
                                                         const std::vector<CrowdMembers>& members) const;

    /// Erases squares on which nobody stands any more; `now`: those of this look.
    void forget_who_went(const cv::Mat& shares, const std::map<Square, CrowdNumber>& now);
    /// Makes the number that is told follow what is remembered now; `share`: of it that this look has made.
    void tell(const std::vector<CrowdMembers>& members, double share);
    [[nodiscard]] CrowdNumber told(const CrowdNumber& measured) const;

    CrowdDensitySettings settings_;
    std::optional<CrowdDensity> density_;
    std::map<Square, CrowdNumber> people_;
    SteadyNumber steady_;
    double stands_ = 0.0;  // how far the crowds stand, 0 to 1
    double told_share_ = 1.0;
    double since_s_ = 0.0;
    bool looked_ = false;
};

}  // namespace vigie::vision
