// The inner loop of the background model: one row of pixels against what was learnt, sixteen at a time.
#pragma once

#include <opencv2/core.hpp>

namespace vigie::vision {

/// One row of the learnt scene: mean blue, green, red and the variance of a channel, grey levels.
struct BackgroundRow {
    float* mean[3];
    float* variance;
};

/// How a row is compared and learnt. Plain values.
struct RowRule {
    float limit;           ///< squared deviations of a colour beyond which it differs
    float person_limit;    ///< the same beyond which nothing is learnt where somebody stands; at most `limit`
    float rate;            ///< 0 to 1, how far a pixel that does not differ moves the model
    float least_variance;  ///< bounds of the variance, grey levels squared
    float most_variance;
};

/// Writes 255 to `differs` where the squared distance of the colour in `bgr` (interleaved, as in CV_8UC3)
/// from its mean exceeds `limit` times the variance, else 0, and there moves mean and variance towards what
/// is seen; of the variance only where nobody is known to stand. `people`: 128 or more where somebody is,
/// whose clothes may be almost of the background's colour; or null. All rows have `columns` pixels.
void compare_and_learn(const RowRule& rule, const uchar* bgr, const BackgroundRow& known, const uchar* people,
                       uchar* differs, int columns);

}  // namespace vigie::vision
