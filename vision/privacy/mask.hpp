// Which part of a picture may not be shown in clear, and how it is made unrecognisable.
#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "net/types/result.hpp"
#include "net/types/scene.hpp"
#include "net/types/track.hpp"

namespace vigie::vision {

/// Plain values; shares are of the picture's height or of a box, so that they hold for any camera.
struct MaskSettings {
    double dilate = 0.012;         ///< foreground grows by this share of the picture's height
    double widen = 0.15;           ///< tracks' boxes grow by this share of their width on either side
    double headroom = 0.12;        ///< ... and of their height above
    double footroom = 0.05;        ///< ... and below
    double coasting_growth = 0.5;  ///< an unseen person's box grows by this share of its width more
    double block = 0.020;  ///< detail that is kept is no finer than this share of the picture's height ...
    double block_by_person = 0.11;  ///< ... and than this share of the tallest person in it
};

/// What is covered. A value. `share` of 1 with an empty `covered`: everything.
struct Mask {
    net::MaskReason reason = net::MaskReason::in_doubt;
    cv::Mat covered;         ///< CV_8U 0 or 255 at the foreground's size; empty: the whole picture
    double share = 1.0;      ///< of the picture, 0 to 1
    double block_px = 16.0;  ///< edge of the smallest detail kept, pixels of the picture
};

/// Made of dilated foreground and of all tracks, tentative and coasting ones too; the whole
/// picture when `scene.mask` says so, when the foreground is absent or of a kind or shape that cannot
/// belong to the scene's picture, or when a track's box is not finite: it fails closed.
/// `foreground`: CV_8U, not 0 where something moves, reduced by about one factor both ways.
[[nodiscard]] Mask make_mask(const MaskSettings& settings, const cv::Mat& foreground,
                             const net::Scene& scene);

/// Blurs the covered part of `picture` (8-bit BGR) beyond recognition of faces, in place; posture and the
/// colours of clothes stay. The discarded detail is averaged away before it is smoothed: it cannot be
/// computed back. invalid_input for a picture of another kind or another shape than the mask's: such
/// a picture must not be shown.
[[nodiscard]] net::Result<void> apply_mask(cv::Mat& picture, const Mask& mask);

/// The covered part at a picture's own size, CV_8U 0 or 255, as apply_mask uses it.
[[nodiscard]] cv::Mat covered_at(const Mask& mask, cv::Size picture);

}  // namespace vigie::vision
