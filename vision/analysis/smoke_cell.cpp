#include "vision/analysis/smoke_cell.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace vigie::vision {

CellSums sums_of(const cv::Mat& seen, const cv::Mat& learnt, const cv::Rect& cell) {
    CellSums out;
    out.pixels = cell.area();
    for (int row = cell.y; row < cell.br().y; ++row) {
        const auto* a = seen.ptr<cv::Vec3b>(row) + cell.x;
        const auto* b = learnt.ptr<cv::Vec3b>(row) + cell.x;
        int channels[6] = {};
        int squares[3] = {};
        for (int column = 0; column < cell.width; ++column) {
            const cv::Vec3b& p = a[column];
            const cv::Vec3b& q = b[column];
            // Four times the grey level, in whole numbers.
            const int grey = p[0] + 2 * p[1] + p[2];
            const int other = q[0] + 2 * q[1] + q[2];
            for (int c = 0; c < 3; ++c) {
                channels[c] += p[c];
                channels[3 + c] += q[c];
            }
            squares[0] += grey * grey;
            squares[1] += other * other;
            squares[2] += grey * other;
        }
        for (int c = 0; c < 3; ++c) {
            out.seen[c] += channels[c];
            out.learnt[c] += channels[3 + c];
        }
        out.square += squares[0] / 16.0;
        out.square_learnt += squares[1] / 16.0;
        out.product += squares[2] / 16.0;
    }
    out.grey = (out.seen[0] + 2.0 * out.seen[1] + out.seen[2]) / 4.0;
    out.grey_learnt = (out.learnt[0] + 2.0 * out.learnt[1] + out.learnt[2]) / 4.0;
    return out;
}

double brighter_by(const cv::Mat& seen, const cv::Mat& learnt, const cv::Rect& cell) {
    int out = 0;
    for (int row = cell.y; row < cell.br().y; ++row) {
        const auto* a = seen.ptr<uchar>(row) + std::ptrdiff_t{3} * cell.x;
        const auto* b = learnt.ptr<uchar>(row) + std::ptrdiff_t{3} * cell.x;
        int all = 0;
        int green = 0;
        for (int i = 0; i < 3 * cell.width; ++i) all += a[i] - b[i];
        for (int i = 1; i < 3 * cell.width; i += 3) green += a[i] - b[i];
        out += all + green;
    }
    // Four times the grey levels, in whole numbers.
    return out / (4.0 * cell.area());
}

double CellTexture::contrast() const {
    return deviation_learnt > 0.0 ? together / (deviation_learnt * deviation_learnt) : 0.0;
}

double CellTexture::likeness() const {
    return deviation > 0.0 && deviation_learnt > 0.0 ? together / (deviation * deviation_learnt) : 0.0;
}

CellTexture texture_of(const CellSums& sums) {
    const double n = sums.pixels;
    const double mean = sums.grey / n;
    const double mean_learnt = sums.grey_learnt / n;
    return {std::sqrt(std::max(0.0, sums.square / n - mean * mean)),
            std::sqrt(std::max(0.0, sums.square_learnt / n - mean_learnt * mean_learnt)),
            sums.product / n - mean * mean_learnt, mean, mean_learnt};
}

}  // namespace vigie::vision
