#include "vision/analysis/smoke_watch.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include <opencv2/imgproc.hpp>

#include "vision/analysis/smoke_cell.hpp"

namespace vigie::vision {
namespace {

constexpr uchar kShining = 255;
constexpr uchar kDense = 128;
constexpr uchar kSoft = 64;           // nothing was there that could shine through
constexpr double kMostBillows = 0.5;  // deviation within a cell by its change
constexpr double kOutlastsSteamS = 10.0;
constexpr uchar kClear = 255;
constexpr uchar kUnlike = 128;
constexpr uchar kBehindPeople = 64;

/// CV_8U, 255 for the cells that are behind somebody whom the camera follows.
cv::Mat behind_people(const SignSight& sight, int edge, cv::Size grid) {
    cv::Mat out = cv::Mat::zeros(grid, CV_8U);
    for (const auto& walker : sight.walkers) {
        if (!walker.walked || walker.unseen_s > 0.0) continue;
        const cv::Rect box = reduced(sight, walker.box);
        const cv::Rect hidden(cv::Point(box.x / edge, box.y / edge),
                              cv::Point(box.br().x / edge + 1, box.br().y / edge + 1));
        out(hidden & cv::Rect({}, grid)).setTo(255);
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
            const double shift = brighter_by(seen, learnt, cell);
            out.shift.at<float>(row, column) = static_cast<float>(shift);
            // Most cells of most pictures are as bright as ever: the rest of the sums is for the others.
            if (std::abs(shift) < settings_.least_shift) continue;
            const CellSums sums = sums_of(seen, learnt, cell);
            const CellTexture texture = texture_of(sums);
            const bool textured = texture.deviation_learnt >= settings_.least_texture;
            const double contrast = textured ? texture.contrast() : 0.0;
            const double likeness = textured ? texture.likeness() : 0.0;
            const bool shines = likeness >= settings_.least_likeness && contrast <= settings_.most_contrast &&
                                contrast >= settings_.least_contrast;
            const bool plain =
                texture.deviation <=
                settings_.dense_texture * std::max(texture.deviation_learnt, settings_.least_texture);
            if (shines) {
                out.veiled.at<uchar>(row, column) = kShining;
                auto& added = out.added.at<cv::Vec4f>(row, column);
                for (int c = 0; c < 3; ++c) {
                    added[c] = static_cast<float>((sums.seen[c] - contrast * sums.learnt[c]) / n);
                }
                added[3] = static_cast<float>(1.0 - contrast);
            } else if (std::abs(shift) >= 2.0 * settings_.least_shift) {
                // Before a bare wall the veil's own billows are all there is to see.
                const bool soft = !textured && texture.deviation <= kMostBillows * std::abs(shift);
                if (plain || soft) out.veiled.at<uchar>(row, column) = textured ? kDense : kSoft;
            }
        }
    }
    out.veiled.setTo(0, behind_people(sight, edge, grid));
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
    plume.cells = plume.sign == 0 ? mask : cv::Mat(plume.cells | mask);
    plume.shift = cells.shift;
    plume.unseen_s = 0.0;
}

std::size_t SmokeWatch::best_for(const cv::Mat& mask, const std::vector<char>& taken) const {
    std::size_t best = plumes_.size();
    int most = 0;
    for (std::size_t i = 0; i < taken.size(); ++i) {
        const bool sign = plumes_[i].sign != 0;
        const bool better_kind = best < plumes_.size() && plumes_[best].sign != 0;
        if ((taken[i] != 0 && !sign) || (better_kind && !sign)) continue;
        cv::Mat both;
        cv::bitwise_and(mask, plumes_[i].cells, both);
        const int shared = cv::countNonZero(both);
        if (shared > most || (shared > 0 && sign && !better_kind)) {
            most = shared;
            best = i;
        }
    }
    return best;
}

void SmokeWatch::find(const Cells& cells, bool everywhere) {
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
        cv::Mat soft;
        cv::bitwise_and(mask, cells.veiled == kSoft, soft);
        // Where there is hardly any texture, at least as much must shine as in the smallest plume.
        const double textured = std::max(area - cv::countNonZero(soft), settings_.least_cells);
        const double shining = cv::countNonZero(shines) / textured;
        if (shining < settings_.shining_share || !is_grey_veil(cells, shines)) {
            continue;
        }
        const std::size_t best = best_for(mask, taken);
        if (best == plumes_.size()) {
            if (everywhere) continue;
            plumes_.emplace_back();
            taken.push_back(0);
        }
        taken[best] = 1;
        take(plumes_[best], cells, mask, shining, plumes_[best].unseen_s);
    }
}

cv::Mat SmokeWatch::what_is_seen(const SignSight& sight, const cv::Mat& cells) const {
    const int edge = settings_.cell_px;
    cv::Mat out = cv::Mat::zeros(cells.size(), CV_8U);
    for (int row = 0; row < cells.rows; ++row) {
        for (int column = 0; column < cells.cols; ++column) {
            if (cells.at<uchar>(row, column) == 0) continue;
            const cv::Rect cell(column * edge, row * edge, edge, edge);
            const CellTexture texture = texture_of(sums_of(sight.view.picture(), sight.view.learnt(), cell));
            if (texture.deviation_learnt < settings_.least_texture) continue;
            // Another light takes contrast and adds nothing.
            const double contrast = texture.contrast();
            const bool clear = texture.likeness() >= settings_.least_likeness &&
                               (contrast > settings_.most_contrast ||
                                texture.added() < settings_.darkest * (1.0 - contrast));
            out.at<uchar>(row, column) = clear ? kClear : kUnlike;
        }
    }
    out.setTo(kBehindPeople, behind_people(sight, edge, cells.size()) & (out == kUnlike));
    return out;
}

bool SmokeWatch::lasts(const SignSight& sight, Plume& plume) const {
    const cv::Mat texture = what_is_seen(sight, plume.cells);
    const cv::Mat clear = texture == kClear;
    const int seen = cv::countNonZero(clear);
    const int unlike = cv::countNonZero(texture == kUnlike);
    const double textured =
        static_cast<double>(cv::countNonZero(texture)) / std::max(1, cv::countNonZero(plume.cells));
    if (plume.unseen_s <= 0.0) {
        plume.textured = textured;
        // Where it has moved on it need not be seen to go again.
        if (unlike >= settings_.least_cells) plume.cells.setTo(0, clear);
        plume.clear_s = 0.0;
        return true;
    }
    const bool open = seen + unlike >= settings_.open_share * cv::countNonZero(texture);
    // Without light nothing is seen to have gone.
    const bool lit = textured >= settings_.lit_share * plume.textured;
    const bool gone = lit && open && seen >= settings_.clear_share * (seen + unlike);
    plume.clear_s = gone ? plume.clear_s + sight.seconds : 0.0;
    return plume.clear_s <= settings_.gone_s;
}

bool SmokeWatch::has(net::SignNumber number) const {
    return std::any_of(plumes_.begin(), plumes_.end(),
                       [number](const Plume& one) { return one.sign == number; });
}

void SmokeWatch::keep_signs() {
    std::erase_if(plumes_, [](const Plume& plume) { return plume.sign == 0; });
}

cv::Mat SmokeWatch::hidden(cv::Size picture) const {
    cv::Mat out;
    for (const auto& plume : plumes_) {
        if (plume.sign == 0) continue;
        if (out.empty()) out = cv::Mat::zeros(picture, CV_8U);
        const int edge = settings_.cell_px;
        cv::Mat pixels;
        cv::resize(plume.cells, pixels, plume.cells.size() * edge, 0, 0, cv::INTER_NEAREST);
        cv::Mat part = out(cv::Rect({}, pixels.size()));
        cv::bitwise_or(part, pixels, part);
    }
    return out;
}

bool SmokeWatch::is_smoke(const Plume& plume) const {
    // What reaches the picture's top when it is first seen cannot be seen to rise: it must outlast steam.
    const bool rises = plume.first_top - plume.top >= settings_.least_rise_cells ||
                       (plume.first_top == 0 && plume.age_s >= kOutlastsSteamS);
    return plume.age_s >= settings_.told_after_s &&
           plume.most_area >= settings_.least_growth * plume.first_area && rises &&
           plume.unrest >= settings_.least_unrest;
}

std::vector<net::Sign> SmokeWatch::look(const SignSight& sight) {
    const Cells cells = cells_of(sight);
    const int veiled = cv::countNonZero(cells.veiled);
    const bool everywhere = veiled > settings_.most_share * static_cast<double>(cells.veiled.total());
    if (everywhere) {
        keep_signs();
    }
    for (auto& plume : plumes_) {
        plume.unseen_s += sight.seconds;
    }
    if (veiled >= settings_.least_cells) {
        find(cells, everywhere);
    }
    std::erase_if(plumes_, [&](Plume& plume) {
        return plume.sign == 0 ? plume.unseen_s > settings_.gone_s : !lasts(sight, plume);
    });
    std::vector<net::Sign> out;
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
