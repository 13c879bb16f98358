#include "vision/analysis/view_shift.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include <opencv2/imgproc.hpp>

namespace vigie::vision {
namespace {

constexpr int kLeastEdge = 6;        // pixels of a part
constexpr double kLeastShift = 1.5;  // pixels
constexpr double kTolerance = 2.0;   // pixels by which shifts may always differ

double spread_of(const cv::Mat& edges) {
    cv::Scalar mean;
    cv::Scalar spread;
    cv::meanStdDev(edges, mean, spread);
    return spread[0];
}

/// What the parts say.
struct Votes {
    std::vector<cv::Point2d> shifts;
    int still = 0;
};

void ask(const ViewShiftSettings& settings, const cv::Mat& learnt, const cv::Mat& now, const cv::Rect& part,
         Votes& votes) {
    const cv::Point reach(cvRound(settings.reach * learnt.cols), cvRound(settings.reach * learnt.rows));
    const cv::Rect around = cv::Rect(part.tl() - reach, part.br() + reach) & cv::Rect({}, now.size());
    cv::Mat match;
    cv::matchTemplate(now(around), learnt(part), match, cv::TM_CCOEFF_NORMED);
    double best = 0.0;
    cv::Point at;
    cv::minMaxLoc(match, nullptr, &best, nullptr, &at);
    const auto still = static_cast<double>(match.at<float>(part.tl() - around.tl()));
    const cv::Point by = at - (part.tl() - around.tl());
    if (best >= settings.least_likeness && best >= still + settings.better && cv::norm(by) >= kLeastShift) {
        votes.shifts.emplace_back(by);
    } else if (still >= settings.least_likeness - settings.better) {
        ++votes.still;
    }
}

}  // namespace

std::optional<double> view_shift(const ViewShiftSettings& settings, const cv::Mat& learnt,
                                 const cv::Mat& now) {
    const cv::Size size(learnt.cols / std::max(1, settings.across), learnt.rows / std::max(1, settings.down));
    if (now.size() != learnt.size() || size.width < kLeastEdge || size.height < kLeastEdge)
        return std::nullopt;
    const double least = settings.least_spread * spread_of(learnt);
    Votes votes;
    for (int row = 0; row < settings.down; ++row) {
        // Neighbours in a row share half of their pixels.
        for (int half = 0; half < 2 * settings.across - 1; ++half) {
            const cv::Rect part(half * size.width / 2, row * size.height, size.width, size.height);
            if (spread_of(learnt(part)) >= least) ask(settings, learnt, now, part, votes);
        }
    }
    std::size_t most = 0;
    cv::Point2d agreed;
    for (const auto& shift : votes.shifts) {
        const double tolerance = std::max(kTolerance, settings.agreement * cv::norm(shift));
        cv::Point2d sum;
        std::size_t like = 0;
        for (const auto& other : votes.shifts) {
            if (cv::norm(other - shift) > tolerance) continue;
            sum += other;
            ++like;
        }
        if (like > most) {
            most = like;
            agreed = sum / static_cast<double>(like);
        }
    }
    const auto found = static_cast<double>(votes.shifts.size()) + votes.still;
    if (most < static_cast<std::size_t>(std::max(1, settings.least_parts)) ||
        static_cast<double>(most) < settings.least_share * found) {
        return std::nullopt;
    }
    return std::min(1.0, cv::norm(agreed) / learnt.cols);
}

}  // namespace vigie::vision
