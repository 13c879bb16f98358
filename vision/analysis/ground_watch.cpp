#include "vision/analysis/ground_watch.hpp"

#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

namespace vigie::vision {
namespace {

cv::Point2d foot_of(const cv::Rect& box) {
    return {box.x + box.width / 2.0, static_cast<double>(box.br().y)};
}

cv::Point2d middle_of(const cv::Rect& box) {
    return {box.x + box.width / 2.0, box.y + box.height / 2.0};
}

}  // namespace

void GroundWatch::restart() {
    upright_.clear();
    births_.clear();
    downs_.clear();
}

std::vector<cv::Rect> GroundWatch::places() const {
    std::vector<cv::Rect> out;
    for (const auto& down : downs_) {
        out.push_back(down.box);
    }
    return out;
}

std::vector<GroundWatch::Shape> GroundWatch::shapes(const SignSight& sight) const {
    cv::Mat changed;
    cv::morphologyEx(sight.view.changed(), changed, cv::MORPH_CLOSE,
                     cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
    cv::Mat labels;
    cv::Mat stats;
    cv::Mat centres;
    const int count = cv::connectedComponentsWithStats(changed, labels, stats, centres, 8, CV_32S);
    std::vector<Shape> out;
    for (int label = 1; label < count; ++label) {
        const int* row = stats.ptr<int>(label);
        Shape shape;
        shape.box = {row[cv::CC_STAT_LEFT], row[cv::CC_STAT_TOP], row[cv::CC_STAT_WIDTH],
                     row[cv::CC_STAT_HEIGHT]};
        shape.area = row[cv::CC_STAT_AREA];
        const auto standing = standing_height(sight, shape.box);
        if (!standing) {
            continue;
        }
        shape.standing = *standing;
        const double square = *standing * *standing;
        const double longer = std::max(shape.box.width, shape.box.height);
        shape.low = shape.box.height < settings_.low_share * *standing &&
                    shape.area >= settings_.least_area * square &&
                    shape.area <= settings_.most_area * square &&
                    longer >= settings_.least_length * *standing && !touches_edge(sight, shape.box);
        out.push_back(shape);
    }
    return out;
}

std::set<net::TrackNumber> GroundWatch::note_upright(const SignSight& sight) {
    std::set<net::TrackNumber> standing;
    std::set<net::TrackNumber> tracked;
    for (auto& [number, upright] : upright_) {
        upright.unseen_s += sight.seconds;
    }
    for (const auto& walker : sight.walkers) {
        const cv::Rect box = reduced(sight, walker.box);
        tracked.insert(walker.number);
        auto& birth = births_.try_emplace(walker.number, Birth{foot_of(box), -sight.seconds}).first->second;
        birth.age_s += sight.seconds;
        const auto height = standing_height(sight, box);
        if (!height || walker.unseen_s > 0.0) {
            continue;
        }
        // Where head and shoulders of somebody are who stands at that foot point.
        const cv::Point2d foot = foot_of(box);
        const cv::Rect body(cvRound(foot.x - 0.19 * *height), cvRound(foot.y - *height),
                            std::max(1, cvRound(0.38 * *height)), std::max(1, cvRound(*height)));
        cv::Rect head = body;
        head.height = std::max(1, cvRound((1.0 - settings_.low_share) * *height));
        const cv::Rect seen = head & cv::Rect({}, sight.view.picture().size());
        const bool is_upright =
            2 * seen.area() < head.area() ||
            cv::countNonZero(sight.view.changed()(seen)) >= settings_.head_share * seen.area();
        if (!is_upright) {
            continue;
        }
        standing.insert(walker.number);
        if (walker.walked) {
            upright_[walker.number] = {body, 0.0};
        }
    }
    std::erase_if(births_, [&](const auto& birth) { return !tracked.contains(birth.first); });
    std::erase_if(upright_, [&](const auto& upright) { return upright.second.unseen_s > settings_.fall_s; });
    return standing;
}

void GroundWatch::find_new(const std::vector<Shape>& shapes, const std::set<net::TrackNumber>& standing) {
    for (const auto& shape : shapes) {
        const bool known = std::any_of(downs_.begin(), downs_.end(),
                                       [&](const Down& down) { return (down.box & shape.box).area() > 0; });
        if (!shape.low || known) {
            continue;
        }
        const auto stood = std::find_if(upright_.begin(), upright_.end(), [&](const auto& entry) {
            const cv::Rect& body = entry.second.box;
            const double height = body.height;
            const cv::Point2d way = foot_of(shape.box) - foot_of(body);
            return !standing.contains(entry.first) && std::abs(way.x) <= settings_.reach_share * height &&
                   std::abs(way.y) <= 0.6 * settings_.reach_share * height &&
                   shape.box.y >= body.y + settings_.drop_share * height;
        });
        if (stood == upright_.end()) {
            continue;
        }
        Down down;
        down.number = stood->first;
        down.standing = shape.standing;
        down.anchor = middle_of(shape.box);
        touch(down, shape, 0.0);
        downs_.push_back(down);
        upright_.erase(stood);
    }
}

void GroundWatch::touch(Down& down, const Shape& shape, double seconds) const {
    down.box = shape.box;
    down.filled = static_cast<double>(shape.area) / shape.box.area();
    const double moved = cv::norm(middle_of(shape.box) - down.anchor);
    if (moved > settings_.still_share * down.standing) {
        down.anchor = middle_of(shape.box);
        down.lasting_s = 0.0;
    } else {
        down.lasting_s += seconds;
    }
    down.up_s = 0.0;
}

bool GroundWatch::has_walked_off(const Down& down, const std::set<net::TrackNumber>& standing) const {
    return std::any_of(births_.begin(), births_.end(), [&](const auto& birth) {
        const bool meanwhile = birth.second.age_s <= down.age_s + 1.0;
        const cv::Point2d way = birth.second.foot - down.anchor;
        return meanwhile && standing.contains(birth.first) &&
               std::abs(way.x) <= settings_.reach_share * down.standing &&
               std::abs(way.y) <= settings_.reach_share * down.standing;
    });
}

bool GroundWatch::follow(const SignSight& sight, Down& down, const std::vector<Shape>& shapes,
                         const std::set<net::TrackNumber>& standing) const {
    down.age_s += sight.seconds;
    if (down.age_s <= settings_.walk_off_s && has_walked_off(down, standing)) {
        return false;
    }
    const Shape* there = nullptr;
    int most = 0;
    for (const auto& shape : shapes) {
        const int both = (shape.box & down.box).area();
        if (both > most) {
            most = both;
            there = &shape;
        }
    }
    if (standing.contains(down.number)) {
        down.up_s += sight.seconds;
    } else if (there != nullptr && there->low) {
        touch(down, *there, sight.seconds);
    } else {
        const double share =
            static_cast<double>(cv::countNonZero(sight.view.changed()(down.box))) / down.box.area();
        const bool tall = there != nullptr && there->box.height > settings_.low_share * down.standing &&
                          there->box.width < settings_.narrow_share * down.standing;
        // Otherwise somebody who helps has become one shape with them.
        const bool still_there = share >= settings_.hidden_share * down.filled && !tall;
        down.up_s = still_there ? 0.0 : down.up_s + sight.seconds;
        down.lasting_s += still_there ? sight.seconds : 0.0;
    }
    return down.up_s < settings_.up_s;
}

std::vector<net::Sign> GroundWatch::look(const SignSight& sight) {
    const auto standing = note_upright(sight);
    std::vector<net::Sign> out;
    if (upright_.empty() && downs_.empty()) {
        return out;
    }
    const auto now = shapes(sight);
    std::erase_if(downs_, [&](Down& down) { return !follow(sight, down, now, standing); });
    find_new(now, standing);
    for (auto& down : downs_) {
        if (down.age_s < settings_.told_after_s) {
            continue;
        }
        if (down.sign == 0) {
            down.sign = numbers_.next();
        }
        net::Sign sign;
        sign.number = down.sign;
        sign.kind = net::SignKind::person_down;
        sign.box = enlarged(sight, down.box);
        sign.confidence = std::clamp(1.0 - down.box.height / down.standing, 0.0, 1.0);
        sign.lasting_s = down.lasting_s;
        if (const auto place = sight.ground.sighting(sign.box); place && sight.ground.in_metres()) {
            sign.at = net::Point<net::Floor>{place->at[0], place->at[1]};
        }
        out.push_back(sign);
    }
    return out;
}

}  // namespace vigie::vision
