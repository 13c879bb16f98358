// How a list ends that has no room for all.
#pragma once

#include <cstdint>
#include <string>

#include "console/views/words.hpp"

namespace vigie::console {

/// "+ 3 more".
[[nodiscard]] inline std::string more_text(std::uint64_t n) {
    return tr_n("+ {n} more", "+ {n} more", n);
}

}  // namespace vigie::console
