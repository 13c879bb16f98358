// What the cells of a picture are by those of the learnt scene: means, contrast, likeness.
#pragma once

#include <opencv2/core.hpp>

namespace vigie::vision {

/// Sums over one cell, grey levels. Plain values.
struct CellSums {
    double seen[3] = {};    ///< blue, green, red
    double learnt[3] = {};  ///< the same of the learnt scene
    double grey = 0.0;
    double grey_learnt = 0.0;
    double square = 0.0;  ///< of the grey levels
    double square_learnt = 0.0;
    double product = 0.0;
    int pixels = 0;
};

/// `seen`, `learnt`: CV_8UC3 of one size, in which `cell` lies.
[[nodiscard]] CellSums sums_of(const cv::Mat& seen, const cv::Mat& learnt, const cv::Rect& cell);

/// Mean grey level of one cell of `seen` less that of `learnt`, both as above. Cheaper than the sums.
[[nodiscard]] double brighter_by(const cv::Mat& seen, const cv::Mat& learnt, const cv::Rect& cell);

/// How a cell looks by how it was learnt, grey levels. Plain values.
struct CellTexture {
    double deviation = 0.0;
    double deviation_learnt = 0.0;
    double together = 0.0;  ///< covariance
    double mean = 0.0;
    double mean_learnt = 0.0;

    /// Share of the learnt contrast that is there; 0 where none was learnt.
    [[nodiscard]] double contrast() const;
    /// Correlation with the learnt cell, -1 to 1; 0 where either has no contrast.
    [[nodiscard]] double likeness() const;
    /// Grey levels that are added to what is left of the learnt ones: about 0 in another light.
    [[nodiscard]] double added() const { return mean - contrast() * mean_learnt; }
};

[[nodiscard]] CellTexture texture_of(const CellSums& sums);

}  // namespace vigie::vision
