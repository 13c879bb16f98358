// Sentences across the top of the wall: the ledger or a node does not record; something that the operator
// should know.
#pragma once

#include "console/views/action.hpp"
#include "console/views/marks.hpp"
#include "console/views/ui_context.hpp"

namespace vigie::console {

/// True while what people do, or what a node sees, cannot be recorded: the banner is needed.
[[nodiscard]] bool needs_banner(const Situation& situation);

/// What the whole sentence needs on a strip of this width, pixels; 0: there is nothing to say.
[[nodiscard]] float banner_height(const UiContext& context, float width);
[[nodiscard]] float notice_height(const UiContext& context, float width);

/// Which of the two, and why. Stays as long as it is so.
void draw_banner(const UiContext& context, const MarkRect& area, Actions& actions);

/// UiContext::notice, with "notice.dismiss".
void draw_notice(const UiContext& context, const MarkRect& area, Actions& actions);

}  // namespace vigie::console
