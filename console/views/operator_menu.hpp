// The operator's name and, behind it, what belongs to the person: scale, language, help, leaving.
#pragma once

#include "console/views/action.hpp"
#include "console/views/marks.hpp"
#include "console/views/ui_context.hpp"
#include "console/views/widgets.hpp"

namespace vigie::console {

/// Steps of the user scale, 0.75 to 1.5.
inline constexpr double kScaleStep = 0.125;
inline constexpr double kSmallestScale = 0.75;
inline constexpr double kLargestScale = 1.5;
/// The next scale in the direction (-1 or +1), within the limits.
[[nodiscard]] double stepped_scale(double scale, int direction);

/// Item "operator"; its menu has "menu.smaller", "menu.larger", "menu.language.0" (English), ".1" (French),
/// "menu.help" and "menu.sign_out".
void draw_operator(const UiContext& context, const Pen& pen, const MarkRect& place, Actions& actions);

/// Asks once before the operator is signed out: Return does it, Escape does not. Items "sign_out.confirm" and
/// "sign_out.cancel".
void draw_sign_out_question(const UiContext& context, Actions& actions);

/// "EN" and "FR" as a segmented control.
void draw_language_switch(const UiContext& context, const Pen& pen, std::string_view name,
                          const MarkRect& place, Actions& actions);

}  // namespace vigie::console
