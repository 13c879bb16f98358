#include "vision/analysis/lone_figures.hpp"

#include <opencv2/imgproc.hpp>

namespace vigie::vision {

std::vector<net::Box> lone_figures(const cv::Mat& foreground, double scale, double smallest_px) {
    std::vector<std::vector<cv::Point>> outlines;
    cv::findContours(foreground, outlines, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_SIMPLE);
    std::vector<net::Box> out;
    for (const auto& outline : outlines) {
        const cv::Rect box = cv::boundingRect(outline);
        const bool whole = box.x > 1 && box.y > 1 && box.x + box.width < foreground.cols - 1 &&
                           box.y + box.height < foreground.rows - 1;
        const double slimness = static_cast<double>(box.height) / box.width;
        // People are up to four and a half times as high as wide, and in full stride, seen from the side,
        // still more than one and a half; two side by side are not.
        if (whole && box.height >= smallest_px && slimness > 1.6 && slimness < 4.5 &&
            cv::contourArea(outline) > 0.35 * box.area()) {
            // A leg or a trunk that camouflage has cut off has the rest of its body above or below.
            const int away = box.height / 2;
            const cv::Rect column = cv::Rect(box.x, box.y - away, box.width, box.height + 2 * away) &
                                    cv::Rect({}, foreground.size());
            const int own = cv::countNonZero(foreground(box));
            if (cv::countNonZero(foreground(column)) > own + own / 10) {
                continue;
            }
            out.push_back({box.x * scale, box.y * scale, box.width * scale, box.height * scale});
        }
    }
    return out;
}

}  // namespace vigie::vision
