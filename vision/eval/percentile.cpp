#include "vision/eval/percentile.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace vigie::vision {

double percentile(std::vector<double> values, double share) {
    if (values.empty()) {
        return 0.0;
    }
    const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
    const auto place = std::clamp<std::size_t>(rank, 1, values.size()) - 1;
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(place);
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

}  // namespace vigie::vision
