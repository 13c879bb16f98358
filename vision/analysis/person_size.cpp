#include "vision/analysis/person_size.hpp"

#include <algorithm>
#include <cmath>

#include <opencv2/core.hpp>

namespace vigie::vision {
namespace {

bool is_near(const net::FloorPlan& plan, net::Point<net::Floor> at, double margin_m) {
    return at.x > -margin_m && at.y > -margin_m && at.x < plan.width_m + margin_m &&
           at.y < plan.height_m + margin_m;
}

}  // namespace

std::optional<StandingProjection> StandingProjection::from(const net::Homography& floor, int width,
                                                           int height) {
    cv::Matx33d image_from_floor;
    for (int i = 0; i < 9; ++i) {
        image_from_floor.val[i] = floor.rows()[static_cast<std::size_t>(i)];
    }
    bool invertible = false;
    image_from_floor = image_from_floor.inv(cv::DECOMP_LU, &invertible);
    if (!invertible) {
        return std::nullopt;
    }
    const double cx = width / 2.0;
    const double cy = height / 2.0;
    const cv::Matx33d centred = cv::Matx33d(1, 0, -cx, 0, 1, -cy, 0, 0, 1) * image_from_floor;
    const cv::Vec3d a(centred(0, 0), centred(1, 0), centred(2, 0));
    const cv::Vec3d b(centred(0, 1), centred(1, 1), centred(2, 1));
    // Orthogonality and equal length of the floor's axes each give the squared focal length:
    // least squares over both (weights are the equations' own).
    const double p1 = a[2] * b[2];
    const double q1 = a[0] * b[0] + a[1] * b[1];
    const double p2 = a[2] * a[2] - b[2] * b[2];
    const double q2 = a[0] * a[0] + a[1] * a[1] - b[0] * b[0] - b[1] * b[1];
    const double divisor = p1 * p1 + p2 * p2;
    if (divisor <= 0.0) {
        return std::nullopt;
    }
    const double squared = -(p1 * q1 + p2 * q2) / divisor;
    const double diagonal = std::hypot(width, height);
    if (!(squared > 0.04 * diagonal * diagonal) || squared > 400.0 * diagonal * diagonal) {
        return std::nullopt;
    }
    const double focal = std::sqrt(squared);
    cv::Vec3d r1(a[0] / focal, a[1] / focal, a[2]);
    cv::Vec3d r2(b[0] / focal, b[1] / focal, b[2]);
    cv::Vec3d t(centred(0, 2) / focal, centred(1, 2) / focal, centred(2, 2));
    const double scale = 2.0 / (cv::norm(r1) + cv::norm(r2));
    r1 *= scale;
    r2 *= scale;
    t *= scale;
    // The homography's sign convention puts visible floor at positive depth.
    cv::Vec3d up = r1.cross(r2);
    // Up is the side of the floor on which the camera is: its centre is -R^T t.
    if (-up.dot(t) < 0.0) {
        up *= -1.0;
    }
    StandingProjection out;
    out.height_m_ = -up.dot(t);
    for (int r = 0; r < 3; ++r) {
        const cv::Vec4d row(r1[r], r2[r], up[r], t[r]);
        for (int c = 0; c < 4; ++c) {
            out.rows_[r][c] = row[c];
        }
    }
    for (int c = 0; c < 4; ++c) {
        out.rows_[0][c] = focal * out.rows_[0][c] + cx * out.rows_[2][c];
        out.rows_[1][c] = focal * out.rows_[1][c] + cy * out.rows_[2][c];
    }
    return out;
}

std::optional<net::Point<net::Image>> StandingProjection::above(net::Point<net::Floor> at,
                                                                double metres) const {
    double v[3];
    for (int r = 0; r < 3; ++r) {
        v[r] = rows_[r][0] * at.x + rows_[r][1] * at.y + rows_[r][2] * metres + rows_[r][3];
    }
    if (v[2] <= 1e-9) {
        return std::nullopt;
    }
    return net::Point<net::Image>{v[0] / v[2], v[1] / v[2]};
}

PersonSize::PersonSize(const PersonSettings& settings, const std::optional<net::Homography>& floor,
                       const std::optional<net::FloorPlan>& plan, int width, int height)
    : settings_(settings), floor_(floor), plan_(plan), height_(height) {
    if (floor_) {
        projection_ = StandingProjection::from(*floor_, width, height);
    }
    solve();
}

std::optional<double> PersonSize::box_height(net::Point<net::Image> foot) const {
    const auto look = standing(foot);
    return look ? std::optional(look->height) : std::nullopt;
}

std::optional<StandingLook> PersonSize::standing(net::Point<net::Image> foot) const {
    if (!floor_) {
        return StandingLook{std::max(settings_.smallest_px, height_ * (level_ + slope_ * foot.y / height_)),
                            0.0};
    }
    const auto at = floor_->floor_from_image(foot);
    if (!at || (plan_ && !is_near(*plan_, *at, settings_.plan_margin_m))) {
        return std::nullopt;
    }
    if (projection_) {
        const auto head = projection_->above(*at, settings_.height_m);
        if (!head || head->y >= foot.y) {
            return std::nullopt;
        }
        const double height = (foot.y - head->y) * settings_.box_margin;
        const double lean = (head->x - foot.x) * settings_.box_margin;
        return StandingLook{height, std::abs(lean) < settings_.least_lean * height ? 0.0 : lean};
    }
    // Without a projection: a person is about as many pixels high as the same length is wide.
    const auto side = floor_->floor_from_image({foot.x + 1.0, foot.y});
    if (!side) {
        return std::nullopt;
    }
    return StandingLook{settings_.height_m * settings_.box_margin / std::max(1e-6, net::distance(*at, *side)),
                        0.0};
}

net::Box PersonSize::around_body(const net::Box& upright) const {
    const auto look = standing(upright.foot());
    if (!look || look->lean == 0.0) {
        return upright;
    }
    const double aside = look->lean * upright.height / look->height;
    return {upright.x + std::min(0.0, aside), upright.y, upright.width + std::abs(aside), upright.height};
}

std::optional<double> PersonSize::usual_height() const {
    return floor_ || usual_ <= 0.0 ? std::nullopt : std::optional(usual_ * height_);
}

void PersonSize::learn(const net::Box& box) {
    if (floor_) {
        return;
    }
    const double row = box.foot().y / height_;
    const double share = box.height / height_;
    const double expected = level_ + slope_ * row;
    // Once something is known, figures of half or twice the size are groups, dogs or cars. What is seen in
    // the first seconds alone is not knowledge: ghosts, and bodies in parts.
    constexpr unsigned kKnown = 150;
    if (learnt_ > kKnown && (share < 0.5 * expected || share > 1.8 * expected)) {
        return;
    }
    constexpr double kForget = 0.998;
    add(sums_, row, share, kForget);
    ++learnt_;
    // The first seconds cannot wait: what people look like is hardly known then.
    constexpr unsigned kEager = 40;
    if (learnt_ < kEager || learnt_ % 10 == 0) {
        solve();
        ++version_;
    }
}

void PersonSize::guess(const net::Box& box) {
    constexpr unsigned kEnough = 20;
    if (floor_ || learnt_ > kEnough) {
        return;
    }
    constexpr double kForget = 0.9;
    add(guesses_, box.foot().y / height_, box.height / height_, kForget);
    solve();
    ++version_;
}

void PersonSize::add(double (&sums)[5], double row, double share, double memory) const {
    // A part of a body is smaller than a body: large figures say more.
    const double relative = share / settings_.default_share;
    const double weight = std::clamp(relative * relative, 0.25, 16.0);
    const double terms[5] = {1.0, row, row * row, share, row * share};
    for (int i = 0; i < 5; ++i) {
        sums[i] = memory * sums[i] + weight * terms[i];
    }
}

void PersonSize::solve() {
    // The prior is worth a few sightings: the default share in the middle, growing downwards.
    constexpr double kPriorWeight = 4.0;
    constexpr double kSlopeWeight = 0.6;
    const double prior_slope = 0.8 * settings_.default_share;
    double s[5];
    std::copy(std::begin(sums_), std::end(sums_), std::begin(s));
    s[0] += kPriorWeight;
    s[1] += kPriorWeight * 0.5;
    s[2] += kPriorWeight * 0.25 + kSlopeWeight;
    s[3] += kPriorWeight * settings_.default_share;
    s[4] += kPriorWeight * 0.5 * settings_.default_share + kSlopeWeight * prior_slope;
    // Guesses weigh as much as a few sightings, however many there are.
    constexpr double kGuessWeight = 8.0;
    const double fade = guesses_[0] > kGuessWeight ? kGuessWeight / guesses_[0] : 1.0;
    for (int i = 0; i < 5; ++i) {
        s[i] += fade * guesses_[i];
    }
    usual_ = s[0] > 2.0 * kPriorWeight ? s[3] / s[0] : 0.0;
    const double determinant = s[0] * s[2] - s[1] * s[1];
    level_ = (s[3] * s[2] - s[1] * s[4]) / determinant;
    slope_ = (s[0] * s[4] - s[1] * s[3]) / determinant;
}

}  // namespace vigie::vision
