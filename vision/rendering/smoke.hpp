// Smoke and flames in the picture.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <opencv2/core.hpp>

#include "vision/rendering/projection.hpp"
#include "vision/simulation/world.hpp"

namespace vigie::vision {

/// A puff of a column as the camera sees it, pixels.
struct Puff {
    float x = 0.0F;
    float y = 0.0F;
    float radius = 1.0F;
    float opacity = 0.0F;  ///< in its middle, 0 to 1
    float nearness = 0.0F;
};

/// A column of smoke, and the tongues of its flames.
struct Column {
    std::vector<Puff> puffs;
    std::vector<Puff> tongues;
    double depth_m = 0.0;
    std::uint64_t seed = 0;
    double time_s = 0.0;
};

/// How a column is made of puffs. Plain values.
struct PlumeSettings {
    double puffs_per_s = 5.0;
    double life_s = 9.0;          ///< of a puff, until it is too thin to be seen
    double widening = 0.38;       ///< growth of a puff's radius by the height that it has risen
    double drift_m_per_s = 0.12;  ///< aside, changing
};

/// Puffs are born regularly from the beginning, rise, widen, thin out and drift: a function of the source's
/// age. Nothing for a source behind the camera.
[[nodiscard]] std::optional<Column> column_of(const SimulatedSmoke& smoke, std::uint64_t seed,
                                              const PlumeSettings& settings, const PinholeCamera& camera);

/// Lays the column over the picture where nothing solid stands before it; flames add light.
void paint(const Column& column, float brightness, const cv::Mat& nearness, cv::Mat& picture);

}  // namespace vigie::vision
