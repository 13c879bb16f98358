// Which boxes of two lists are the same.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "net/types/geometry.hpp"

namespace vigie::vision {

/// For each of `boxes` its partner in `others`, one to one, the largest overlap (IoU) first; none without one
/// that is the same by `same`.
[[nodiscard]] inline std::vector<std::optional<std::size_t>> pair_boxes(
    const std::vector<net::Box>& boxes, const std::vector<net::Box>& others,
    const std::function<bool(const net::Box&, const net::Box&)>& same) {
    struct Pair {
        std::size_t box;
        std::size_t other;
        double overlap;
    };
    std::vector<Pair> pairs;
    for (std::size_t b = 0; b < boxes.size(); ++b) {
        for (std::size_t o = 0; o < others.size(); ++o) {
            if (same(boxes[b], others[o])) {
                pairs.push_back({b, o, net::intersection_over_union(boxes[b], others[o])});
            }
        }
    }
    std::stable_sort(pairs.begin(), pairs.end(),
                     [](const Pair& a, const Pair& b) { return a.overlap > b.overlap; });
    std::vector<std::optional<std::size_t>> out(boxes.size());
    std::vector<char> taken(others.size(), 0);
    for (const auto& pair : pairs) {
        if (!out[pair.box] && taken[pair.other] == 0) {
            out[pair.box] = pair.other;
            taken[pair.other] = 1;
        }
    }
    return out;
}

/// The boxes of whatever has one.
template <typename Boxed>
[[nodiscard]] std::vector<net::Box> boxes_of(const std::vector<Boxed>& all) {
    std::vector<net::Box> out;
    out.reserve(all.size());
    for (const auto& one : all) {
        out.push_back(one.box);
    }
    return out;
}

}  // namespace vigie::vision
