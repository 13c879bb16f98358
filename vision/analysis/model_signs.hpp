// What a model of the user's own sees of its classes with alerts, as signs that keep their number from look
// to look.
#pragma once

#include <vector>

#include "net/types/sign.hpp"
#include "vision/analysis/ground.hpp"
#include "vision/analysis/model_box.hpp"
#include "vision/analysis/sign_numbers.hpp"

namespace vigie::vision {

/// A sighting of the same label that overlaps the one before is the same thing; who is not seen in a look is
/// no sign, and the same one again if it comes back within `kForgetS`. Owned by one thread; `numbers`
/// outlives it.
class ModelSigns {
public:
    explicit ModelSigns(SignNumbers& numbers) : numbers_(numbers) {}

    /// Once a frame. `sightings`: of the newest look; `seconds`: stream time since the frame before. A sign's
    /// place is where its box stands, in metres, absent without calibration.
    [[nodiscard]] std::vector<net::Sign> look(const std::vector<ModelSighting>& sightings,
                                              const Ground& ground, double seconds);

    /// Forgets everything, as at a new source epoch.
    void restart() { known_.clear(); }

private:
    struct Known {
        net::Sign sign;
        double unseen_s = 0.0;
    };
    static constexpr double kForgetS = 2.0;

    SignNumbers& numbers_;
    std::vector<Known> known_;
};

}  // namespace vigie::vision
