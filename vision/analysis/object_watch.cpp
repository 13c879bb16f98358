#include "vision/analysis/object_watch.hpp"

#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "vision/analysis/ground_shape.hpp"

namespace vigie::vision {
namespace {

constexpr double kBirthsKeptS = 120.0;
constexpr double kFastest = 3.0;  // of their height in a second, nobody goes further

double share_of(const cv::Rect& part, const cv::Rect& whole) {
    return part.area() == 0 ? 0.0 : static_cast<double>((part & whole).area()) / part.area();
}

/// The thing's mask but for where somebody lies, though in the midst of it.
cv::Mat without(const std::vector<cv::Rect>& people, const StillThing& thing) {
    cv::Mat out = thing.mask().clone();
    for (const auto& person : people) {
        const cv::Rect both = person & thing.box();
        if (!both.empty()) out(both - thing.box().tl()).setTo(0);
    }
    return out;
}

}  // namespace

void ObjectWatch::restart() {
    things_.clear();
    births_.clear();
}

std::vector<cv::Rect> ObjectWatch::places() const {
    std::vector<cv::Rect> out;
    for (const auto& thing : things_) {
        if (thing.number != 0) out.push_back(thing.look.box());
    }
    return out;
}

bool ObjectWatch::has(net::SignNumber number) const {
    return std::any_of(things_.begin(), things_.end(),
                       [number](const Thing& one) { return one.number == number; });
}

void ObjectWatch::keep_signs(const SignSight& sight) {
    std::erase_if(things_, [&](const Thing& thing) {
        if (thing.number == 0) return true;
        // What is too faint to have an outline in the light of now is not known to have gone.
        const auto outline = thing.look.outline(sight);
        const bool shows = thing.kind == Kind::left ? outline.share >= settings_.outline_left
                                                    : outline.share <= settings_.outline_missing;
        return !shows && outline.contrast >= settings_.least_contrast && !is_hidden(sight, thing.look.box());
    });
}

void ObjectWatch::note_births(const SignSight& sight) {
    for (auto& [number, birth] : births_) {
        birth.age_s += sight.seconds;
    }
    std::erase_if(births_, [&](const auto& birth) {
        const bool walks = std::any_of(sight.walkers.begin(), sight.walkers.end(),
                                       [&](const Walker& walker) { return walker.number == birth.first; });
        return !walks && birth.second.age_s > kBirthsKeptS;
    });
    for (const auto& walker : sight.walkers) {
        const cv::Rect box = reduced(sight, walker.box);
        if (const auto known = births_.find(walker.number); known != births_.end()) {
            Birth& birth = known->second;
            // Whose track has jumped to somebody else did not walk from there.
            const double way_px = cv::norm(foot_of(box) - foot_of(birth.last));
            if (!birth.went_away && way_px > kFastest * box.height * sight.seconds) birth.box = {};
            birth.last = box;
            birth.went_away = birth.went_away || (walker.walked && share_of(birth.box, box) < 0.1);
            continue;
        }
        // Beside somebody else it is a track that was lost for a moment, not somebody new.
        const bool beside = std::any_of(sight.walkers.begin(), sight.walkers.end(), [&](const Walker& other) {
            return other.number < walker.number && share_of(box, reduced(sight, other.box)) > 0.2;
        });
        births_[walker.number] = {.box = beside ? cv::Rect() : box, .last = box};
    }
}

bool ObjectWatch::somebody_came_out_of(const cv::Rect& box, double age_s) const {
    constexpr double kSlackS = 15.0;
    return std::any_of(births_.begin(), births_.end(), [&](const auto& birth) {
        return birth.second.went_away && birth.second.age_s <= age_s + kSlackS &&
               share_of(box, birth.second.box) > 0.3;
    });
}

void ObjectWatch::gather(const SignSight& sight) {
    if (cv::countNonZero(sight.view.still()) < settings_.smallest_px) {
        return;
    }
    cv::Mat shapes;
    cv::morphologyEx(sight.view.still(), shapes, cv::MORPH_CLOSE,
                     cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
    cv::Mat labels;
    cv::Mat stats;
    cv::Mat centres;
    const int count = cv::connectedComponentsWithStats(shapes, labels, stats, centres, 8, CV_32S);
    for (int label = 1; label < count; ++label) {
        const int* row = stats.ptr<int>(label);
        const cv::Rect box(row[cv::CC_STAT_LEFT], row[cv::CC_STAT_TOP], row[cv::CC_STAT_WIDTH],
                           row[cv::CC_STAT_HEIGHT]);
        const int area = row[cv::CC_STAT_AREA];
        if (area < settings_.smallest_px) {
            continue;
        }
        const cv::Mat mask = labels(box) == label;
        Thing* best = nullptr;
        int most = 0;
        for (auto& thing : things_) {
            const cv::Rect both = thing.look.box() & box;
            if (both.area() == 0) {
                continue;
            }
            cv::Mat shared;
            cv::bitwise_and(mask(both - box.tl()), thing.look.mask()(both - thing.look.box().tl()), shared);
            const int pixels = cv::countNonZero(shared);
            if (pixels > most) {
                most = pixels;
                best = &thing;
            }
        }
        if (best == nullptr && things_.size() >= settings_.most_things) {
            continue;
        }
        if (best == nullptr) {
            Thing& thing = things_.emplace_back(StillThing(sight, box, mask));
            thing.in_known_scene = sight.view.known_s() >= settings_.known_s;
            continue;
        }
        best->unseen_s = 0.0;
        const int known = cv::countNonZero(best->look.mask());
        // What is judged keeps its shape: later ones are only what passers-by leave of it.
        const bool same = most * 4 >= known * 3 && most * 4 >= area * 3;
        if (best->kind == Kind::unknown && !same) {
            best->look.take_again(sight, box, mask);
            best->quiet_s = 0.0;
        }
    }
}

bool ObjectWatch::stays(const Walker& walker) const {
    return cv::norm(walker.filter.velocity()) / walker.metre < settings_.passing_speed;
}

std::set<net::TrackNumber> ObjectWatch::covering(const SignSight& sight, const Thing& thing) const {
    std::set<net::TrackNumber> out;
    for (const auto& walker : sight.walkers) {
        if (share_of(thing.look.box(), reduced(sight, walker.box)) >= settings_.cover_share &&
            upright_share(sight, walker, thing.kind == Kind::unknown ? cv::Rect() : thing.look.box(),
                          thing.look.mask()) >= settings_.upright_share) {
            out.insert(walker.number);
        }
    }
    return out;
}

void ObjectWatch::watch(const SignSight& sight, Thing& thing) {
    thing.age_s += sight.seconds;
    thing.unseen_s += sight.seconds;
    const auto covers = covering(sight, thing);
    for (const auto number : thing.staying) {
        const bool exists = std::any_of(sight.walkers.begin(), sight.walkers.end(),
                                        [number](const Walker& walker) { return walker.number == number; });
        thing.person_vanished = thing.person_vanished || !exists;
    }
    thing.staying.clear();
    for (const auto& walker : sight.walkers) {
        if (covers.contains(walker.number) && stays(walker)) {
            thing.staying.insert(walker.number);
        }
    }
    // Who covers it later only walks past in front of it.
    thing.attendance.look(settings_, sight, thing.look,
                          thing.kind == Kind::unknown ? covers : std::set<net::TrackNumber>());
    const ThingSight presence = thing.look.vote(sight);
    thing.gone_s = presence == ThingSight::gone ? thing.gone_s + sight.seconds : 0.0;
    const bool quiet =
        covers.empty() && presence == ThingSight::there && thing.look.unrest(sight) < settings_.unrest;
    thing.quiet_s =
        quiet ? thing.quiet_s + sight.seconds : std::max(0.0, thing.quiet_s - 2.0 * sight.seconds);
}

ObjectWatch::Kind ObjectWatch::judge(const SignSight& sight, Thing& thing, bool& adopt) const {
    const auto outline = thing.look.outline(sight);
    const auto standing = standing_height(sight, thing.look.box());
    if (!standing || outline.contrast < settings_.least_contrast || touches_edge(sight, thing.look.box())) {
        return Kind::neither;
    }
    const bool ghost = outline.share <= settings_.outline_missing;
    const double longer_px = std::max(thing.look.box().width, thing.look.box().height);
    const double longer_m = longer_px / *standing * person_.height_m;
    const double thickness_px = thing.look.thickness();
    const bool solid =
        thickness_px >= settings_.least_thickness_px && thickness_px >= settings_.least_thickness * longer_px;
    const bool plausible = solid && longer_m >= settings_.smallest_m && longer_m <= settings_.largest_m;
    thing.confidence = std::min(1.0, 2.0 * std::abs(outline.share - 0.5));
    if (ghost) {
        const bool missed =
            plausible && thing.in_known_scene && !somebody_came_out_of(thing.look.box(), thing.age_s);
        adopt = !missed;
        return missed ? Kind::missing : Kind::neither;
    }
    if (!plausible) {
        return Kind::neither;
    }
    if (outline.share < settings_.outline_left) {
        thing.quiet_s = 0.0;
        return Kind::unknown;
    }
    const double height_share = thing.look.box().height / *standing;
    return thing.person_vanished && height_share > settings_.standing_share ? Kind::neither : Kind::left;
}

net::Sign ObjectWatch::sign_of(const SignSight& sight, Thing& thing) {
    if (thing.number == 0) {
        thing.number = numbers_.next();
    }
    net::Sign out;
    out.number = thing.number;
    out.kind = thing.kind == Kind::left ? net::SignKind::left_object : net::SignKind::missing_object;
    out.box = enlarged(sight, thing.look.box());
    out.confidence = thing.confidence;
    out.lasting_s = thing.kind == Kind::left ? thing.attendance.alone_s() : thing.age_s;
    if (const auto place = sight.ground.sighting(out.box); place && sight.ground.in_metres()) {
        out.at = net::Point<net::Floor>{place->at[0], place->at[1]};
    }
    return out;
}

std::vector<net::Sign> ObjectWatch::look(const SignSight& sight, LongView& view, const PeopleDown& people) {
    note_births(sight);
    gather(sight);
    std::vector<net::Sign> out;
    std::erase_if(things_, [&](Thing& thing) {
        watch(sight, thing);
        constexpr double kShapelessS = 3.0;
        const bool lost = thing.kind == Kind::unknown && thing.unseen_s > kShapelessS;
        if (thing.gone_s >= settings_.gone_s || lost) {
            return true;
        }
        const auto is_one_of = [&thing](const std::vector<cv::Rect>& places) {
            return std::any_of(places.begin(), places.end(), [&](const cv::Rect& person) {
                return share_of(thing.look.box(), person) > 0.3;
            });
        };
        // Whoever took it and crouched for that left a gap, which is nobody who sits there; what is too faint
        // to have an outline may well be somebody.
        const auto is_gap = [&] {
            const auto outline = thing.look.outline(sight);
            return outline.share <= settings_.outline_missing && outline.contrast >= settings_.least_contrast;
        };
        const bool lies = is_one_of(people.lying);
        if ((lies || is_one_of(people.seated)) && !is_gap()) {
            thing.quiet_s = 0.0;
        }
        bool adopt = thing.age_s > settings_.forget_s;
        if (thing.kind == Kind::unknown && thing.quiet_s >= settings_.judge_after_s) {
            thing.kind = judge(sight, thing, adopt);
        }
        // On a floor with a pattern somebody who lies may look like a gap: they never belong to the scene.
        if (adopt && !lies) {
            view.adopt(thing.look.box(), without(people.lying, thing.look));
            return true;
        }
        if ((thing.kind == Kind::left && thing.attendance.alone_s() > 0.0) || thing.kind == Kind::missing) {
            out.push_back(sign_of(sight, thing));
        }
        return false;
    });
    return out;
}

}  // namespace vigie::vision
