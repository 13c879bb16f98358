// The screen before somebody is signed in. No picture and no incident is on it.
#pragma once

#include "console/views/action.hpp"
#include "console/views/ui_context.hpp"

namespace vigie::console {

/// Items "sign_in.name", "sign_in.password", "sign_in.button", "sign_in.language.0" and ".1". The name has
/// the keyboard at first; Tab goes on to the password, Enter in it signs in.
void draw_sign_in(const UiContext& context, Actions& actions);

}  // namespace vigie::console
