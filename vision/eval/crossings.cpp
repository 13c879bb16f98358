#include "vision/eval/crossings.hpp"

#include <cmath>
#include <cstddef>

#include "vision/analysis/assignment.hpp"

namespace vigie::vision {
namespace {

void append(std::vector<Crossing>& out, const net::LineCount& before, const net::LineCount& now,
            const Crossing& crossing) {
    for (auto in = before.in; in < now.in; ++in) {
        out.push_back(crossing);
        out.back().in = true;
    }
    for (auto outwards = before.out; outwards < now.out; ++outwards) {
        out.push_back(crossing);
        out.back().in = false;
    }
}

/// Takes the matched ones out of `found` and returns how many there were.
std::uint64_t take_matches(const std::vector<Crossing>& truth, std::vector<Crossing>& found,
                           double tolerance_s) {
    CostTable costs(truth.size(), found.size());
    for (std::size_t t = 0; t < truth.size(); ++t) {
        for (std::size_t f = 0; f < found.size(); ++f) {
            const double apart = std::abs(truth[t].at_s - found[f].at_s);
            if (truth[t].line == found[f].line && truth[t].in == found[f].in && apart <= tolerance_s) {
                costs.allow(t, f, apart);
            }
        }
    }
    std::vector<char> taken(found.size(), 0);
    std::uint64_t matched = 0;
    for (const auto& pair : assign(costs)) {
        if (pair) {
            taken[*pair] = 1;
            ++matched;
        }
    }
    std::vector<Crossing> left;
    for (std::size_t f = 0; f < found.size(); ++f) {
        if (taken[f] == 0) {
            left.push_back(found[f]);
        }
    }
    found = std::move(left);
    return matched;
}

}  // namespace

void TrueCrossings::add(double at_s, const std::vector<TrueStand>& people) {
    std::map<std::uint64_t, std::vector<LineCounter>> present;
    for (const auto& person : people) {
        auto known = counters_.extract(person.id);
        std::vector<LineCounter> counters;
        if (!known.empty()) {
            counters = std::move(known.mapped());
        } else {
            for (const auto& line : lines_) {
                counters.emplace_back(line, settings_);
            }
        }
        for (auto& counter : counters) {
            const auto before = counter.count();
            counter.update({{person.id, person.at}});
            append(all_, before, counter.count(), {before.line, at_s, false, person.ignored});
        }
        present.emplace(person.id, std::move(counters));
    }
    counters_ = std::move(present);
}

void FoundCrossings::add(double at_s, const std::vector<net::LineCount>& lines) {
    for (const auto& line : lines) {
        const auto [before, is_new] = before_.try_emplace(line.line, net::LineCount{line.line, 0, 0});
        append(all_, before->second, line, {line.line, at_s, false, false});
        before->second = line;
    }
}

CrossingScore match_crossings(const std::vector<Crossing>& truth, const std::vector<Crossing>& found,
                              double tolerance_s) {
    std::vector<Crossing> judged;
    std::vector<Crossing> ignored;
    for (const auto& crossing : truth) {
        (crossing.ignored ? ignored : judged).push_back(crossing);
    }
    CrossingScore out;
    auto left = found;
    out.truth = judged.size();
    out.matched = take_matches(judged, left, tolerance_s);
    out.found = found.size() - take_matches(ignored, left, tolerance_s);
    out.precision = out.found > 0 ? static_cast<double>(out.matched) / static_cast<double>(out.found) : 0.0;
    out.recall = out.truth > 0 ? static_cast<double>(out.matched) / static_cast<double>(out.truth) : 0.0;
    return out;
}

}  // namespace vigie::vision
