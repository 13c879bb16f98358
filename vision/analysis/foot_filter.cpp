#include "vision/analysis/foot_filter.hpp"

namespace vigie::vision {

FootFilter::FootFilter(const cv::Vec2d& at, const cv::Matx22d& covariance, double speed_sigma)
    : state_(at[0], at[1], 0.0, 0.0), covariance_(cv::Matx44d::zeros()) {
    for (int r = 0; r < 2; ++r) {
        for (int c = 0; c < 2; ++c) {
            covariance_(r, c) = covariance(r, c);
        }
        covariance_(r + 2, r + 2) = speed_sigma * speed_sigma;
    }
}

void FootFilter::predict(double seconds, double acceleration_sigma) {
    cv::Matx44d step = cv::Matx44d::eye();
    step(0, 2) = step(1, 3) = seconds;
    state_ = step * state_;
    covariance_ = step * covariance_ * step.t();
    const double q = acceleration_sigma * acceleration_sigma;
    const double t2 = seconds * seconds;
    for (int axis = 0; axis < 2; ++axis) {
        covariance_(axis, axis) += q * t2 * t2 / 4.0;
        covariance_(axis, axis + 2) += q * t2 * seconds / 2.0;
        covariance_(axis + 2, axis) += q * t2 * seconds / 2.0;
        covariance_(axis + 2, axis + 2) += q * t2;
    }
}

void FootFilter::correct(const cv::Vec2d& at, const cv::Matx22d& covariance) {
    const cv::Matx22d innovation = this->covariance() + covariance;
    const cv::Matx<double, 4, 2> gain = covariance_.get_minor<4, 2>(0, 0) * innovation.inv();
    state_ += cv::Vec4d((gain * (at - this->at())).val);
    cv::Matx44d keep = cv::Matx44d::eye();
    for (int r = 0; r < 4; ++r) {
        for (int c = 0; c < 2; ++c) {
            keep(r, c) -= gain(r, c);
        }
    }
    // Joseph form: stays symmetric and positive over hours.
    covariance_ = keep * covariance_ * keep.t() + gain * covariance * gain.t();
}

double FootFilter::distance_squared(const cv::Vec2d& at, const cv::Matx22d& covariance) const {
    const cv::Vec2d off = at - this->at();
    const cv::Vec2d scaled = (this->covariance() + covariance).inv() * off;
    return off.dot(scaled);
}

void FootFilter::damp(double share) {
    state_[2] *= share;
    state_[3] *= share;
}

}  // namespace vigie::vision
