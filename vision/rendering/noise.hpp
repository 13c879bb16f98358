// Repeatable disorder: hashes, smooth noise and prepared tiles of it, the same on every machine.
#pragma once

#include <cstdint>

#include <opencv2/core.hpp>

namespace vigie::vision {

/// A well mixed function of its argument (SplitMix64's finaliser, Steele, Lea and Flood, OOPSLA 2014).
[[nodiscard]] constexpr std::uint64_t mixed(std::uint64_t value) {
    value += 0x9e3779b97f4a7c15ULL;
    value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27U)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31U);
}

[[nodiscard]] constexpr std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
    return mixed(mixed(a) ^ b);
}

/// 0 to 1 (excluded) from the upper bits of a mixed value.
[[nodiscard]] constexpr double share_of(std::uint64_t value) {
    return static_cast<double>(value >> 11U) * 0x1.0p-53;
}

/// Normal deviate of mean 0 and deviation 1 (sum of twelve uniform ones, so never beyond 6).
[[nodiscard]] double normal_of(std::uint64_t value);

/// Value noise: smooth in x and y with features of size 1, from -1 to 1.
[[nodiscard]] double smooth_noise(std::uint64_t seed, double x, double y);

/// A square tile of smooth noise that repeats without a seam: folds of cloth, stains. CV_32F, about -1 to 1.
[[nodiscard]] cv::Mat cloth_tile(int size, std::uint64_t seed);

/// Sensor noise ready to be laid over pictures: what to add and what to take away, CV_8UC3.
struct SensorNoise {
    cv::Mat plus;
    cv::Mat minus;
};

/// Noise of a deviation of `sigma` grey values, larger than `picture` by `margin` pixels either way, so that
/// each frame can take another part. Neighbouring pixels are correlated as after compression.
[[nodiscard]] SensorNoise sensor_noise(cv::Size picture, int margin, double sigma, std::uint64_t seed);

}  // namespace vigie::vision
