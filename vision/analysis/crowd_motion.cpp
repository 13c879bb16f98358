#include "vision/analysis/crowd_motion.hpp"

#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

namespace vigie::vision {
namespace {

constexpr int kMargin = 12;      // working pixels around the crowd: what moves there comes from somewhere
constexpr int kLeastEdge = 32;   // working pixels: less is too small for the flow's pyramid
constexpr double kWidthM = 0.5;  // of shoulders
constexpr double kStepM = 0.25;

}  // namespace

CrowdMotion::CrowdMotion(const CrowdMotionSettings& settings, const std::optional<net::Homography>& floor,
                         int width, int height)
    : settings_(settings), width_(width), height_(height) {
    if (floor) {
        standing_ = StandingProjection::from(*floor, width, height);
    }
    if (standing_) {
        flow_ = cv::DISOpticalFlow::create(cv::DISOpticalFlow::PRESET_FAST);
    }
}

void CrowdMotion::restart() {
    before_.release();
    known_.clear();
}

cv::Rect CrowdMotion::shoulders(net::Point<net::Floor> at, cv::Size working) const {
    const auto low = standing_->above(at, settings_.from_m);
    const auto high = standing_->above(at, settings_.to_m);
    const auto right = standing_->above({at.x + kStepM, at.y}, settings_.from_m);
    const auto ahead = standing_->above({at.x, at.y + kStepM}, settings_.from_m);
    if (!low || !high || !right || !ahead) {
        return {};
    }
    const double across = static_cast<double>(working.width) / width_;
    const double down = static_cast<double>(working.height) / height_;
    const double half = 0.5 * kWidthM * std::hypot(right->x - low->x, ahead->x - low->x) / kStepM * across;
    const double middle = 0.5 * (low->x + high->x) * across;
    const cv::Rect whole(cv::Point(cvFloor(middle - half), cvFloor(std::min(low->y, high->y) * down)),
                         cv::Point(cvCeil(middle + half), cvCeil(std::max(low->y, high->y) * down)));
    const cv::Rect seen = whole & cv::Rect({}, working);
    return 2 * seen.area() >= whole.area() ? seen : cv::Rect();
}

std::optional<net::Vector<net::Floor>> CrowdMotion::velocity(net::Point<net::Floor> at, const cv::Mat& flow,
                                                             cv::Size working, double seconds) const {
    const double height = 0.5 * (settings_.from_m + settings_.to_m);
    const auto here = standing_->above(at, height);
    const auto right = standing_->above({at.x + kStepM, at.y}, height);
    const auto ahead = standing_->above({at.x, at.y + kStepM}, height);
    if (!here || !right || !ahead) {
        return std::nullopt;
    }
    const cv::Matx22d pixels_by_m((right->x - here->x) / kStepM, (ahead->x - here->x) / kStepM,
                                  (right->y - here->y) / kStepM, (ahead->y - here->y) / kStepM);
    bool invertible = false;
    const cv::Matx22d m_by_pixels = pixels_by_m.inv(cv::DECOMP_LU, &invertible);
    if (!invertible) {
        return std::nullopt;
    }
    const cv::Scalar mean = cv::mean(flow);
    const cv::Vec2d pixels(mean[0] * width_ / working.width, mean[1] * height_ / working.height);
    const cv::Vec2d out = m_by_pixels * pixels / seconds;
    if (!(cv::norm(out) <= settings_.most_m_per_s)) {
        return std::nullopt;
    }
    return net::Vector<net::Floor>{out[0], out[1]};
}

CrowdVelocities CrowdMotion::look(const cv::Mat& picture, const std::vector<CrowdPlace>& crowd,
                                  double seconds) {
    if (!standing_ || crowd.empty()) {
        restart();
        return {};
    }
    cv::Mat grey;
    cv::cvtColor(picture, grey, cv::COLOR_BGR2GRAY);
    const cv::Mat before = before_;
    before_ = grey;
    if (before.size() != grey.size() || seconds > settings_.longest_interval_s) {
        known_.clear();
        return {};
    }
    std::vector<cv::Rect> parts;
    cv::Rect around;
    for (const auto& place : crowd) {
        const bool stands = place.people >= settings_.least_people;
        parts.push_back(stands ? shoulders(place.at, grey.size()) : cv::Rect());
        around |= parts.back();
    }
    around = cv::Rect(around.x - kMargin, around.y - kMargin, around.width + 2 * kMargin,
                      around.height + 2 * kMargin) &
             cv::Rect({}, grey.size());
    if (around.width < kLeastEdge || around.height < kLeastEdge) {
        known_.clear();
        return {};
    }
    cv::Mat flow;
    flow_->calc(before(around).clone(), grey(around).clone(), flow);  // takes whole pictures only
    const double share = 1.0 - std::exp(-seconds / settings_.memory_s);
    std::map<Place, net::Vector<net::Floor>> now;
    CrowdVelocities out;
    for (std::size_t i = 0; i < crowd.size(); ++i) {
        if (parts[i].area() == 0) {
            continue;
        }
        const auto& at = crowd[i].at;
        const auto seen = velocity(at, flow(parts[i] - around.tl()), grey.size(), seconds);
        if (!seen) {
            continue;
        }
        const auto known = known_.find({at.x, at.y});
        auto moves = *seen;
        if (known != known_.end()) {
            moves.x = known->second.x + share * (seen->x - known->second.x);
            moves.y = known->second.y + share * (seen->y - known->second.y);
        }
        now[{at.x, at.y}] = moves;
        out.push_back({at, moves, crowd[i].people});
    }
    known_ = std::move(now);
    return out;
}

}  // namespace vigie::vision
