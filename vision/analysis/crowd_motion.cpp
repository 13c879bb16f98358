#include "vision/analysis/crowd_motion.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include <opencv2/imgproc.hpp>

namespace vigie::vision {
namespace {

constexpr int kMargin = 12;      // working pixels around the crowd: what moves there comes from somewhere
constexpr int kLeastEdge = 32;   // working pixels: less is too small for the flow's pyramid
constexpr double kWidthM = 0.5;  // of shoulders
constexpr double kStepM = 0.25;

}  // namespace

CrowdMotion::CrowdMotion(const CrowdMotionSettings& settings, double square_m,
                         const std::optional<net::Homography>& floor, int width, int height)
    : settings_(settings), square_m_(square_m), width_(width), height_(height) {
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
    const double all = static_cast<double>(whole.width) * whole.height;
    return 2.0 * seen.area() >= all ? seen : cv::Rect();
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

cv::Mat CrowdMotion::flow_of(const cv::Mat& before, const cv::Mat& now, const cv::Rect& part) const {
    cv::Mat flow;
    flow_->calc(before(part).clone(), now(part).clone(), flow);  // takes whole pictures only
    return flow;
}

net::CrowdVelocities CrowdMotion::look(const cv::Mat& picture, const std::vector<CrowdPlace>& crowd,
                                       double seconds) {
    if (!standing_ || crowd.empty()) {
        restart();
        return {};
    }
    cv::Mat grey;
    cv::cvtColor(picture, grey, cv::COLOR_BGR2GRAY);
    const cv::Mat before = std::exchange(before_, grey);
    std::vector<cv::Rect> parts;
    net::CrowdVelocities out;
    cv::Rect around;
    for (const auto& place : crowd) {
        const cv::Rect part =
            place.people >= settings_.least_people ? shoulders(place.at, grey.size()) : cv::Rect();
        if (part.area() > 0) {
            parts.push_back(part);
            around |= part;
            out.push_back({place.at, std::nullopt, place.people, square_m_});
        }
    }
    around = cv::Rect(around.x - kMargin, around.y - kMargin, around.width + 2 * kMargin,
                      around.height + 2 * kMargin) &
             cv::Rect({}, grey.size());
    const bool comparable = before.size() == grey.size() && seconds <= settings_.longest_interval_s &&
                            around.width >= kLeastEdge && around.height >= kLeastEdge;
    const auto known = std::exchange(known_, {});
    if (!comparable) {
        return out;
    }
    const cv::Mat flow = flow_of(before, grey, around);
    const double share = 1.0 - std::exp(-seconds / settings_.memory_s);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const Place place(out[i].at.x, out[i].at.y);
        auto moves = velocity(out[i].at, flow(parts[i] - around.tl()), grey.size(), seconds);
        if (!moves) {
            continue;
        }
        if (const auto then = known.find(place); then != known.end()) {
            moves->x = then->second.x + share * (moves->x - then->second.x);
            moves->y = then->second.y + share * (moves->y - then->second.y);
        }
        known_[place] = *moves;
        out[i].m_per_s = moves;
    }
    return out;
}

}  // namespace vigie::vision
