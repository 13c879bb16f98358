// A person as a camera sees them: strokes ready to be painted, from the farthest to the nearest.
#pragma once

#include <optional>
#include <vector>

#include <opencv2/core.hpp>

#include "net/types/geometry.hpp"
#include "vision/rendering/body.hpp"
#include "vision/rendering/stroke.hpp"

namespace vigie::vision {

/// A stroke with what it is painted with.
struct FigurePart {
    Stroke stroke;
    Covering covering = Covering::skin;
    Colour colour{};
    float width_m = 0.1F;  ///< of it, for folds of their true size
    float length_m = 0.1F;
};

/// One figure in a picture. Plain values.
struct PaintedFigure {
    std::vector<FigurePart> parts;
    cv::Vec3f facing;  ///< in the camera's axes: right, down, away
    cv::Vec3f crown;
    Colour hair{};
    std::uint64_t variety = 0;
    double depth_m = 0.0;  ///< of the hips

    /// Least box around what is drawn, without clipping and occlusion, pixels. Absent when nothing is.
    [[nodiscard]] std::optional<net::Box> box() const;
};

/// Nothing for who is behind the camera or wholly out of the picture.
[[nodiscard]] std::optional<PaintedFigure> figure_of(const Skeleton& body, const PinholeCamera& camera);

/// Light as figures and things are lit by it, in the camera's axes. Plain values.
struct Illumination {
    cv::Vec3f towards_lamp{0.3F, -0.8F, -0.5F};  ///< unit vector, right, down, away
    cv::Vec3f up{0.0F, -1.0F, 0.0F};
    float direct = 0.45F;   ///< brightness by the lamp or the sun, of a surface that faces it
    float ambient = 0.65F;  ///< from all around
    float brightness = 1.0F;
};

/// What painting a figure needs besides it. Borrowed for the call.
struct Canvas {
    cv::Mat& picture;         ///< CV_8UC3, BGR
    const cv::Mat& nearness;  ///< CV_32F at the picture's size: 1 / depth of walls and furniture, 0 elsewhere
    const cv::Mat& cloth;     ///< square tile of folds, CV_32F, its side a power of two
    float softness = 1.3F;    ///< width of edges, pixels
};

void paint(const PaintedFigure& figure, const Illumination& light, const Canvas& canvas);

}  // namespace vigie::vision
