// Something that stands still where the scene had something else: its shape, its age, whether it is there.
#pragma once

#include <optional>

#include <opencv2/core.hpp>

#include "vision/analysis/sign_settings.hpp"
#include "vision/analysis/sign_sight.hpp"

namespace vigie::vision {

/// What a look tells of the place.
enum class ThingSight {
    there,   ///< it looks as when the thing was taken down
    hidden,  ///< like neither: somebody stands or walks in front
    gone     ///< it looks as before the thing came
};

/// Keeps a picture of the thing and one of the place without it; each look, its pixels vote for one of them.
/// So it survives passers-by, and background models that absorb it. Value; owned by ObjectWatch.
class StillThing {
public:
    /// `box`, `mask`: in the view's pixels; the mask has the box's size.
    StillThing(const SignSight& sight, const cv::Rect& box, const cv::Mat& mask);

    /// Takes down what is there now, as the thing was partly hidden before.
    void take_again(const SignSight& sight, const cv::Rect& box, const cv::Mat& mask);

    /// Of its pixels, 0 to 1: those that look as when it was taken down, and as before it came.
    struct Shares {
        double there = 0.0;
        double gone = 0.0;
    };
    [[nodiscard]] Shares shares(const SignSight& sight) const;
    [[nodiscard]] ThingSight vote(const SignSight& sight) const;

    /// How much the pixel that changed most differs from when it was taken down, in the light of now: sum of
    /// the channels' differences, grey levels.
    [[nodiscard]] int change(const SignSight& sight) const;

    /// Votes of the outline's points: where do the colours within and beyond differ more, in the picture (a
    /// thing is there) or in the learnt scene (one was there)? After Cucchiara et al., PAMI 25 (2003), by
    /// points instead of by strength, as a thing that stands before an edge hides a strong one.
    struct Outline {
        double share = 0.5;     ///< of the votes that are for the picture, 0 to 1
        double contrast = 0.0;  ///< mean of the stronger difference, grey levels
    };
    [[nodiscard]] Outline outline(const SignSight& sight) const;

    /// Width of its thickest part, reduced pixels.
    [[nodiscard]] double thickness() const;

    /// Moving pixels along the outline by its length.
    [[nodiscard]] double unrest(const SignSight& sight) const;

    [[nodiscard]] const cv::Rect& box() const { return box_; }
    [[nodiscard]] const cv::Mat& mask() const { return mask_; }

private:
    /// A pixel of the thing as it would look in the light of now. `place`: the learnt scene there.
    [[nodiscard]] cv::Vec3b lit(int row, int column, const cv::Vec3b& place) const;

    cv::Rect box_;
    cv::Mat mask_;   // CV_8U
    cv::Mat thing_;  // CV_8UC3: with it
    cv::Mat place_;  // CV_8UC3: without it
};

}  // namespace vigie::vision
