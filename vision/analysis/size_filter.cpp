#include "vision/analysis/size_filter.hpp"

#include <cmath>

namespace vigie::vision {

SizeFilter::SizeFilter(double ratio, double sigma, double rate_sigma)
    : state_(std::log(ratio), 0.0), covariance_(sigma * sigma, 0.0, 0.0, rate_sigma * rate_sigma) {}

void SizeFilter::predict(double seconds, double noise) {
    const cv::Matx22d step(1.0, seconds, 0.0, 1.0);
    state_ = step * state_;
    const double q = noise * noise * seconds;
    covariance_ = step * covariance_ * step.t() +
                  cv::Matx22d(q * seconds * seconds / 3.0, q * seconds / 2.0, q * seconds / 2.0, q);
}

void SizeFilter::correct(double ratio, double sigma) {
    const double variance = sigma * sigma;
    const double innovation = covariance_(0, 0) + variance;
    const cv::Vec2d gain(covariance_(0, 0) / innovation, covariance_(1, 0) / innovation);
    state_ += gain * (std::log(ratio) - state_[0]);
    const cv::Matx22d keep(1.0 - gain[0], 0.0, -gain[1], 1.0);
    covariance_ = keep * covariance_ * keep.t() + variance * (gain * gain.t());
}

double SizeFilter::ratio() const {
    return std::exp(state_[0]);
}

}  // namespace vigie::vision
