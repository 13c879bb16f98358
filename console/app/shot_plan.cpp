#include "console/app/shot_plan.hpp"

#include <fmt/format.h>

namespace vigie::console {

std::optional<std::string> ShotPlan::take(net::MonoTime now) {
    if (now < next_) {
        return std::nullopt;
    }
    while (next_ <= now) {
        next_ += period_;
    }
    const auto seconds = std::chrono::round<std::chrono::seconds>(now - start_).count();
    return fmt::format("vigie-{:03}-t{:05}s", ++taken_, seconds);
}

}  // namespace vigie::console
