// Places of texts on a picture or a plan, so that none covers another.
#pragma once

#include <algorithm>
#include <vector>

#include "console/views/layout.hpp"

namespace vigie::console {

/// Filled while a picture or plan is drawn; owned by whoever draws it.
class LabelRoom {
public:
    void take(const MarkRect& place) { taken_.push_back(place); }

    [[nodiscard]] bool is_free(const MarkRect& place) const {
        return std::none_of(taken_.begin(), taken_.end(), [&](const MarkRect& other) {
            return place.x < right_of(other) && other.x < right_of(place) && place.y < bottom_of(other) &&
                   other.y < bottom_of(place);
        });
    }

    /// True, and the place is taken, when nothing is there yet; a text that finds no room is left out.
    [[nodiscard]] bool try_take(const MarkRect& place) {
        const bool free = is_free(place);
        if (free) {
            take(place);
        }
        return free;
    }

private:
    std::vector<MarkRect> taken_;
};

}  // namespace vigie::console
