#include "vision/analysis/smoke_watch.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include <opencv2/imgproc.hpp>

namespace vigie::vision {
namespace {

constexpr uchar kShining = 255;
constexpr uchar kDense = 128;

/// Sums over one cell.
struct Sums {
    double seen[3] = {};
    double learnt[3] = {};
    double grey = 0.0;
    double grey_learnt = 0.0;
    double square = 0.0;
    double square_learnt = 0.0;
    double product = 0.0;
};

Sums sums_of(const cv::Mat& seen, const cv::Mat& learnt, const cv::Rect& cell) {
    Sums out;
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

/// Four times the sum of the grey levels of one cell of `seen` less that of `learnt`.
int brighter_by(const cv::Mat& seen, const cv::Mat& learnt, const cv::Rect& cell) {
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
    return out;
}

}  // namespace

SmokeWatch::Cells SmokeWatch::cells_of(const SignSight& sight) const {
    const int edge = settings_.cell_px;
    const cv::Mat& seen = sight.view.picture();
    const cv::Mat& learnt = sight.view.learnt();
    const cv::Size grid(seen.cols / edge, seen.rows / edge);
    Cells out{cv::Mat::zeros(grid, CV_8U), cv::Mat::zeros(grid, CV_32F), cv::Mat::zeros(grid, CV_32FC4)};
    const double n = edge * edge;
    for (int row = 0; row < grid.height; ++row) {
        for (int column = 0; column < grid.width; ++column) {
            const cv::Rect cell(column * edge, row * edge, edge, edge);
            const double shift = brighter_by(seen, learnt, cell) / (4.0 * n);
            out.shift.at<float>(row, column) = static_cast<float>(shift);
            // Most cells of most pictures are as bright as ever: the rest of the sums is for the others.
            if (std::abs(shift) < settings_.least_shift) continue;
            const Sums sums = sums_of(seen, learnt, cell);
            const double mean = sums.grey / n;
            const double mean_learnt = sums.grey_learnt / n;
            const double deviation = std::sqrt(std::max(0.0, sums.square / n - mean * mean));
            const double deviation_learnt =
                std::sqrt(std::max(0.0, sums.square_learnt / n - mean_learnt * mean_learnt));
            const double together = sums.product / n - mean * mean_learnt;
            const bool textured = deviation_learnt >= settings_.least_texture;
            const double contrast = textured ? together / (deviation_learnt * deviation_learnt) : 0.0;
            const double likeness =
                textured && deviation > 0.0 ? together / (deviation * deviation_learnt) : 0.0;
            const bool shines = likeness >= settings_.least_likeness && contrast <= settings_.most_contrast &&
                                contrast >= settings_.least_contrast;
            const bool plain =
                deviation <= settings_.dense_texture * std::max(deviation_learnt, settings_.least_texture);
            if (shines) {
                out.veiled.at<uchar>(row, column) = kShining;
                auto& added = out.added.at<cv::Vec4f>(row, column);
                for (int c = 0; c < 3; ++c) {
                    added[c] = static_cast<float>((sums.seen[c] - contrast * sums.learnt[c]) / n);
                }
                added[3] = static_cast<float>(1.0 - contrast);
            } else if (plain && std::abs(shift) >= 2.0 * settings_.least_shift) {
                out.veiled.at<uchar>(row, column) = kDense;
            }
        }
    }
    for (const auto& walker : sight.walkers) {
        if (walker.walked && walker.unseen_s <= 0.0) {
            const cv::Rect box = reduced(sight, walker.box);
            const cv::Rect hidden(cv::Point(box.x / edge, box.y / edge),
                                  cv::Point(box.br().x / edge + 1, box.br().y / edge + 1));
            out.veiled(hidden & cv::Rect({}, grid)).setTo(0);
        }
    }
    return out;
}

bool SmokeWatch::is_grey_veil(const Cells& cells, const cv::Mat& mask) const {
    const cv::Scalar added = cv::mean(cells.added, mask);
    if (added[3] <= 0.0) {
        return false;
    }
    const double veil[3] = {added[0] / added[3], added[1] / added[3], added[2] / added[3]};
    const auto [least, most] = std::minmax_element(std::begin(veil), std::end(veil));
    return *least >= settings_.darkest && *most - *least <= settings_.most_colour;
}

void SmokeWatch::take(Plume& plume, const Cells& cells, const cv::Mat& mask, double shining,
                      double seconds) const {
    const double area = cv::countNonZero(mask);
    const cv::Rect box = cv::boundingRect(mask);
    if (plume.cells.empty()) {
        plume.first_area = area;
        plume.first_top = box.y;
        plume.top = box.y;
    } else {
        cv::Mat both;
        cv::bitwise_and(mask, plume.cells, both);
        cv::Mat change;
        cv::absdiff(cells.shift, plume.shift, change);
        if (cv::countNonZero(both) > 0) {
            plume.unrest = 0.8 * plume.unrest + 0.2 * cv::mean(change, both)[0];
        }
        plume.age_s += seconds;
    }
    plume.most_area = std::max(plume.most_area, area);
    plume.top = std::min(plume.top, box.y);
    plume.shining = shining;
    plume.cells = mask;
    plume.shift = cells.shift;
    plume.unseen_s = 0.0;
}

void SmokeWatch::find(const Cells& cells) {
    cv::Mat labels;
    cv::Mat stats;
    cv::Mat centres;
    const int count = cv::connectedComponentsWithStats(cells.veiled, labels, stats, centres, 8, CV_32S);
    std::vector<char> taken(plumes_.size(), 0);
    for (int label = 1; label < count; ++label) {
        const int area = stats.at<int>(label, cv::CC_STAT_AREA);
        if (area < settings_.least_cells) {
            continue;
        }
        const cv::Mat mask = labels == label;
        cv::Mat shines;
        cv::bitwise_and(mask, cells.veiled == kShining, shines);
        const double shining = static_cast<double>(cv::countNonZero(shines)) / area;
        if (shining < settings_.shining_share || !is_grey_veil(cells, shines)) {
            continue;
        }
        std::size_t best = plumes_.size();
        int most = 0;
        for (std::size_t i = 0; i < taken.size(); ++i) {
            cv::Mat both;
            cv::bitwise_and(mask, plumes_[i].cells, both);
            const int shared = cv::countNonZero(both);
            if (taken[i] == 0 && shared > most) {
                most = shared;
                best = i;
            }
        }
        if (best == plumes_.size()) {
            plumes_.emplace_back();
            taken.push_back(0);
        }
        taken[best] = 1;
        take(plumes_[best], cells, mask, shining, plumes_[best].unseen_s);
    }
}

bool SmokeWatch::is_smoke(const Plume& plume) const {
    return plume.age_s >= settings_.told_after_s &&
           plume.most_area >= settings_.least_growth * plume.first_area &&
           plume.first_top - plume.top >= settings_.least_rise_cells &&
           plume.unrest >= settings_.least_unrest;
}

std::vector<net::Sign> SmokeWatch::look(const SignSight& sight) {
    const Cells cells = cells_of(sight);
    const int veiled = cv::countNonZero(cells.veiled);
    std::vector<net::Sign> out;
    if (veiled > settings_.most_share * static_cast<double>(cells.veiled.total())) {
        plumes_.clear();
        return out;
    }
    for (auto& plume : plumes_) {
        plume.unseen_s += sight.seconds;
    }
    if (veiled >= settings_.least_cells) {
        find(cells);
    }
    std::erase_if(plumes_, [&](const Plume& plume) { return plume.unseen_s > settings_.gone_s; });
    for (auto& plume : plumes_) {
        if (plume.sign == 0 && !is_smoke(plume)) {
            continue;
        }
        if (plume.sign == 0) {
            plume.sign = numbers_.next();
        }
        net::Sign sign;
        sign.number = plume.sign;
        sign.kind = net::SignKind::smoke;
        const cv::Rect box = cv::boundingRect(plume.cells);
        const int edge = settings_.cell_px;
        sign.box = enlarged(sight, {box.x * edge, box.y * edge, box.width * edge, box.height * edge});
        sign.confidence = std::clamp(plume.shining, 0.0, 1.0);
        sign.lasting_s = plume.age_s + plume.unseen_s;
        out.push_back(sign);
    }
    return out;
}

}  // namespace vigie::vision
