// How high a walker's box is, by what is expected where the feet are.
#pragma once

#include <opencv2/core.hpp>

namespace vigie::vision {

/// Kalman filter on the logarithm of box height by expected height, with a rate: where nothing is calibrated
/// the expectation is rough, and who comes nearer outgrows it steadily. Constant rate with white noise
/// (Bar-Shalom, Li, Kirubarajan, section 6.2.2). A value.
class SizeFilter {
public:
    /// `ratio`: box height by expected height, above 0; `sigma`: of its logarithm; `rate_sigma`: of the
    /// unknown starting rate, 1/s.
    SizeFilter(double ratio, double sigma, double rate_sigma);

    /// Moves on by `seconds` (not negative); `noise`: of the rate, 1/s by root of a second.
    void predict(double seconds, double noise);
    void correct(double ratio, double sigma);
    /// Slows the change of a walker that nobody sees: `share` of the rate is kept.
    void damp(double share) { state_[1] *= share; }

    [[nodiscard]] double ratio() const;

private:
    cv::Vec2d state_;  // logarithm of the ratio, and its rate
    cv::Matx22d covariance_;
};

}  // namespace vigie::vision
