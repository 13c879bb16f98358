// Cheapest one-to-one matching where hardly any pair is possible: tracks to detections in a crowd.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace vigie::vision {

/// A pair that may be matched. The cost is finite and not negative.
struct CandidatePair {
    std::size_t row = 0;
    std::size_t column = 0;
    double cost = 0.0;
};

/// For each of `rows` rows its column or nothing: as many of the candidate pairs as possible, and among those
/// matchings the smallest total cost; the same answer as assign() of the full table. Shortest augmenting
/// paths by Dijkstra over the candidates alone (Volgenant, "Linear and semi-assignment problems: a core
/// oriented approach", Computers & Operations Research 23, 1996): O(rows * candidates * log), and people far
/// apart never meet in one search. Columns are below `columns`; a pair is given once.
[[nodiscard]] std::vector<std::optional<std::size_t>> assign_sparse(std::size_t rows, std::size_t columns,
                                                                    const std::vector<CandidatePair>& pairs);

}  // namespace vigie::vision
