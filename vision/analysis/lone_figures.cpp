#include "vision/analysis/lone_figures.hpp"

#include <opencv2/imgproc.hpp>

namespace vigie::vision {

namespace {

/// A leg or a trunk that camouflage has cut off has the rest of its body above or below.
bool is_cut_off(const cv::Mat& foreground, const cv::Rect& box) {
    const int away = box.height / 2;
    const cv::Rect column =
        cv::Rect(box.x, box.y - away, box.width, box.height + 2 * away) & cv::Rect({}, foreground.size());
    const int own = cv::countNonZero(foreground(box));
    return cv::countNonZero(foreground(column)) > own + own / 10;
}

}  // namespace

std::vector<Piece> pieces_of(const cv::Mat& foreground, double scale, double smallest_px) {
    std::vector<std::vector<cv::Point>> outlines;
    cv::findContours(foreground, outlines, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_SIMPLE);
    std::vector<Piece> out;
    for (const auto& outline : outlines) {
        const cv::Rect box = cv::boundingRect(outline);
        const bool whole = box.x > 1 && box.y > 1 && box.x + box.width < foreground.cols - 1 &&
                           box.y + box.height < foreground.rows - 1;
        const double slimness = static_cast<double>(box.height) / box.width;
        if (!whole || box.height < smallest_px || slimness < 0.7 || slimness > 4.5 ||
            cv::contourArea(outline) < 0.35 * box.area()) {
            continue;
        }
        // In full stride, seen from the side, people are still more than one and a half times as high as
        // wide; two side by side are not.
        const bool alone = slimness > 1.6 && !is_cut_off(foreground, box);
        out.push_back({{box.x * scale, box.y * scale, box.width * scale, box.height * scale}, alone});
    }
    return out;
}

}  // namespace vigie::vision
