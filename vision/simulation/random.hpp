// Random numbers of the simulated venue: the same ones from the same seed with every compiler and library,
// which the distributions of <random> do not promise.
#pragma once

#include <cstdint>
#include <random>

namespace vigie::vision {

/// A stream of random numbers; a value that may be copied and then goes on equally in both copies. The engine
/// is std::mt19937_64, whose output the standard fixes; the transforms use only +, - and *. Owned by one
/// thread.
class Random {
public:
    explicit Random(std::uint64_t seed) : engine_(seed) {}

    /// From 0 up to, not including, 1; 53 random bits.
    double uniform() { return static_cast<double>(engine_() >> 11) * 0x1.0p-53; }
    double uniform(double least, double most) { return least + (most - least) * uniform(); }
    /// True with that probability.
    bool chance(double probability) { return uniform() < probability; }
    /// 0 to n - 1; n at least 1.
    std::uint64_t below(std::uint64_t n) {
        return static_cast<std::uint64_t>(uniform() * static_cast<double>(n));
    }
    /// Nearly normal: the sum of twelve uniform numbers (Irwin and Hall, 1927), never beyond six deviations.
    double normal(double mean, double deviation) {
        double sum = -6.0;
        for (int i = 0; i < 12; ++i) sum += uniform();
        return mean + deviation * sum;
    }
    /// The same, drawn again until it lies within the limits; between them when that takes too long.
    double normal_within(double mean, double deviation, double least, double most) {
        for (int i = 0; i < 64; ++i) {
            const double value = normal(mean, deviation);
            if (value >= least && value <= most) return value;
        }
        return uniform(least, most);
    }

private:
    std::mt19937_64 engine_;
};

}  // namespace vigie::vision
