#include "vision/analysis/leaning.hpp"

#include <algorithm>
#include <cmath>

namespace vigie::vision {

cv::Rect rounded(double x, double y, double width, double height) {
    const int x0 = static_cast<int>(std::lround(x));
    const int y0 = static_cast<int>(std::lround(y));
    return {x0, y0, static_cast<int>(std::lround(x + width)) - x0,
            static_cast<int>(std::lround(y + height)) - y0};
}

std::vector<cv::Rect> slices_of(const LeaningBody& body) {
    constexpr double kStep = 1.0 / 3.0;  // by which a slice is beside the next, of their width
    constexpr double kMost = 8.0;
    const double count = std::clamp(std::ceil(std::abs(body.lean) / (kStep * body.width)), 1.0, kMost);
    const double top = body.foot_y - body.height;
    std::vector<cv::Rect> out;
    for (double i = 0.0; i < count; ++i) {
        const double from = top + body.height * i / count;
        const double thick = body.height / count;
        const double middle = body.foot_x + body.aside(from + thick / 2.0);
        out.push_back(rounded(middle - body.width / 2.0, from, body.width, thick));
    }
    return out;
}

Straightened straightened(const cv::Mat& picture, const LeaningBody& body, double beside, double beyond) {
    const int top = std::clamp(cvFloor(body.foot_y - body.height - beyond), 0, picture.rows);
    const int bottom = std::clamp(cvCeil(body.foot_y + beyond), top, picture.rows);
    const int width = std::max(1, cvCeil(2.0 * beside));
    const cv::Point origin(cvRound(body.foot_x - beside), top);
    Straightened out{cv::Mat::zeros(bottom - top, width, picture.type()), origin};
    for (int y = top; y < bottom; ++y) {
        const int from = origin.x + cvRound(body.aside(y + 0.5));
        const int first = std::max(from, 0);
        const int end = std::min(from + width, picture.cols);
        if (first < end) {
            picture(cv::Rect(first, y, end - first, 1))
                .copyTo(out.picture(cv::Rect(first - from, y - top, end - first, 1)));
        }
    }
    return out;
}

}  // namespace vigie::vision
