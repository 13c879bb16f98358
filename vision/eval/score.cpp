#include "vision/eval/score.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "vision/analysis/assignment.hpp"
#include "vision/analysis/box_share.hpp"

namespace vigie::vision {
namespace {

double ratio(double part, double whole) {
    return whole > 0.0 ? part / whole : 0.0;
}

std::vector<Match> match_boxes(const std::vector<TrueBox>& truth, const std::vector<FoundBox>& found,
                               double least_iou, const std::vector<char>& truth_done,
                               const std::vector<char>& found_done) {
    CostTable costs(truth.size(), found.size());
    for (std::size_t t = 0; t < truth.size(); ++t) {
        for (std::size_t f = 0; f < found.size(); ++f) {
            const double iou = net::intersection_over_union(truth[t].box, found[f].box);
            if (truth_done[t] == 0 && found_done[f] == 0 && iou >= least_iou) {
                costs.allow(t, f, 1.0 - iou);
            }
        }
    }
    std::vector<Match> out;
    const auto pairs = assign(costs);
    for (std::size_t t = 0; t < pairs.size(); ++t) {
        if (pairs[t]) {
            out.push_back({t, *pairs[t]});
        }
    }
    return out;
}

}  // namespace

FrameScore Scorer::add(const TrueFrame& truth, const std::vector<FoundBox>& found) {
    auto matches = match_boxes(truth.people, found, least_iou_, std::vector<char>(truth.people.size(), 0),
                               std::vector<char>(found.size(), 0));
    std::vector<char> matched(found.size(), 0);
    for (const auto& match : matches) {
        matched[match.found] = 1;
    }
    std::vector<FoundBox> kept;
    for (std::size_t f = 0; f < found.size(); ++f) {
        const bool ignored =
            matched[f] == 0 &&
            std::any_of(truth.ignored.begin(), truth.ignored.end(), [&](const TrueBox& region) {
                return share_within(found[f].box, region.box) >= least_iou_;
            });
        if (!ignored) {
            kept.push_back(found[f]);
        }
    }
    ++sums_.frames;
    sums_.true_boxes += truth.people.size();
    sums_.found_boxes += kept.size();
    sums_.matched += matches.size();
    const double off = static_cast<double>(kept.size()) - static_cast<double>(truth.people.size());
    absolute_error_ += std::abs(off);
    signed_error_ += off;
    for (const auto& person : truth.people) {
        ++true_length_[person.id];
    }
    for (const auto& box : kept) {
        ++found_length_[box.id];
    }
    for (const auto& person : truth.people) {
        for (const auto& box : kept) {
            if (net::intersection_over_union(person.box, box.box) >= least_iou_) {
                ++together_[{person.id, box.id}];
            }
        }
    }
    follow(truth, kept);
    return {std::move(matches), found.size() - kept.size()};
}

void Scorer::follow(const TrueFrame& truth, const std::vector<FoundBox>& found) {
    std::vector<char> truth_done(truth.people.size(), 0);
    std::vector<char> found_done(found.size(), 0);
    for (std::size_t t = 0; t < truth.people.size(); ++t) {
        const auto before = partner_.find(truth.people[t].id);
        for (std::size_t f = 0; before != partner_.end() && f < found.size(); ++f) {
            if (found[f].id == before->second && found_done[f] == 0 &&
                net::intersection_over_union(truth.people[t].box, found[f].box) >= least_iou_) {
                truth_done[t] = found_done[f] = 1;
                ++followed_;
                break;
            }
        }
    }
    for (const auto& match : match_boxes(truth.people, found, least_iou_, truth_done, found_done)) {
        const auto id = truth.people[match.truth].id;
        const auto [partner, is_new] = partner_.try_emplace(id, found[match.found].id);
        if (!is_new && partner->second != found[match.found].id) {
            ++sums_.id_switches;
            partner->second = found[match.found].id;
        }
        ++followed_;
    }
}

double Scorer::identity_matches() const {
    std::vector<std::uint64_t> truths;
    std::vector<std::uint64_t> founds;
    for (const auto& [id, length] : true_length_) {
        truths.push_back(id);
    }
    for (const auto& [id, length] : found_length_) {
        founds.push_back(id);
    }
    // Every pair is allowed, at the price of the frames that it loses: the cheapest full matching is then
    // the one with most frames together.
    CostTable costs(truths.size(), founds.size());
    const auto most = static_cast<double>(sums_.frames);
    const auto frames_together = [&](std::size_t t, std::size_t f) {
        const auto found = together_.find({truths[t], founds[f]});
        return found == together_.end() ? 0.0 : static_cast<double>(found->second);
    };
    for (std::size_t t = 0; t < truths.size(); ++t) {
        for (std::size_t f = 0; f < founds.size(); ++f) {
            costs.allow(t, f, most - frames_together(t, f));
        }
    }
    double out = 0.0;
    const auto pairs = assign(costs);
    for (std::size_t t = 0; t < pairs.size(); ++t) {
        if (pairs[t]) {
            out += frames_together(t, *pairs[t]);
        }
    }
    return out;
}

Score Scorer::score() const {
    Score out = sums_;
    const auto truths = static_cast<double>(out.true_boxes);
    const auto founds = static_cast<double>(out.found_boxes);
    const auto matched = static_cast<double>(out.matched);
    const auto frames = static_cast<double>(out.frames);
    out.precision = ratio(matched, founds);
    out.recall = ratio(matched, truths);
    out.f1 = ratio(2.0 * matched, truths + founds);
    out.count_error = ratio(absolute_error_, frames);
    out.count_bias = ratio(signed_error_, frames);
    const auto followed = static_cast<double>(followed_);
    const double errors = (truths - followed) + (founds - followed) + static_cast<double>(out.id_switches);
    out.mota = truths > 0.0 ? 1.0 - errors / truths : 0.0;
    out.idf1 = ratio(2.0 * identity_matches(), truths + founds);
    return out;
}

}  // namespace vigie::vision
