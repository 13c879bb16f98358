#include "vision/rendering/camera_fault.hpp"

#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "vision/rendering/noise.hpp"

namespace vigie::vision {

namespace {

/// A dark cloth that comes from a side and hangs before the lens, too near to be in focus. A little light
/// comes in where it does not lie close.
void cover(std::uint64_t seed, double progress, cv::Mat& picture) {
    const double width = picture.cols;
    const double edge = (1.25 * progress - 0.15) * width;  // how far it has come
    constexpr int kFoldStep = 8;                           // folds are wide
    const bool from_right = mixed(seed, 1) % 2U == 0;
    for (int y = 0; y < picture.rows; ++y) {
        auto* pixel = picture.ptr<uchar>(y);
        const double across = static_cast<double>(y) / picture.rows;
        const double ragged = edge + 0.05 * width * smooth_noise(seed, across * 3.0, 0.5);
        double fold = 0.0;
        bool first = true;
        for (int x = 0; x < picture.cols; ++x, pixel += 3) {
            const double from_side = from_right ? width - 1.0 - x : x;
            const double cloth = std::clamp((ragged - from_side) / (0.12 * width) + 0.5, 0.0, 1.0);
            if (cloth <= 0.0) continue;
            const double share = from_side / width;
            if (x % kFoldStep == 0 || first) fold = smooth_noise(seed + 2, share * 5.0, across * 2.0);
            first = false;
            const double leak = 26.0 * std::exp(-12.0 * across) + 14.0 * std::exp(-9.0 * (1.0 - share));
            const double dark[] = {15.0 + 3.0 * fold + 0.8 * leak, 14.0 + 3.0 * fold + 0.9 * leak,
                                   16.0 + 4.0 * fold + leak};
            for (int i = 0; i < 3; ++i) {
                pixel[i] = static_cast<uchar>(cvRound(pixel[i] + (dark[i] - pixel[i]) * cloth));
            }
        }
    }
}

void defocus(double strength, cv::Mat& picture) {
    const double sigma = strength * picture.rows / 36.0;
    if (sigma < 0.3) return;
    // A wide blur of a reduced picture looks the same at a fraction of the cost.
    const int reduce = std::max(1, cvFloor(sigma / 2.0));
    cv::Mat small;
    cv::resize(picture, small, {std::max(1, picture.cols / reduce), std::max(1, picture.rows / reduce)}, 0.0,
               0.0, cv::INTER_AREA);
    cv::GaussianBlur(small, small, {}, sigma / reduce);
    cv::resize(small, picture, picture.size(), 0.0, 0.0, cv::INTER_LINEAR);
}

/// Light into the lens: a veil over all and a saturated core.
void glare(std::uint64_t seed, double strength, cv::Mat& picture) {
    const double x0 = picture.cols * (0.3 + 0.4 * share_of(mixed(seed, 3)));
    const double y0 = picture.rows * 0.25;
    const double size = picture.rows;
    for (int y = 0; y < picture.rows; ++y) {
        auto* pixel = picture.ptr<uchar>(y);
        for (int x = 0; x < picture.cols; ++x, pixel += 3) {
            const double away = ((x - x0) * (x - x0) + (y - y0) * (y - y0)) / (size * size);
            const double veil =
                strength * (70.0 + 330.0 * std::exp(-away * 6.0) + 90.0 * std::exp(-away * 1.2));
            pixel[0] = static_cast<uchar>(std::min(255.0, pixel[0] + 0.9 * veil));
            pixel[1] = static_cast<uchar>(std::min(255.0, pixel[1] + veil));
            pixel[2] = static_cast<uchar>(std::min(255.0, pixel[2] + veil));
        }
    }
}

}  // namespace

std::optional<ActiveCameraFault> find_fault(const WorldState& state, const net::CameraId& camera,
                                            CameraFault kind) {
    for (const auto& fault : state.faults) {
        if (fault.camera == camera && fault.fault == kind) return fault;
    }
    return std::nullopt;
}

double turned_deg(const WorldState& state, const net::CameraId& camera) {
    const auto turned = find_fault(state, camera, CameraFault::turned);
    return turned ? turned->amount * std::clamp(turned->progress, 0.0, 1.0) : 0.0;
}

void apply_faults(const WorldState& state, const net::CameraId& camera, std::uint64_t seed,
                  cv::Mat& picture) {
    const auto strength = [&](CameraFault kind) {
        const auto fault = find_fault(state, camera, kind);
        return fault ? std::clamp(fault->progress, 0.0, 1.0) * std::clamp(fault->amount, 0.0, 1.0) : 0.0;
    };
    if (const double dark = strength(CameraFault::dark); dark > 0.0)
        picture.convertTo(picture, -1, 1.0 - 0.93 * dark);
    if (const double blurred = strength(CameraFault::blurred); blurred > 0.0) defocus(blurred, picture);
    if (const double glared = strength(CameraFault::glared); glared > 0.0) glare(seed, glared, picture);
    if (const auto covered = find_fault(state, camera, CameraFault::covered))
        cover(seed, std::clamp(covered->progress, 0.0, 1.0), picture);
}

}  // namespace vigie::vision
