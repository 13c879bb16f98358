// People per square metre on a grid of the floor, for the eye.
#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "net/types/count.hpp"
#include "net/types/homography.hpp"
#include "net/types/track.hpp"
#include "net/types/venue.hpp"
#include "vision/analysis/crowd_density.hpp"
#include "vision/analysis/settings.hpp"

namespace vigie::vision {

/// Spreads each person over the cells where they may stand (position uncertainty plus the space
/// that a body takes), one person in total, over the cells that the camera sees; smoothed in time. Cells
/// that nobody looks at are NaN. Owned by one thread.
class DensityMap {
public:
    /// `width`, `height`: of the camera's picture, pixels. A cell is seen when its middle lies in the
    /// calibration's field of view (if one is given) and in the picture.
    DensityMap(const CountSettings& settings, const net::FloorPlan& plan, const net::Calibration& calibration,
               const net::Homography& floor, int width, int height);

    /// `people`: floor estimates in one frame, `crowds`: whoever stands where they cannot be told apart;
    /// `seconds`: since the frame before, not negative.
    void update(const std::vector<net::FloorEstimate>& people, const std::vector<CrowdPlace>& crowds,
                double seconds);
    void restart();

    [[nodiscard]] net::DensityGrid grid() const;

private:
    /// `weight`: people who stand there.
    void spread(const net::FloorEstimate& person, double weight);

    CountSettings settings_;
    net::DensityGrid empty_;
    cv::Mat now_;     // CV_32F people/m2
    cv::Mat smooth_;  // CV_32F people/m2
    cv::Mat seen_;    // CV_8U
    bool fresh_ = true;
};

}  // namespace vigie::vision
