// Bodies that stand upright on the floor and lean in the picture, as a wide lens that looks down shows those
// beside its middle.
#pragma once

#include <vector>

#include <opencv2/core.hpp>

namespace vigie::vision {

/// A person-sized strip of a picture, in its pixels.
struct LeaningBody {
    double foot_x = 0.0;
    double foot_y = 0.0;
    double height = 0.0;  ///< from the feet's row up to the head's
    double lean = 0.0;    ///< from the feet's column to the head's
    double width = 0.0;   ///< along a row

    /// How far its middle is beside the feet in that row.
    [[nodiscard]] double aside(double row) const { return lean * (foot_y - row) / height; }
};

/// The whole pixels of a rectangle.
[[nodiscard]] cv::Rect rounded(double x, double y, double width, double height);

/// The body as a stack of rectangles, from head to feet, so thin that their steps hardly show; one when it
/// does not lean. They may lie outside of the picture.
[[nodiscard]] std::vector<cv::Rect> slices_of(const LeaningBody& body);

/// A part of a picture in which a body stands upright.
struct Straightened {
    cv::Mat picture;   ///< of the same type; black where the other one ends
    cv::Point origin;  ///< where its first pixel is in that one, the column as of the feet's row
};

/// `beside` either side of the body and `beyond` above and below it, pixels.
[[nodiscard]] Straightened straightened(const cv::Mat& picture, const LeaningBody& body, double beside,
                                        double beyond);

}  // namespace vigie::vision
