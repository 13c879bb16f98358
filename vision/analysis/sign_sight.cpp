#include "vision/analysis/sign_sight.hpp"

#include <algorithm>
#include <cmath>

namespace vigie::vision {
namespace {

cv::Rect whole(const SignSight& sight) {
    return {{0, 0}, sight.view.picture().size()};
}

}  // namespace

cv::Rect reduced(const SignSight& sight, const net::Box& box) {
    const auto down = [&](double value) { return static_cast<int>(std::lround(value / sight.scale)); };
    const int x = down(box.x);
    const int y = down(box.y);
    return {x, y, std::max(1, down(box.x + box.width) - x), std::max(1, down(box.y + box.height) - y)};
}

net::Box enlarged(const SignSight& sight, const cv::Rect& box) {
    return {box.x * sight.scale, box.y * sight.scale, box.width * sight.scale, box.height * sight.scale};
}

std::optional<double> standing_height(const SignSight& sight, const cv::Rect& box) {
    const auto height = sight.size.box_height(enlarged(sight, box).foot());
    return height ? std::optional(*height / sight.scale) : std::nullopt;
}

std::optional<double> metres_between(const SignSight& sight, net::Point<net::Image> a,
                                     net::Point<net::Image> b, double focal) {
    const auto at = [](net::Point<net::Image> foot) {
        return net::Box{foot.x - 0.5, foot.y - 1.0, 1.0, 1.0};
    };
    const auto here = sight.ground.sighting(at(a));
    const auto there = sight.ground.sighting(at(b));
    if (!here || !there) {
        return std::nullopt;
    }
    if (sight.ground.in_metres()) {
        return cv::norm(here->at - there->at);
    }
    // `metre` is how many pixels a metre has at that place: f / depth.
    const double across = (here->at[0] - there->at[0]) * 2.0 / (here->metre + there->metre);
    const double f = focal * sight.picture.width;
    const double along = f / here->metre - f / there->metre;
    // Neither can two places be closer than their pixels are at the nearer one's scale.
    const double least = cv::norm(here->at - there->at) / std::max(here->metre, there->metre);
    return std::max(least, std::hypot(across, along));
}

double upright_share(const SignSight& sight, const Walker& walker, const cv::Rect& part,
                     const cv::Mat& except) {
    // The upper half of a body that leans is as far beside the feet as its own middle.
    net::Box body = walker.upright;
    body.x += 0.75 * walker.lean();
    cv::Rect upper = reduced(sight, body);
    upper.height = std::max(1, upper.height / 2);
    const int area = upper.area();
    upper &= whole(sight);
    if (upper.area() * 2 < area) {
        return 1.0;
    }
    int changed = cv::countNonZero(sight.view.changed()(upper));
    if (const cv::Rect both = upper & part; !except.empty() && both.area() > 0) {
        cv::Mat covered;
        cv::bitwise_and(sight.view.changed()(both), except(both - part.tl()), covered);
        changed -= cv::countNonZero(covered);
    }
    return static_cast<double>(changed) / upper.area();
}

bool is_hidden(const SignSight& sight, const cv::Rect& box) {
    return std::any_of(sight.walkers.begin(), sight.walkers.end(), [&](const Walker& walker) {
        return walker.walked && (reduced(sight, walker.box) & box).area() > 0;
    });
}

cv::Rect grown(const SignSight& sight, const cv::Rect& box, int by) {
    return cv::Rect(box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by) & whole(sight);
}

bool touches_edge(const SignSight& sight, const cv::Rect& box) {
    const cv::Size size = sight.view.picture().size();
    return box.x <= 0 || box.y <= 0 || box.br().x >= size.width || box.br().y >= size.height;
}

}  // namespace vigie::vision
