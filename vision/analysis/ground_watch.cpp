#include "vision/analysis/ground_watch.hpp"

#include <algorithm>
#include <cmath>

namespace vigie::vision {

void GroundWatch::restart() {
    people_.restart();
    things_.restart();
    seated_.restart();
    downs_.clear();
}

bool GroundWatch::has(net::SignNumber number) const {
    return std::any_of(downs_.begin(), downs_.end(),
                       [number](const Down& one) { return one.sign == number; });
}

void GroundWatch::keep_signs(const SignSight& sight) {
    people_.restart();
    things_.restart();
    seated_.restart();
    std::erase_if(downs_, [&](const Down& down) { return down.sign == 0 || has_left(sight, down); });
}

bool GroundWatch::has_left(const SignSight& sight, const Down& down) const {
    const auto outline = down.picture.outline(sight);
    return outline.share < settings_.outline_here && outline.contrast >= settings_.least_contrast &&
           !is_hidden(sight, down.box);
}

std::vector<cv::Rect> GroundWatch::places() const {
    auto out = lying();
    for (const auto& box : seated_.places()) {
        out.push_back(box);
    }
    return out;
}

std::vector<cv::Rect> GroundWatch::lying() const {
    std::vector<cv::Rect> out;
    for (const auto& down : downs_) {
        out.push_back(down.box);
    }
    return out;
}

void GroundWatch::find_new(const SignSight& sight, const std::vector<GroundShape>& shapes) {
    for (const auto& shape : shapes) {
        const bool known = std::any_of(downs_.begin(), downs_.end(),
                                       [&](const Down& down) { return (down.box & shape.box).area() > 0; });
        if (!shape.low || known) {
            continue;
        }
        const double stood_s = things_.stood_for_s(shape.box);
        const UprightPeople::Lost* who = nullptr;
        double nearest = 0.0;
        for (const auto& one : people_.lost()) {
            const double height = one.body.height;
            const cv::Point2d way = foot_of(shape.box) - foot_of(one.body);
            const double away = cv::norm(way) / height;
            const bool fits =
                one.walked && !seated_.sat_before(one.number, one.gone_s + settings_.before_s) &&
                std::abs(way.x) <= settings_.reach_share * height &&
                std::abs(way.y) <= 0.6 * settings_.reach_share * height &&
                shape.box.y >= one.body.y + settings_.drop_share * height &&
                stood_s <= one.gone_s + settings_.before_s && !was_there(sight, shape.box, one.before);
            if (fits && (who == nullptr || away < nearest)) {
                who = &one;
                nearest = away;
            }
        }
        if (who == nullptr) {
            continue;
        }
        Down down{.number = who->number,
                  .box = shape.box,
                  .anchor = middle_of(shape.box),
                  .standing = shape.standing,
                  .picture = StillThing(sight, shape.box, differing(sight, shape.box))};
        touch(sight, down, shape);
        downs_.push_back(down);
        people_.found(down.number);
    }
}

void GroundWatch::touch(const SignSight& sight, Down& down, const GroundShape& shape) const {
    constexpr double kSettledS = 0.6;  // until then they are still falling
    if (down.age_s <= kSettledS) {
        down.picture.take_again(sight, shape.box, differing(sight, shape.box));
    }
    down.box = shape.box;
    down.filled = static_cast<double>(shape.area) / shape.box.area();
    const double moved = cv::norm(middle_of(shape.box) - down.anchor);
    if (moved > settings_.still_share * down.standing) {
        down.anchor = middle_of(shape.box);
        down.lasting_s = 0.0;
    } else {
        down.lasting_s += down.age_s > 0.0 ? sight.seconds : 0.0;
    }
    const bool flat = shape.box.height < settings_.flat_share * down.standing ||
                      shape.box.width > settings_.wide_share * down.standing;
    down.flat_s += flat ? sight.seconds : 0.0;
    down.up_s = 0.0;
}

bool GroundWatch::is_certain(const Down& down) const {
    return down.age_s >= settings_.told_after_s &&
           (down.flat_s >= settings_.told_after_s || down.lasting_s >= settings_.crouch_s);
}

bool GroundWatch::looks_same(const SignSight& sight, const Down& down) {
    constexpr double kSame = 0.8;
    return down.picture.shares(sight).there >= kSame;
}

bool GroundWatch::among_others(const SignSight& sight, const Down& down) const {
    return std::any_of(sight.walkers.begin(), sight.walkers.end(), [&](const Walker& walker) {
        return walker.number != down.number && people_.standing().contains(walker.number) &&
               (reduced(sight, walker.box) & down.box).area() > 0;
    });
}

bool GroundWatch::follow(const SignSight& sight, Down& down, const std::vector<GroundShape>& shapes) const {
    down.age_s += sight.seconds;
    const GroundShape* there = nullptr;
    int most = 0;
    for (const auto& shape : shapes) {
        const int both = (shape.box & down.box).area();
        const bool alike = shape.low && both >= settings_.same_share * (shape.box | down.box).area();
        if (both > most || alike) {
            most = both;
            there = &shape;
        }
        if (alike) {
            break;
        }
    }
    // While they look as they did it is somebody else who comes up: a passer-by whose track was lost.
    const bool same = looks_same(sight, down);
    const bool rises = down.age_s <= settings_.walk_off_s &&
                       people_.got_up(down.anchor, down.standing, down.age_s + settings_.swap_s);
    if (!same && rises) {
        return false;
    }
    const bool low = there != nullptr && there->low;
    // A track that has walked off from a shape which stays as it was has changed bodies.
    if (down.age_s > settings_.walk_off_s && people_.standing().contains(down.number) && low &&
        most >= settings_.same_share * (there->box | down.box).area()) {
        down.number = 0;
    }
    down.rose = down.rose || rises || people_.standing().contains(down.number);
    if (people_.taken_over(down.number)) {
        down.number = 0;
    }
    // Behind others who stand there a number that gets up has more likely changed bodies: they are not seen.
    if (!same && people_.standing().contains(down.number) && !among_others(sight, down)) {
        down.up_s += sight.seconds;
    } else if (low) {
        touch(sight, down, *there);
    } else {
        const double share = differing_share(sight, down.box);
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
    const auto now = ground_shapes(settings_, sight);
    people_.look(sight, now, lying());
    std::vector<net::Sign> out;
    std::erase_if(downs_, [&](Down& down) {
        const bool ended = !follow(sight, down, now);
        // Few things are as tall as who sits, to whom their shadow belongs once it has stood still.
        const bool sits = std::any_of(now.begin(), now.end(), [&](const GroundShape& shape) {
            return shape.seated && !shape.low && 2 * (shape.box & down.box).area() > down.box.area();
        });
        const bool walks_off = people_.standing().contains(down.number);
        if (ended && (walks_off || !sits) && down.rose && looks_same(sight, down)) {
            // Who sits up looks another way: a thing was half hidden while somebody stood before it.
            things_.left(down.box, down.age_s, now);
            people_.found(down.number, down.age_s);
        } else if (ended) {
            seated_.sit_up(sight, down.number, down.box, now);
        }
        return ended;
    });
    find_new(sight, now);
    seated_.look(sight, now, people_, things_, lying());
    things_.look(sight, now, places());
    for (auto& down : downs_) {
        if (down.sign == 0 && !is_certain(down)) {
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
