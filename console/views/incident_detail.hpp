// The selected incident: what happened, where, what was measured, who did what, and what can be done.
#pragma once

#include "console/views/action.hpp"
#include "console/views/marks.hpp"
#include "console/views/ui_context.hpp"
#include "console/views/widgets.hpp"

namespace vigie::console {

/// Items: "incident.ack", "incident.resolve", "incident.reopen" (of a resolved one, instead of both),
/// "incident.camera" (not of an incident of a whole node), "incident.note" (the field), "incident.note.add";
/// with the resolve form those of draw_resolve_form. An act that waits for the ledger is drawn as being
/// saved, and the buttons rest until it is answered.
void draw_incident_detail(const UiContext& context, const MarkRect& area, Actions& actions);

/// How it turned out and why: "incident.outcome.0" to ".2", "incident.reason", "incident.resolve.confirm",
/// "incident.resolve.cancel". A reason is needed: the ledger keeps it. What is still missing is said above
/// the button, or, in a low place, when the pointer is on it.
void draw_resolve_form(const UiContext& context, const Pen& pen, const MarkRect& area,
                       const Incident& incident, Actions& actions);

/// Facts and history, scrolled; within it the note field when `with_note`.
void draw_incident_facts(const UiContext& context, const Pen& pen, const MarkRect& area,
                         const Incident& incident, bool with_note, Actions& actions);

/// A line with the note field and its button.
void draw_note_line(const UiContext& context, const Pen& pen, const MarkRect& place, const Incident& incident,
                    Actions& actions);

}  // namespace vigie::console
