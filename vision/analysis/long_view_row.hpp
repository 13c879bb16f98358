// One row of the long view: where the picture is as learnt, what is learnt from it, sixteen pixels at a time.
#pragma once

#include <opencv2/core.hpp>

namespace vigie::vision {

/// What holds for all pixels of one look. Plain values.
struct LongRowRule {
    float gain[3];        ///< light of now by that of the learnt scene: blue, green, red
    float least;          ///< squared distance of colours within which nothing has changed ...
    float noise;          ///< ... or so many times the place's own variance
    float rate;           ///< share by which the learnt scene follows
    float most_variance;  ///< grey levels squared
    float seconds;        ///< since the look before
};

/// A row of the learnt scene; the caller's memory. Each has a value a pixel.
struct LongRow {
    float* mean[3];      ///< blue, green, red, in the light of learning
    float* variance;     ///< grey levels squared
    float* other_age_s;  ///< of the other colour
};

/// `bgr`: three bytes a pixel. Writes the learnt scene in the light of now to `learnt` (three bytes a pixel),
/// and to `differs` 0 where the picture is that scene, from which it then learns, or 255.
void compare_and_learn(const LongRowRule& rule, const uchar* bgr, const LongRow& known, uchar* learnt,
                       uchar* differs, int columns);

}  // namespace vigie::vision
