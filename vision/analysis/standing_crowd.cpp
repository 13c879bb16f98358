#include "vision/analysis/standing_crowd.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include <opencv2/imgproc.hpp>

namespace vigie::vision {

void OccupiedCells::update(const cv::Mat& foreground, double seconds) {
    const int edge = std::max(1, settings_.cell_px);
    const cv::Size size((foreground.cols + edge - 1) / edge, (foreground.rows + edge - 1) / edge);
    cv::resize(foreground, shares_, size, 0, 0, cv::INTER_AREA);
    constexpr double kQuarter = 63.0;
    cv::threshold(shares_, now_, kQuarter, 255, cv::THRESH_BINARY);
    if (seconds_.size() != size) {
        seconds_ = cv::Mat::zeros(size, CV_32F);
    }
    const auto step = static_cast<float>(seconds);
    const auto most = static_cast<float>(settings_.stands_s + settings_.forget_s);
    for (int row = 0; row < size.height; ++row) {
        const auto* is = now_.ptr<uchar>(row);
        auto* held = seconds_.ptr<float>(row);
        for (int column = 0; column < size.width; ++column) {
            float& s = held[column];
            s = is[column] != 0 ? std::min(s + step, most) : std::max(0.0F, s - step);
        }
    }
}

bool OccupiedCells::stands(const cv::Rect& cells) const {
    const cv::Rect part = cells & cv::Rect({}, now_.size());
    int foreground = 0;
    int standing = 0;
    for (int y = part.y; y < part.y + part.height; ++y) {
        for (int x = part.x; x < part.x + part.width; ++x) {
            if (now_.at<uchar>(y, x) != 0) {
                ++foreground;
                standing += seconds_.at<float>(y, x) >= static_cast<float>(settings_.stands_s) ? 1 : 0;
            }
        }
    }
    return foreground > 0 && 2 * standing > foreground;
}

bool OccupiedCells::keeps_filled(const cv::Mat& piece) const {
    cv::Mat kept = seconds_ >= settings_.fills_s;
    kept &= piece;
    return 2 * cv::countNonZero(kept) > cv::countNonZero(piece);
}

cv::Rect OccupiedCells::cells_of(const cv::Rect& working) const {
    const double edge = std::max(1, settings_.cell_px);
    const int x0 = cvFloor(working.x / edge);
    const int y0 = cvFloor(working.y / edge);
    return {x0, y0, cvCeil((working.x + working.width) / edge) - x0,
            cvCeil((working.y + working.height) / edge) - y0};
}

void StandingCount::restart() {
    places_.clear();
    usual_ = 0.0;
}

double StandingCount::held() const {
    double out = 0.0;
    for (const auto& place : places_) {
        out += place.people;
    }
    return out;
}

double StandingCount::filled() const {
    double out = 0.0;
    for (const auto& place : places_) {
        out += place.empty_s > 0.0 ? 0.0 : place.people;
    }
    return out;
}

void StandingCount::leave(const OccupiedCells& cells, double seconds) {
    for (auto& place : places_) {
        const bool empty = 2 * cv::countNonZero(cells.now()(place.cells)) < place.filled;
        place.empty_s = empty ? place.empty_s + seconds : 0.0;
    }
    std::erase_if(places_, [&](const Place& place) { return place.empty_s > settings_.forget_s; });
}

double StandingCount::update(const std::vector<cv::Rect>& standing, const OccupiedCells& cells,
                             double seconds) {
    leave(cells, seconds);
    const auto number = static_cast<double>(standing.size());
    usual_ += (1.0 - std::exp(-seconds / settings_.usual_s)) * (number - usual_);
    if (usual_ <= held() || standing.empty()) {
        return held();
    }
    places_.clear();
    for (const auto& figure : standing) {
        const cv::Rect part = figure & cv::Rect({}, cells.now().size());
        if (part.area() > 0) {
            places_.push_back({part, cv::countNonZero(cells.now()(part)), usual_ / number, 0.0});
        }
    }
    return held();
}

bool StandingCount::holds(const cv::Rect& figure) const {
    int shared = 0;
    for (const auto& place : places_) {
        shared += (place.cells & figure).area();
    }
    return 2 * shared > figure.area();
}

FoundCrowds find_crowds(const StandingCrowdSettings& settings, const cv::Mat& now,
                        const std::vector<cv::Rect>& figures) {
    FoundCrowds out;
    out.piece_of.assign(figures.size(), 0);
    out.in_crowd.assign(figures.size(), false);
    if (figures.size() < static_cast<std::size_t>(settings.people)) {
        return out;
    }
    const int count = cv::connectedComponents(now, out.pieces, 8, CV_32S);
    std::vector<int> members(static_cast<std::size_t>(count), 0);
    for (std::size_t i = 0; i < figures.size(); ++i) {
        // Head and feet of neighbours reach into a box: the piece that fills most of it is the figure's own.
        std::vector<int> filled(static_cast<std::size_t>(count), 0);
        const cv::Rect part = figures[i] & cv::Rect({}, now.size());
        for (int y = part.y; y < part.y + part.height; ++y) {
            for (int x = part.x; x < part.x + part.width; ++x) {
                ++filled[static_cast<std::size_t>(out.pieces.at<int>(y, x))];
            }
        }
        filled[0] = 0;
        const auto most = std::max_element(filled.begin(), filled.end());
        if (*most > 0) {
            out.piece_of[i] = static_cast<int>(most - filled.begin());
            ++members[static_cast<std::size_t>(out.piece_of[i])];
        }
    }
    for (int piece = 1; piece < count; ++piece) {
        if (members[static_cast<std::size_t>(piece)] >= settings.people) {
            out.crowds.push_back(piece);
        }
    }
    for (std::size_t i = 0; i < figures.size(); ++i) {
        out.in_crowd[i] =
            out.piece_of[i] > 0 && members[static_cast<std::size_t>(out.piece_of[i])] >= settings.people;
    }
    return out;
}

}  // namespace vigie::vision
