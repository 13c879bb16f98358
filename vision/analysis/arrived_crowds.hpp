// Where crowds stand whose people walked in.
#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "vision/analysis/settings.hpp"
#include "vision/analysis/standing_crowd.hpp"

namespace vigie::vision {

/// The ground of crowds whose people walked in, whoever of them can be told apart: none of it may melt into
/// the background, as most of a crowd is in nobody's box. Figures are lost and found in a crowd all the time,
/// so that a crowd which stands where one stood before walked in, too. Owned by one thread.
class ArrivedCrowds {
public:
    explicit ArrivedCrowds(const StandingCrowdSettings& settings) : settings_(settings) {}

    /// `walked`: for each figure that `found` was made of, whether it is known to have walked. `cells`: size
    /// of the grid of cells; another size starts anew. `seconds`: since the last.
    void update(const FoundCrowds& found, const std::vector<bool>& walked, cv::Size cells, double seconds);
    void restart() { left_s_.release(); }

    /// CV_8U, 255 in cells of such crowds; empty before the first update.
    [[nodiscard]] cv::Mat ground() const;

private:
    StandingCrowdSettings settings_;
    cv::Mat left_s_;  // CV_32F, seconds until a cell is forgotten
};

}  // namespace vigie::vision
