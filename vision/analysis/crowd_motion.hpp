// How a crowd moves in which people cannot be told apart: by the flow of its picture.
#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include <opencv2/core.hpp>
#include <opencv2/video/tracking.hpp>

#include "net/types/crowd_velocity.hpp"
#include "net/types/homography.hpp"
#include "vision/analysis/crowd_density.hpp"
#include "vision/analysis/person_size.hpp"
#include "vision/analysis/settings.hpp"

namespace vigie::vision {

/// Reads the velocity of each square of a crowd from the dense optical flow (DIS: Kroeger, Timofte, Dai and
/// Van Gool, ECCV 2016) of the picture where its people's heads and shoulders are, which others hide least.
/// Tracks cannot tell it: in a dense crowd they are a fifth of the people, and jump from one to another.
/// Costs nothing while there is no crowd. Knows of no crowd without a floor. Owned by one thread.
class CrowdMotion {
public:
    /// `square_m`: edge of the crowd's squares; `width`, `height`: of the camera's picture, pixels.
    CrowdMotion(const CrowdMotionSettings& settings, double square_m,
                const std::optional<net::Homography>& floor, int width, int height);

    /// `picture`: CV_8UC3 at working size, steadied. `crowd`: squares where people stand in crowds, as
    /// CrowdWatch has them. `seconds`: since the picture before. Returns the squares that are in the
    /// picture; their velocity is not known at the first picture of a crowd and after a gap.
    [[nodiscard]] net::CrowdVelocities look(const cv::Mat& picture, const std::vector<CrowdPlace>& crowd,
                                            double seconds);
    /// The next picture has nothing to do with the last one.
    void restart();

private:
    using Place = std::pair<double, double>;

    [[nodiscard]] cv::Rect shoulders(net::Point<net::Floor> at, cv::Size working) const;
    /// Metres a second from pixels of `flow`, mean over `part`; nothing when nobody moves so.
    [[nodiscard]] std::optional<net::Vector<net::Floor>> velocity(net::Point<net::Floor> at,
                                                                  const cv::Mat& flow, cv::Size working,
                                                                  double seconds) const;

    [[nodiscard]] cv::Mat flow_of(const cv::Mat& before, const cv::Mat& now, const cv::Rect& part) const;

    CrowdMotionSettings settings_;
    double square_m_;
    std::optional<StandingProjection> standing_;
    int width_;
    int height_;
    cv::Ptr<cv::DISOpticalFlow> flow_;
    cv::Mat before_;  // CV_8U
    std::map<Place, net::Vector<net::Floor>> known_;
};

}  // namespace vigie::vision
