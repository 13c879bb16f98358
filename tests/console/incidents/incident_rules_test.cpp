#include "console/incidents/incident_rules.hpp"

#include <gmock/gmock.h>

#include "tests/support/sample_messages.hpp"

using namespace vigie;
using namespace vigie::console;
using net::Priority;
using net::Transition;

namespace {

net::Alert alert(Transition transition, Priority priority = Priority::medium) {
    net::Alert alert = test::sample_alert();
    alert.transition = transition;
    alert.priority = priority;
    return alert;
}

FoldedIncident state(WorkState work, ConditionState condition) {
    FoldedIncident state;
    state.incident.priority = Priority::medium;
    state.incident.work = work;
    state.incident.condition = condition;
    return state;
}

const FoldedIncident kActive = state(WorkState::acknowledged, ConditionState::active);
const FoldedIncident kCleared = state(WorkState::acknowledged, ConditionState::cleared);
const FoldedIncident kResolved = state(WorkState::resolved, ConditionState::active);

struct Case {
    const char* what;
    net::Alert alert;
    const FoldedIncident* same_condition;
    const FoldedIncident* same_subject;
    AlertEffect expected;
};

TEST(AlertEffects, AreThoseOfTheTable) {
    const AlertEffect opens{Target::new_incident, EntryKind::opened};
    const AlertEffect joins{Target::same_subject, EntryKind::joined};
    const AlertEffect worsens{Target::same_subject, EntryKind::worsened};
    const AlertEffect nothing{Target::none, EntryKind::opened};
    const Case cases[] = {
        {"raised, nothing open", alert(Transition::raised), nullptr, nullptr, opens},
        {"raised while active", alert(Transition::raised), nullptr, &kActive, joins},
        {"raised while active, worse", alert(Transition::raised, Priority::high), nullptr, &kActive, worsens},
        {"raised while active, milder", alert(Transition::raised, Priority::low), nullptr, &kActive, joins},
        {"raised after clearing", alert(Transition::raised), nullptr, &kCleared, worsens},
        {"updated",
         alert(Transition::updated),
         &kActive,
         &kActive,
         {Target::same_condition, EntryKind::joined}},
        {"updated, worse",
         alert(Transition::updated, Priority::high),
         &kActive,
         &kActive,
         {Target::same_condition, EntryKind::worsened}},
        {"updated after resolution",
         alert(Transition::updated),
         &kResolved,
         nullptr,
         {Target::same_condition, EntryKind::joined}},
        {"updated after resolution, worse", alert(Transition::updated, Priority::high), &kResolved, nullptr,
         opens},
        {"updated, never raised", alert(Transition::updated), nullptr, nullptr, opens},
        {"updated, never raised, one open", alert(Transition::updated), nullptr, &kActive, joins},
        {"cleared",
         alert(Transition::cleared),
         &kActive,
         &kActive,
         {Target::same_condition, EntryKind::condition_cleared}},
        {"cleared after resolution",
         alert(Transition::cleared),
         &kResolved,
         nullptr,
         {Target::same_condition, EntryKind::condition_cleared}},
        {"cleared, never raised", alert(Transition::cleared), nullptr, &kActive, nothing},
    };
    for (const Case& row : cases) {
        EXPECT_EQ(effect_of(row.alert, row.same_condition, row.same_subject), row.expected) << row.what;
    }
}

}  // namespace
