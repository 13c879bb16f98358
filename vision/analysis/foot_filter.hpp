// Kalman filter of one walking foot point.
#pragma once

#include <opencv2/core.hpp>

namespace vigie::vision {

/// Constant velocity with white-noise acceleration (Bar-Shalom, Li, Kirubarajan: Estimation with
/// Applications to Tracking and Navigation, section 6.3.2). Units are the ground's. A value.
class FootFilter {
public:
    /// `speed_sigma`: of the unknown starting speed, units/s.
    FootFilter(const cv::Vec2d& at, const cv::Matx22d& covariance, double speed_sigma);

    /// Moves on by `seconds` (not negative); `acceleration_sigma` in units/s2.
    void predict(double seconds, double acceleration_sigma);
    void correct(const cv::Vec2d& at, const cv::Matx22d& covariance);

    /// Squared Mahalanobis distance of a sighting to the prediction.
    [[nodiscard]] double distance_squared(const cv::Vec2d& at, const cv::Matx22d& covariance) const;

    [[nodiscard]] cv::Vec2d at() const { return {state_[0], state_[1]}; }
    [[nodiscard]] cv::Vec2d velocity() const { return {state_[2], state_[3]}; }
    [[nodiscard]] cv::Matx22d covariance() const { return covariance_.get_minor<2, 2>(0, 0); }

    /// Slows a walker that nobody sees: `share` of the speed is kept.
    void damp(double share);

private:
    cv::Vec4d state_;
    cv::Matx44d covariance_;
};

}  // namespace vigie::vision
