// From metres of a floor plan to pixels of the window and back.
#pragma once

#include <imgui.h>

#include "console/views/marks.hpp"
#include "net/types/geometry.hpp"

namespace vigie::console {

/// A plan at one scale for both axes, centred in its place. Immutable value; any thread.
class PlanTransform {
public:
    /// As large as fits `place`. `width_m` and `height_m` are the plan's, metres; a plan or a place without
    /// area gives a scale of 0, which puts everything into the place's middle.
    PlanTransform(double width_m, double height_m, const MarkRect& place);

    [[nodiscard]] ImVec2 screen_from_floor(net::Point<net::Floor> position) const;
    /// The plan's corner when the scale is 0.
    [[nodiscard]] net::Point<net::Floor> floor_from_screen(ImVec2 pixel) const;
    /// A length in pixels.
    [[nodiscard]] float pixels(double metres) const { return static_cast<float>(metres * pixels_per_m_); }
    [[nodiscard]] double pixels_per_m() const { return pixels_per_m_; }
    /// Where the plan's rectangle lies on screen.
    [[nodiscard]] const MarkRect& plan() const { return plan_; }

private:
    double pixels_per_m_ = 0.0;
    MarkRect plan_;
};

/// The longest of 1, 2, 5, 10, 20, 50, 100 ... metres that is at most `most` pixels long; 5 m when that has
/// at least `least` pixels, which keeps the bar the same on most plans.
[[nodiscard]] double scale_bar_m(const PlanTransform& plan, float least, float most);

}  // namespace vigie::console
