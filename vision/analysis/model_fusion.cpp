#include "vision/analysis/model_fusion.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>

#include <opencv2/imgproc.hpp>

#include "vision/analysis/box_pairs.hpp"
#include "vision/analysis/box_share.hpp"

namespace vigie::vision {
namespace {

constexpr double kNoStart = 0.99;   // of the score that starts a track: continues one at most
constexpr double kSamePlace = 0.5;  // IoU from which a figure stands where a doubted one stood

net::Box between(const net::Box& a, const net::Box& b, double weight_of_b) {
    const auto mix = [&](double x, double y) { return x + weight_of_b * (y - x); };
    return {mix(a.x, b.x), mix(a.y, b.y), mix(a.width, b.width), mix(a.height, b.height)};
}

/// A model's boxes end at the picture's edges.
net::Box within(const net::Box& box, cv::Size2d picture) {
    const cv::Rect2d part = cv::Rect2d(box.x, box.y, box.width, box.height) & cv::Rect2d({}, picture);
    return {part.x, part.y, part.width, part.height};
}

}  // namespace

bool ModelFusion::is_same(const net::Box& figure, const net::Box& box) const {
    return net::intersection_over_union(figure, box) >= settings_.match_overlap ||
           share_within(figure, box) >= settings_.match_share;
}

net::Box ModelFusion::corrected(const net::Box& figure, const net::Box& box) const {
    if (!size_.calibrated()) {
        return box;  // how large people are is only learnt there: the model sees it
    }
    if (each_frame_) {
        return between(figure, box, settings_.box_weight);
    }
    // The two differ in their habits by some pixels: going back and forth between them every few frames would
    // shake a track more than it corrects.
    return net::intersection_over_union(figure, box) < settings_.correct_below ? box : figure;
}

bool ModelFusion::is_certain(const ModelBox& person) const {
    return person.confidence >= std::max(confidence_, settings_.lone_confidence);
}

bool ModelFusion::can_start(const ModelBox& person) const {
    if (!is_certain(person)) {
        return false;
    }
    const auto expected = size_.box_height(person.box.foot());
    if (!expected) {
        return false;
    }
    const double size = person.box.height / *expected;
    const bool size_is_known = size_.calibrated() || size_.version() > 0;
    return !size_is_known || (size >= settings_.least_size && size <= settings_.most_size);
}

std::vector<std::optional<std::size_t>> ModelFusion::pair_up(const std::vector<net::Box>& figures,
                                                             const std::vector<ModelBox>& people) const {
    return pair_boxes(figures, boxes_of(people),
                      [this](const net::Box& figure, const net::Box& box) { return is_same(figure, box); });
}

std::vector<Figure> ModelFusion::combine(std::vector<Figure> figures, const ModelLook& look,
                                         const WorkingFrame& frame) {
    const auto person_of = pair_up(boxes_of(figures), look.people);
    std::vector<char> taken(look.people.size(), 0);
    for (const auto& person : person_of) {
        if (person) {
            taken[*person] = 1;
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
            {sure ? corrected(figures[f].box, person.box) : figures[f].box,
             sure ? std::max({figures[f].score, person.confidence, strong_score_}) : figures[f].score});
        if (frame.learnt && size_.calibrated()) {
            held_.release(person.box);
        } else if (sure) {
            held_.hold(person, frame.grey, frame.scale);
        }
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
            out.push_back({person.box, std::min(person.confidence, kNoStart * strong_score_)});
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
        if (nearest == nullptr) {
            continue;
        }
        const double allowed_s = nearest->confirmed ? settings_.doubt_known_s : settings_.doubt_s;
        if (nearest->missed_looks >= settings_.doubt_looks && nearest->missed_s > allowed_s) {
            figure.score *= std::exp2((allowed_s - nearest->missed_s) / settings_.doubt_half_s);
        }
    }
    // What is weaker than the splitter's own limit is nobody, also for a track that waits for somebody.
    std::erase_if(figures, [this](const Figure& figure) { return figure.score < weak_score_; });
}

void ModelFusion::hold_back(std::vector<Figure>& figures) const {
    for (auto& figure : figures) {
        const bool known =
            std::any_of(held_.people().begin(), held_.people().end(), [&](const HeldPerson& person) {
                return held_.counts(person) && is_same(figure.box, person.box);
            });
        if (known) {
            figure.score = std::max(figure.score, strong_score_);
        } else if (figure.box.height * model_scale_ >= settings_.sure_px) {
            figure.score = std::min(figure.score, kNoStart * strong_score_);
        }
    }
}

void ModelFusion::join_held(std::vector<Figure>& figures, cv::Size2d picture) {
    unseen_.clear();
    std::vector<ModelBox> held;
    for (const auto& person : held_.people()) {
        if (held_.counts(person)) {
            held.push_back({within(person.box, picture), person.confidence});
        } else {
            unseen_.push_back(person.box);
        }
    }
    const auto person_of = pair_up(boxes_of(figures), held);
    std::vector<char> shown(held.size(), 0);
    for (std::size_t f = 0; f < person_of.size(); ++f) {
        auto& figure = figures[f];
        if (person_of[f]) {
            const auto& person = held[*person_of[f]];
            shown[*person_of[f]] = 1;
            if (!size_.calibrated()) {
                figure = {person.box, std::max({figure.score, person.confidence, strong_score_}),
                          figure.certain || is_certain(person)};
            }
        } else if (std::any_of(held.begin(), held.end(), [&](const ModelBox& person) {
                       return share_within(figure.box, person.box) >= settings_.match_share;
                   })) {
            figure.score = std::min(figure.score, kNoStart * strong_score_);
        }
    }
    for (std::size_t p = 0; p < held.size(); ++p) {
        if (shown[p] == 0) {
            figures.push_back(
                {held[p].box, std::max(held[p].confidence, strong_score_), is_certain(held[p])});
            unseen_.push_back(held[p].box);
        }
    }
}

std::vector<Figure> ModelFusion::fuse(std::vector<Figure> figures, const ModelLook* look,
                                      const WorkingFrame& frame) {
    held_.follow(frame.grey, frame.scale, frame.seconds);
    if (look != nullptr && look->finds_people) {
        model_scale_ = look->scale;
        figures = combine(std::move(figures), *look, frame);
    } else {
        weaken(figures);
    }
    if (!frame.learnt) {
        hold_back(figures);
    }
    join_held(figures, cv::Size2d(frame.grey.size()) * frame.scale);
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
    doubts_.push_back({walker.number, walker.box, 0, 0.0, false, 0.0});
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
    const bool judged = look != nullptr && look->finds_people;
    since_look_s_ += seconds;
    const auto person_of = pair_up(boxes_of(walkers), judged ? look->people : std::vector<ModelBox>());
    for (std::size_t i = 0; i < walkers.size(); ++i) {
        const auto& walker = walkers[i];
        auto& doubt = doubt_of(walker);
        doubt.box = walker.box;
        doubt.gone_s = 0.0;
        if (!judged || walker.unseen_s > 0.0) {
            continue;
        }
        if (person_of[i]) {
            doubt.confirmed = true;
            doubt.missed_looks = 0;
            doubt.missed_s = 0.0;
        } else if (is_judgeable(walker, walkers, look->scale)) {
            ++doubt.missed_looks;
            doubt.missed_s += since_look_s_;
        }
    }
    since_look_s_ = judged ? 0.0 : since_look_s_;
    std::erase_if(doubts_, [this](const Doubt& doubt) {
        return doubt.gone_s > (doubt.confirmed ? 0.0 : settings_.forget_doubt_s);
    });
}

void ModelFusion::cover(cv::Mat& foreground, double scale) const {
    const cv::Rect picture({}, foreground.size());
    for (const auto& box : unseen_) {
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
        // Who is nearer hides others, and is whole.
        const bool in_front =
            std::none_of(look.people.begin(), look.people.end(), [&](const ModelBox& other) {
                return &other != &person && other.box.foot().y >= box.foot().y &&
                       share_within(box, other.box) > 0.0;
            });
        if (person.confidence >= confidence_ && inside && in_front) {
            out.insert(out.end(), static_cast<std::size_t>(std::max(0, settings_.size_weight)), box);
        }
    }
    return out;
}

void ModelFusion::restart() {
    held_.restart();
    unseen_.clear();
    since_look_s_ = 0.0;
    doubts_.clear();
}

}  // namespace vigie::vision
