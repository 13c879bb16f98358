#include "vision/rendering/noise.hpp"

#include <cmath>

#include <opencv2/imgproc.hpp>

namespace vigie::vision {

namespace {

double eased(double t) {
    return t * t * (3.0 - 2.0 * t);
}

double lattice(std::uint64_t seed, std::int64_t x, std::int64_t y) {
    const auto key = mixed(static_cast<std::uint64_t>(x), static_cast<std::uint64_t>(y));
    return 2.0 * share_of(mixed(seed, key)) - 1.0;
}

std::int64_t wrapped(std::int64_t value, std::int64_t period) {
    return ((value % period) + period) % period;
}

/// Value noise whose lattice repeats after `period` points.
double periodic_noise(std::uint64_t seed, double x, double y, std::int64_t period) {
    const double left = std::floor(x);
    const double top = std::floor(y);
    const double u = eased(x - left);
    const double v = eased(y - top);
    const auto at = [&](int dx, int dy) {
        return lattice(seed, wrapped(static_cast<std::int64_t>(left) + dx, period),
                       wrapped(static_cast<std::int64_t>(top) + dy, period));
    };
    const double upper = at(0, 0) + (at(1, 0) - at(0, 0)) * u;
    const double lower = at(0, 1) + (at(1, 1) - at(0, 1)) * u;
    return upper + (lower - upper) * v;
}

}  // namespace

double normal_of(std::uint64_t value) {
    double sum = -6.0;
    for (std::uint64_t i = 0; i < 12; ++i) sum += share_of(mixed(value, i));
    return sum;
}

double smooth_noise(std::uint64_t seed, double x, double y) {
    return periodic_noise(seed, x, y, std::int64_t{1} << 40U);
}

cv::Mat cloth_tile(int size, std::uint64_t seed) {
    cv::Mat out(size, size, CV_32F);
    for (int row = 0; row < size; ++row) {
        for (int column = 0; column < size; ++column) {
            double value = 0.0;
            double weight = 0.6;
            for (int period = 4; period <= size / 2; period *= 2) {
                const double step = static_cast<double>(period) / size;
                value += weight * periodic_noise(mixed(seed, static_cast<std::uint64_t>(period)),
                                                 column * step, row * step, period);
                weight *= 0.6;
            }
            out.at<float>(row, column) = static_cast<float>(value);
        }
    }
    return out;
}

SensorNoise sensor_noise(cv::Size picture, int margin, double sigma, std::uint64_t seed) {
    cv::Mat noise(picture.height + margin, picture.width + margin, CV_32FC3);
    // Box-Muller on hashed values would be the same everywhere too, but slower; a sum is near enough.
    std::uint64_t state = mixed(seed);
    for (int row = 0; row < noise.rows; ++row) {
        auto* values = noise.ptr<float>(row);
        for (int i = 0; i < noise.cols * 3; ++i) {
            state = mixed(state);
            const double sum =
                static_cast<double>(state & 0xffffU) + static_cast<double>((state >> 16U) & 0xffffU) +
                static_cast<double>((state >> 32U) & 0xffffU) + static_cast<double>((state >> 48U) & 0xffffU);
            values[i] = static_cast<float>((sum / 65535.0 - 2.0) * std::sqrt(3.0));
        }
    }
    cv::GaussianBlur(noise, noise, {3, 3}, 0.6);
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(noise, mean, deviation);
    noise *= sigma / deviation[0];
    SensorNoise out;
    noise.convertTo(out.plus, CV_8UC3);
    cv::Mat negative = -noise;
    negative.convertTo(out.minus, CV_8UC3);
    return out;
}

}  // namespace vigie::vision
