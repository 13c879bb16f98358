// How far a camera's view has shifted, told part by part: a camera that turns shifts its view unevenly.
#pragma once

#include <optional>

#include <opencv2/core.hpp>

namespace vigie::vision {

/// Plain values. Correlations are normalised, -1 to 1; shares 0 to 1.
struct ViewShiftSettings {
    int across = 5, down = 3;     ///< parts side by side; as many again lie between those of a row
    double reach = 0.3;           ///< a part is looked for as far away as this share of the picture
    double least_likeness = 0.5;  ///< of a part with where it is found ...
    double better = 0.15;         ///< ... beyond its likeness with where it was
    double least_spread = 0.4;    ///< of a part's edges by the picture's: others have nothing to be found by
    double agreement = 0.35;      ///< shifts differ by at most this share of themselves
    int least_parts = 5;          ///< that agree ...
    double least_share = 0.45;    ///< ... and their share of all that were found, moved or not
};

/// Mean shift of the parts that agree, by the picture's width; nothing when too few do. `learnt`, `now`:
/// strength of edges, CV_32F of one size. Costs some milliseconds: for when something is wrong. Any thread.
[[nodiscard]] std::optional<double> view_shift(const ViewShiftSettings& settings, const cv::Mat& learnt,
                                               const cv::Mat& now);

}  // namespace vigie::vision
