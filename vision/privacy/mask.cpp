#include "vision/privacy/mask.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include <opencv2/imgproc.hpp>

namespace vigie::vision {
namespace {

Mask whole(net::MaskReason reason, double block_px) {
    return Mask{reason, {}, 1.0, block_px};
}

/// A reduced picture keeps its shape up to the rounding of whole pixels.
bool same_shape(cv::Size reduced, cv::Size picture) {
    const double across = static_cast<double>(picture.width) / reduced.width;
    const double down = static_cast<double>(picture.height) / reduced.height;
    return std::abs(across / down - 1.0) < 0.03;
}

bool is_finite(const net::Box& box) {
    constexpr double kFar = 1e6;
    return std::abs(box.x) < kFar && std::abs(box.y) < kFar && box.width >= 0.0 && box.width < kFar &&
           box.height >= 0.0 && box.height < kFar;
}

void cover(cv::Mat& covered, const net::Box& box, double scale) {
    // Rounded like a body: corners of the box show the place, not the person.
    const cv::Rect area(cvFloor(box.x / scale), cvFloor(box.y / scale), cvCeil(box.width / scale) + 1,
                        cvCeil(box.height / scale) + 1);
    const int radius = std::min(area.width, area.height) / 2;
    cv::rectangle(covered, area - cv::Size(0, 2 * radius) + cv::Point(0, radius), 255, cv::FILLED);
    const cv::Size ends(radius, radius);
    const int middle = area.x + area.width / 2;
    cv::ellipse(covered, {middle, area.y + radius}, ends, 0, 0, 360, 255, cv::FILLED);
    cv::ellipse(covered, {middle, area.y + area.height - radius}, ends, 0, 0, 360, 255, cv::FILLED);
}

/// Averages the blocks of `part` (whole blocks, counted from the picture's corner, so that neighbouring
/// parts agree and nothing shimmers as masks move) and smooths the result.
cv::Mat softened(const cv::Mat& picture, const cv::Rect& part, int block) {
    const cv::Size blocks((part.width + block - 1) / block, (part.height + block - 1) / block);
    cv::Mat whole_blocks = picture(part);
    if (part.width % block != 0 || part.height % block != 0) {
        // At the picture's edge: the last block repeats its outermost pixels.
        cv::copyMakeBorder(picture(part), whole_blocks, 0, blocks.height * block - part.height, 0,
                           blocks.width * block - part.width, cv::BORDER_REPLICATE | cv::BORDER_ISOLATED);
    }
    cv::Mat coarse;
    cv::Mat soft;
    cv::resize(whole_blocks, coarse, blocks, 0, 0, cv::INTER_AREA);
    cv::resize(coarse, soft, whole_blocks.size(), 0, 0, cv::INTER_LINEAR);
    return soft(cv::Rect({}, part.size()));
}

}  // namespace

Mask make_mask(const MaskSettings& settings, const cv::Mat& foreground, const net::Scene& scene) {
    const cv::Size picture(static_cast<int>(scene.width), static_cast<int>(scene.height));
    double tallest = 0.0;
    bool boxes_are_sound = true;
    for (const auto& track : scene.tracks) {
        boxes_are_sound = boxes_are_sound && is_finite(track.box);
        tallest = std::max(tallest, std::min(track.box.height, static_cast<double>(picture.height)));
    }
    const double block = std::max(
        {4.0, settings.block * picture.height, boxes_are_sound ? settings.block_by_person * tallest : 0.0});
    if (scene.mask != net::MaskReason::people) {
        return whole(scene.mask, block);
    }
    if (!boxes_are_sound || picture.area() <= 0 || foreground.empty() || foreground.type() != CV_8UC1 ||
        foreground.rows > picture.height || !same_shape(foreground.size(), picture)) {
        return whole(net::MaskReason::in_doubt, block);
    }
    const double scale = static_cast<double>(picture.height) / foreground.rows;
    Mask out{net::MaskReason::people, {}, 1.0, block};
    const int reach = std::max(1, cvRound(settings.dilate * foreground.rows));
    cv::dilate(foreground, out.covered,
               cv::getStructuringElement(cv::MORPH_RECT, {2 * reach + 1, 2 * reach + 1}));
    for (const auto& track : scene.tracks) {
        const auto& box = track.box;
        const double side =
            box.width *
            (settings.widen + (track.state == net::TrackState::coasting ? settings.coasting_growth : 0.0));
        cover(out.covered,
              {box.x - side, box.y - settings.headroom * box.height, box.width + 2.0 * side,
               box.height * (1.0 + settings.headroom + settings.footroom)},
              scale);
    }
    out.share = static_cast<double>(cv::countNonZero(out.covered)) / static_cast<double>(out.covered.total());
    return out;
}

cv::Mat covered_at(const Mask& mask, cv::Size picture) {
    if (mask.covered.empty()) {
        return {picture, CV_8U, cv::Scalar(255)};
    }
    cv::Mat out;
    cv::resize(mask.covered, out, picture, 0, 0, cv::INTER_LINEAR);
    // Anything touched is covered: smooth outlines, never inside the mask's own.
    cv::threshold(out, out, 63, 255, cv::THRESH_BINARY);
    return out;
}

net::Result<void> apply_mask(cv::Mat& picture, const Mask& mask) {
    if (picture.empty() || picture.type() != CV_8UC3) {
        return net::fail(net::ErrorCode::invalid_input,
                         "a picture to be masked must be 8-bit BGR with pixels, got " +
                             std::to_string(picture.cols) + "x" + std::to_string(picture.rows) + " of type " +
                             cv::typeToString(picture.type()) + ": it is not shown");
    }
    const int block = cvCeil(std::max(2.0, mask.block_px));
    if (mask.covered.empty()) {
        softened(picture, cv::Rect({}, picture.size()), block).copyTo(picture);
        return {};
    }
    if (mask.covered.type() != CV_8UC1 || !same_shape(mask.covered.size(), picture.size())) {
        return net::fail(net::ErrorCode::invalid_input,
                         "a mask of " + std::to_string(mask.covered.cols) + "x" +
                             std::to_string(mask.covered.rows) + " does not belong to a picture of " +
                             std::to_string(picture.cols) + "x" + std::to_string(picture.rows) +
                             ": it is not shown");
    }
    const cv::Mat covered = covered_at(mask, picture.size());
    std::vector<std::vector<cv::Point>> outlines;
    cv::findContours(mask.covered, outlines, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_SIMPLE);
    const double scale_x = static_cast<double>(picture.cols) / mask.covered.cols;
    const double scale_y = static_cast<double>(picture.rows) / mask.covered.rows;
    for (const auto& outline : outlines) {
        const cv::Rect box = cv::boundingRect(outline);
        // Whole blocks, one more on each side.
        const int x0 = std::max(0, (cvFloor(box.x * scale_x) / block - 1) * block);
        const int y0 = std::max(0, (cvFloor(box.y * scale_y) / block - 1) * block);
        const int x1 = std::min(picture.cols, (cvCeil((box.x + box.width) * scale_x) / block + 2) * block);
        const int y1 = std::min(picture.rows, (cvCeil((box.y + box.height) * scale_y) / block + 2) * block);
        const cv::Rect part(x0, y0, x1 - x0, y1 - y0);
        softened(picture, part, block).copyTo(picture(part), covered(part));
    }
    return {};
}

}  // namespace vigie::vision
