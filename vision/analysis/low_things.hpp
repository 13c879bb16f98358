// Low things that stand on the floor and are nobody.
#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "vision/analysis/ground_shape.hpp"
#include "vision/analysis/sign_settings.hpp"
#include "vision/analysis/sign_sight.hpp"

namespace vigie::vision {

/// Remembers low shapes that came without anybody being lost, through those who hide them: what stood there
/// before somebody was lost is not that somebody. Owned by GroundWatch.
class LowThings {
public:
    explicit LowThings(const GroundWatchSettings& settings) : settings_(settings) {}

    /// Once a look. `people`: boxes of who is on the ground (reduced pixels): they are no things.
    void look(const SignSight& sight, const std::vector<GroundShape>& shapes,
              const std::vector<cv::Rect>& people);

    /// Who sat at `box` (reduced pixels) for `seconds` has got up: what is there now they have left there.
    void left(const cv::Rect& box, double seconds, const std::vector<GroundShape>& shapes);

    /// For how long something of that box (reduced pixels) has stood there, seconds; 0 if nothing has.
    [[nodiscard]] double stood_for_s(const cv::Rect& box) const;

    void restart() { things_.clear(); }

private:
    struct Thing {
        cv::Rect box;
        double age_s = 0.0;
    };

    GroundWatchSettings settings_;
    std::vector<Thing> things_;
};

}  // namespace vigie::vision
