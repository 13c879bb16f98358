#include "vision/analysis/model_fusion.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>

#include <opencv2/imgproc.hpp>

#include "vision/analysis/box_share.hpp"

namespace vigie::vision {
namespace {

constexpr double kSamePlace = 0.5;  // IoU from which a figure stands where a doubted one stood

struct Pair {
    std::size_t figure;
    std::size_t person;
    double overlap;
};

net::Box between(const net::Box& a, const net::Box& b, double weight_of_b) {
    const auto mix = [&](double x, double y) { return x + weight_of_b * (y - x); };
    return {mix(a.x, b.x), mix(a.y, b.y), mix(a.width, b.width), mix(a.height, b.height)};
}

}  // namespace

bool ModelFusion::is_same(const net::Box& figure, const net::Box& box) const {
    return net::intersection_over_union(figure, box) >= settings_.match_overlap ||
           share_within(figure, box) >= settings_.match_share;
}

bool ModelFusion::can_start(const ModelBox& person) const {
    if (person.confidence < confidence_) {
        return false;
    }
    const auto expected = size_.box_height(person.box.foot());
    if (!expected) {
        return false;
    }
    const double size = person.box.height / *expected;
    return !size_.calibrated() || (size >= settings_.least_size && size <= settings_.most_size);
}

std::vector<Figure> ModelFusion::combine(std::vector<Figure> figures, const ModelLook& look,
                                         const WorkingFrame& frame) {
    std::vector<Pair> pairs;
    for (std::size_t f = 0; f < figures.size(); ++f) {
        for (std::size_t p = 0; p < look.people.size(); ++p) {
            if (is_same(figures[f].box, look.people[p].box)) {
                pairs.push_back({f, p, net::intersection_over_union(figures[f].box, look.people[p].box)});
            }
        }
    }
    std::stable_sort(pairs.begin(), pairs.end(),
                     [](const Pair& a, const Pair& b) { return a.overlap > b.overlap; });
    std::vector<std::optional<std::size_t>> person_of(figures.size());
    std::vector<char> taken(look.people.size(), 0);
    for (const auto& pair : pairs) {
        if (!person_of[pair.figure] && taken[pair.person] == 0) {
            person_of[pair.figure] = pair.person;
            taken[pair.person] = 1;
        }
    }
    held_.judge(look.people);
    std::vector<Figure> loose;
    std::vector<Figure> out;
    for (std::size_t f = 0; f < figures.size(); ++f) {
        if (!person_of[f]) {
            loose.push_back(figures[f]);
            continue;
        }
        const auto& person = look.people[*person_of[f]];
        const bool sure = person.confidence >= confidence_;
        out.push_back(
            {sure ? between(figures[f].box, person.box, settings_.box_weight) : figures[f].box,
             sure ? std::max({figures[f].score, person.confidence, strong_score_}) : figures[f].score});
        held_.release(person.box);
    }
    weaken(loose);
    out.insert(out.end(), loose.begin(), loose.end());
    for (std::size_t p = 0; p < look.people.size(); ++p) {
        if (taken[p] != 0) {
            continue;
        }
        const auto& person = look.people[p];
        if (can_start(person)) {
            held_.hold(person, frame.grey, frame.scale);
        } else {
            out.push_back({person.box, std::min(person.confidence, 0.99 * strong_score_)});
        }
    }
    return out;
}

void ModelFusion::weaken(std::vector<Figure>& figures) const {
    for (auto& figure : figures) {
        const Doubt* nearest = nullptr;
        double most = kSamePlace;
        for (const auto& doubt : doubts_) {
            const double overlap = net::intersection_over_union(figure.box, doubt.box);
            if (overlap >= most) {
                most = overlap;
                nearest = &doubt;
            }
        }
        if (nearest != nullptr && !nearest->confirmed && nearest->missed_looks >= settings_.doubt_looks) {
            figure.score *=
                std::pow(settings_.doubt_weight, nearest->missed_looks - settings_.doubt_looks + 1);
        }
    }
    // What is weaker than the splitter's own limit is nobody, also for a track that waits for somebody.
    std::erase_if(figures, [this](const Figure& figure) { return figure.score < weak_score_; });
}

std::vector<Figure> ModelFusion::fuse(std::vector<Figure> figures, const ModelLook* look,
                                      const WorkingFrame& frame) {
    held_.follow(frame.grey, frame.scale, frame.seconds);
    if (look != nullptr && look->finds_people) {
        figures = combine(std::move(figures), *look, frame);
    } else {
        weaken(figures);
    }
    std::vector<Figure> carried;
    for (const auto& person : held_.people()) {
        const bool shown = std::any_of(figures.begin(), figures.end(),
                                       [&](const Figure& figure) { return is_same(figure.box, person.box); });
        if (!shown && held_.counts(person)) {
            carried.push_back({person.box, std::max(person.confidence, strong_score_)});
        }
    }
    figures.insert(figures.end(), carried.begin(), carried.end());
    return figures;
}

ModelFusion::Doubt& ModelFusion::doubt_of(const Walker& walker) {
    const auto known = std::find_if(doubts_.begin(), doubts_.end(),
                                    [&](const Doubt& doubt) { return doubt.number == walker.number; });
    if (known != doubts_.end()) {
        return *known;
    }
    // A new track where a doubtful one ended is the same doubtful thing.
    const auto before = std::find_if(doubts_.begin(), doubts_.end(), [&](const Doubt& doubt) {
        return doubt.gone_s > 0.0 && !doubt.confirmed &&
               net::intersection_over_union(doubt.box, walker.box) >= kSamePlace;
    });
    if (before != doubts_.end()) {
        before->number = walker.number;
        return *before;
    }
    doubts_.push_back({walker.number, walker.box, 0, false, 0.0});
    return doubts_.back();
}

bool ModelFusion::is_judgeable(const Walker& walker, const std::vector<Walker>& walkers,
                               double model_scale) const {
    if (walker.box.height * model_scale < settings_.doubt_least_px) {
        return false;
    }
    return std::none_of(walkers.begin(), walkers.end(), [&](const Walker& other) {
        return &other != &walker && other.box.foot().y > walker.box.foot().y &&
               share_within(walker.box, other.box) > settings_.doubt_hidden;
    });
}

void ModelFusion::judge(const std::vector<Walker>& walkers, const ModelLook* look, double seconds) {
    for (auto& doubt : doubts_) {
        doubt.gone_s += seconds;
    }
    for (const auto& walker : walkers) {
        auto& doubt = doubt_of(walker);
        doubt.box = walker.box;
        doubt.gone_s = 0.0;
        if (look == nullptr || !look->finds_people || walker.unseen_s > 0.0) {
            continue;
        }
        const bool seen = std::any_of(look->people.begin(), look->people.end(), [&](const ModelBox& person) {
            return is_same(walker.box, person.box);
        });
        if (seen) {
            doubt.confirmed = true;
            doubt.missed_looks = 0;
        } else if (is_judgeable(walker, walkers, look->scale)) {
            ++doubt.missed_looks;
        }
    }
    std::erase_if(doubts_, [this](const Doubt& doubt) {
        return doubt.gone_s > (doubt.confirmed ? 0.0 : settings_.forget_doubt_s);
    });
}

void ModelFusion::cover(cv::Mat& foreground, double scale) const {
    const cv::Rect picture({}, foreground.size());
    for (const auto& person : held_.people()) {
        const auto& box = person.box;
        const cv::Rect area = cv::Rect(cvFloor(box.x / scale), cvFloor(box.y / scale),
                                       cvCeil(box.width / scale) + 1, cvCeil(box.height / scale) + 1) &
                              picture;
        foreground(area).setTo(255);
    }
}

std::vector<net::Box> ModelFusion::whole_people(const ModelLook& look, cv::Size picture) const {
    constexpr double kEdge = 0.02;  // of the picture's height
    const double edge = kEdge * picture.height;
    std::vector<net::Box> out;
    for (const auto& person : look.people) {
        const auto& box = person.box;
        const bool inside = box.x > edge && box.y > edge && box.x + box.width < picture.width - edge &&
                            box.y + box.height < picture.height - edge;
        const bool alone = std::none_of(look.people.begin(), look.people.end(), [&](const ModelBox& other) {
            return &other != &person && share_within(box, other.box) > 0.0;
        });
        if (person.confidence >= confidence_ && inside && alone) {
            out.insert(out.end(), static_cast<std::size_t>(std::max(0, settings_.size_weight)), box);
        }
    }
    return out;
}

void ModelFusion::restart() {
    held_.restart();
    doubts_.clear();
}

}  // namespace vigie::vision
