#include "vision/analysis/splitter.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include <opencv2/imgproc.hpp>

namespace vigie::vision {
namespace {

constexpr int kStride = 2;  // working pixels between places that are tried

int sum_in(const cv::Mat& sums, const cv::Rect& r, cv::Point origin) {
    const int x0 = r.x - origin.x;
    const int y0 = r.y - origin.y;
    const int x1 = x0 + r.width;
    const int y1 = y0 + r.height;
    const auto* top = sums.ptr<int>(y0);
    const auto* bottom = sums.ptr<int>(y1);
    return bottom[x1] - bottom[x0] - top[x1] + top[x0];
}

}  // namespace

void Splitter::prepare(cv::Size working, double scale, const PersonSize& size) {
    if (working == working_ && scale == scale_ && size.version() == version_ && !templates_.empty()) {
        return;
    }
    working_ = working;
    scale_ = scale;
    version_ = size.version();
    templates_.clear();
    slices_.clear();
    const cv::Rect picture({}, working);
    // Feet may be below the picture's edge while head and shoulders are in it.
    for (int y = kStride; y < working.height + working.height / 8; y += kStride) {
        for (int x = 0; x < working.width; x += kStride) {
            const auto look = size.standing({x * scale, y * scale});
            if (!look || look->height / scale < person_.smallest_px ||
                look->height / scale > working.height) {
                continue;
            }
            add({static_cast<double>(x), static_cast<double>(y), look->height / scale, look->lean / scale,
                 0.0});
        }
    }
}

void Splitter::add(const LeaningBody& standing) {
    const cv::Rect picture({}, working_);
    const double h = standing.height;
    LeaningBody body = standing;
    body.width = h * person_.box_aspect * settings_.core_width;
    Template shape;
    if (body.lean == 0.0) {
        const cv::Rect whole = rounded(body.foot_x - body.width / 2.0, body.foot_y - h, body.width, h);
        shape.core = whole & picture;
        shape.whole_area = whole.area();
        if (shape.core.area() * 2 < shape.whole_area) {
            return;
        }
    } else {
        // A row crosses a leaning body on a slant.
        body.width *= std::hypot(1.0, body.lean / h);
        shape.first_slice = static_cast<std::uint32_t>(slices_.size());
        int seen = 0;
        for (const auto& slice : slices_of(body)) {
            shape.whole_area += slice.area();
            const cv::Rect inside = slice & picture;
            if (inside.area() == 0) {
                continue;
            }
            seen += inside.area();
            slices_.push_back(inside);
            shape.core = shape.core.area() == 0 ? inside : shape.core | inside;
        }
        if (seen * 2 < shape.whole_area) {
            slices_.resize(shape.first_slice);
            return;
        }
        shape.slices = static_cast<std::uint32_t>(slices_.size()) - shape.first_slice;
    }
    const double left = body.foot_x - body.width / 2.0;
    const double strip = std::max(1.0, h * settings_.strip);
    shape.above = rounded(left + body.lean, body.foot_y - h - strip, body.width, strip) & picture;
    shape.below = rounded(left, body.foot_y, body.width, strip) & picture;
    shape.box_height = static_cast<float>(h);
    shape.lean = static_cast<float>(body.lean);
    shape.foot_x = static_cast<float>(body.foot_x);
    shape.foot_y = static_cast<float>(body.foot_y);
    templates_.push_back(shape);
}

LeaningBody Splitter::body_of(const Template& shape, double share) const {
    const double h = shape.box_height;
    const double slant = std::hypot(1.0, static_cast<double>(shape.lean) / h);
    return {shape.foot_x, shape.foot_y, h, shape.lean, h * person_.box_aspect * slant * share};
}

int Splitter::filled(const Template& shape, const cv::Mat& sums, cv::Point origin) const {
    if (shape.slices == 0) {
        return sum_in(sums, shape.core, origin);
    }
    int out = 0;
    for (std::uint32_t i = 0; i < shape.slices; ++i) {
        out += sum_in(sums, slices_[shape.first_slice + i], origin);
    }
    return out;
}

double Splitter::score(const Template& shape, const cv::Mat& sums, cv::Point origin) const {
    double out = static_cast<double>(filled(shape, sums, origin)) / shape.whole_area;
    if (shape.above.area() > 0) {
        out -= settings_.strip_penalty * settings_.strip *
               static_cast<double>(sum_in(sums, shape.above, origin)) / shape.above.area();
    }
    if (shape.below.area() > 0) {
        out -= settings_.strip_penalty * settings_.strip *
               static_cast<double>(sum_in(sums, shape.below, origin)) / shape.below.area();
    }
    return out;
}

void Splitter::rescore(std::vector<Candidate>& candidates, const cv::Mat& left,
                       const cv::Rect& changed) const {
    cv::Rect reach;
    std::vector<std::size_t> touched;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const auto& shape = *candidates[i].shape;
        const cv::Rect whole = shape.core | shape.above | shape.below;
        if ((whole & changed).area() > 0) {
            touched.push_back(i);
            reach = reach.area() == 0 ? whole : reach | whole;
        }
    }
    if (touched.empty()) {
        return;
    }
    cv::Mat sums;
    cv::integral(left(reach), sums, CV_32S);
    for (const auto i : touched) {
        candidates[i].score = score(*candidates[i].shape, sums, reach.tl()) + candidates[i].bonus;
    }
    std::erase_if(candidates, [this](const Candidate& c) { return c.score < settings_.weak_score; });
}

net::Box Splitter::fit(const Template& shape, const cv::Mat& left) const {
    LeaningBody body = body_of(shape);
    if (shape.lean == 0.0F) {
        return fit_upright(body, left);
    }
    const auto patch = straightened(left, body, 1.2 * body.width, 2.0 * settings_.fit_slack * body.height);
    body.foot_x -= patch.origin.x;
    body.foot_y -= patch.origin.y;
    const auto fitted = fit_upright(body, patch.picture);
    const auto foot = fitted.foot();
    // Columns of the patch are those of the feet's row; the feet may have ended in another one.
    const double x = foot.x + (patch.origin.x + body.aside(foot.y / scale_)) * scale_;
    const double width = person_.box_aspect * shape.box_height * scale_;
    return {x - width / 2.0, fitted.y + patch.origin.y * scale_, width, fitted.height};
}

net::Box Splitter::fit_upright(const LeaningBody& shape, const cv::Mat& left) const {
    const double h = shape.height;
    const double w = shape.width;
    const cv::Rect picture({}, left.size());
    // The template is coarse: move it sideways onto the body's own middle ...
    double middle = shape.foot_x;
    for (int round = 0; round < 2; ++round) {
        const cv::Rect around = rounded(middle - 0.6 * w, shape.foot_y - h, 1.2 * w, h) & picture;
        if (around.area() == 0) {
            break;
        }
        const auto moments = cv::moments(left(around), true);
        if (moments.m00 > 0.0) {
            middle = around.x + 0.5 + moments.m10 / moments.m00;
        }
    }
    // ... and let head and feet end where its foreground ends, within what people differ by.
    const double slack = settings_.fit_slack;
    const cv::Rect window =
        rounded(middle - 0.35 * w, shape.foot_y - h * (1.0 + slack), 0.7 * w, h * (1.0 + 2.0 * slack)) &
        picture;
    double head = shape.foot_y - h;
    double foot = shape.foot_y;
    if (window.width > 0 && window.height > 0) {
        const int needed = std::max(1, window.width / 5);
        const int gap = std::max(1, static_cast<int>(std::lround(0.08 * h)));
        const auto end_of_body = [&](int from, int step) {
            int last = from;
            for (int y = from; y >= window.y && y < window.y + window.height && std::abs(y - last) <= gap;
                 y += step) {
                if (cv::countNonZero(left(cv::Rect(window.x, y, window.width, 1))) >= needed) {
                    last = y;
                }
            }
            return last;
        };
        const int belly = std::clamp(static_cast<int>(std::lround(shape.foot_y - 0.5 * h)), 0, left.rows - 1);
        const double top = end_of_body(belly, -1);
        const double bottom = end_of_body(belly, 1) + 1.0;
        // At the window's end the foreground goes on: somebody else's.
        if (top > window.y && std::abs(top - head) < slack * h) {
            head = top;
        }
        if (bottom < window.y + window.height && std::abs(bottom - foot) < slack * h) {
            foot = bottom;
        }
    }
    const double pad = settings_.fit_padding * (foot - head);
    const double top = head - pad;
    const double height = foot - head + 2.0 * pad;
    return {(middle - w / 2.0) * scale_, top * scale_, w * scale_, height * scale_};
}

cv::Rect Splitter::explain(const Template& shape, cv::Mat& left) const {
    const double margin = settings_.explain_margin;
    LeaningBody body = body_of(shape, 1.0 + 2.0 * margin);
    // Head and feet as far beyond the body as its sides.
    body.foot_x -= margin * body.lean;
    body.foot_y += margin * body.height;
    body.lean *= 1.0 + 2.0 * margin;
    body.height *= 1.0 + 2.0 * margin;
    cv::Rect out;
    for (const auto& slice : slices_of(body)) {
        const cv::Rect inside = slice & cv::Rect({}, left.size());
        if (inside.area() > 0) {
            left(inside).setTo(0);
            out = out.area() == 0 ? inside : out | inside;
        }
    }
    return out;
}

std::vector<Figure> Splitter::split(const cv::Mat& foreground, double scale, const PersonSize& size,
                                    const std::vector<net::Box>& expected) {
    if (cv::countNonZero(foreground) == 0) {
        return {};
    }
    prepare(foreground.size(), scale, size);
    cv::Mat left;
    cv::threshold(foreground, left, 0, 1, cv::THRESH_BINARY);
    cv::Mat sums;
    cv::integral(left, sums, CV_32S);
    std::vector<Candidate> candidates;
    const double least = settings_.weak_score * 0.7;
    for (const auto& shape : templates_) {
        // The strips only take away: most places need not be looked at further.
        if (filled(shape, sums, {}) < least * shape.whole_area) {
            continue;
        }
        const double plain = score(shape, sums, {});
        if (plain < least) {
            continue;
        }
        double bonus = 0.0;
        for (const auto& box : expected) {
            const auto foot = box.foot();
            const double away = std::hypot(foot.x / scale - shape.foot_x, foot.y / scale - shape.foot_y) /
                                (settings_.expected_radius * shape.box_height);
            bonus = std::max(bonus, settings_.expected_bonus * (1.0 - away));
        }
        if (plain + bonus >= settings_.weak_score) {
            candidates.push_back({&shape, plain + bonus, bonus});
        }
    }
    // Where sizes are only learnt, a head or a trunk fits somebody small and far as well as a body fits its
    // own size: what explains more of the foreground goes first.
    const auto rank = [&](const Candidate& candidate) {
        const double height = candidate.shape->box_height;
        return size.calibrated() ? candidate.score : candidate.score * height;
    };
    std::vector<Figure> out;
    while (!candidates.empty() && out.size() < static_cast<std::size_t>(settings_.most_people)) {
        const auto best = std::max_element(candidates.begin(), candidates.end(),
                                           [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
        const Template& shape = *best->shape;
        out.push_back({fit(shape, left), std::clamp(best->score, 0.0, 1.0)});
        const cv::Rect explained = explain(shape, left);
        candidates.erase(best);
        rescore(candidates, left, explained);
    }
    return out;
}

}  // namespace vigie::vision
