// Whether so much of a picture has changed that it shows another scene.
#pragma once

#include <deque>

#include "vision/analysis/sign_settings.hpp"

namespace vigie::vision {

/// Lamps that go on and a camera that is turned change most of the picture at once, and then it stands still.
/// Crowds and smoke do it bit by bit, and move: what they hide has not changed. What came bit by bit and then
/// stands still for long (another light, faded in) is another scene too. Value; owned by LongView.
class SceneChange {
public:
    explicit SceneChange(const LongViewSettings& settings) : settings_(settings) {}

    /// Once a look. `changed`, `still`: shares of the picture, 0 to 1, that are not as learnt, and that have
    /// stood still so. `seconds`: stream time since the look before.
    void look(double changed, double still, double seconds);

    /// As of the newest look.
    [[nodiscard]] bool is_another() const { return another_; }
    /// The same, and it came at once and stands still: another light, as crowds go on moving.
    [[nodiscard]] bool is_another_light() const {
        return another_ && at_once_ && stands_s_ >= settings_.restart_s;
    }

    /// The scene of now is the learnt one.
    void restart();

private:
    struct Look {
        double ago_s = 0.0;
        double changed = 0.0;
    };

    /// Whether so much more has changed than shortly before.
    [[nodiscard]] bool has_jumped(double changed, double seconds);

    LongViewSettings settings_;
    std::deque<Look> lately_;  // of the last at_once_s
    bool older_ = false;       // there were looks before those
    double calm_s_ = 0.0;      // for so long not too much has changed
    double upset_s_ = 0.0;     // for so long it has ...
    double stands_s_ = 0.0;    // ... and most of that has stood still, but for moments
    bool at_once_ = false;     // it came so
    bool another_ = false;
};

}  // namespace vigie::vision
