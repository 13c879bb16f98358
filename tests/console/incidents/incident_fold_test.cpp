#include "console/incidents/incident_fold.hpp"

#include <gmock/gmock.h>

#include "tests/support/sample_messages.hpp"

using namespace vigie;
using namespace vigie::console;

namespace {

/// The entry that follows `state`, with an alert when `transition` is given.
Entry next(const std::optional<FoldedIncident>& state, EntryKind kind,
           std::optional<net::Transition> transition = std::nullopt) {
    const std::uint64_t version = state ? state->incident.version + 1 : 1;
    Entry entry;
    entry.line = {100 + version, test::at(static_cast<double>(version)), kind, "camille", "words"};
    entry.incident = 7;
    entry.version = version;
    if (transition) {
        entry.alert = test::sample_alert();
        entry.alert->priority = net::Priority::medium;
        entry.alert->transition = *transition;
    }
    return entry;
}

std::optional<FoldedIncident> opened() {
    std::optional<FoldedIncident> state;
    EXPECT_TRUE(fold(state, next(state, EntryKind::opened, net::Transition::raised)));
    return state;
}

void add(std::optional<FoldedIncident>& state, EntryKind kind) {
    ASSERT_TRUE(fold(state, next(state, kind)));
}

TEST(IncidentFold, NamesAnIncidentWithFiveDigitsOrMore) {
    EXPECT_EQ(name_of(42), "INC-00042");
    EXPECT_EQ(name_of(1'234'567), "INC-1234567");
}

TEST(IncidentFold, TheOpeningAlertMakesTheIncident) {
    const auto state = opened();
    EXPECT_EQ(state->incident.number, 7U);
    EXPECT_EQ(state->incident.version, 1U);
    EXPECT_EQ(state->incident.opened, test::at(1.0));
    EXPECT_EQ(state->incident.observed, test::at(4.0));
    EXPECT_EQ(state->incident.evidence, test::sample_alert().evidence);
    EXPECT_EQ(state->incident.frame, (TriggeringFrame{*test::sample_alert().camera, test::sample_stamp()}));
    EXPECT_EQ(state->subject, "north/crowd/zone/bar");
}

TEST(IncidentFold, ThePictureIsThatOfTheNewestFiguresWhicheverCameraTookIt) {
    auto state = opened();
    auto joined = next(state, EntryKind::joined, net::Transition::updated);
    joined.alert->camera = test::id<net::CameraId>("cam-9");
    joined.alert->frame = test::sample_stamp(4711);
    ASSERT_TRUE(fold(state, joined));
    EXPECT_EQ(state->incident.camera, test::sample_alert().camera) << "where it was seen first";
    EXPECT_EQ(state->incident.frame,
              (TriggeringFrame{test::id<net::CameraId>("cam-9"), test::sample_stamp(4711)}));
    auto unseen = next(state, EntryKind::joined, net::Transition::updated);
    unseen.alert->frame.reset();
    ASSERT_TRUE(fold(state, unseen));
    EXPECT_EQ(state->incident.frame, std::nullopt) << "an older picture does not show the figures of now";
}

TEST(IncidentFold, WhyAConditionEndedStaysTheKeyThatScreensPutIntoWords) {
    auto state = opened();
    auto ended = next(state, EntryKind::condition_cleared);
    ended.line.text = "rule_removed";
    ASSERT_TRUE(fold(state, ended));
    EXPECT_EQ(state->incident.history.back().text, "rule_removed");
}

TEST(IncidentFold, EachStateFollowsItsEntry) {
    auto state = opened();
    add(state, EntryKind::acknowledged);
    EXPECT_EQ(state->incident.work, WorkState::acknowledged);
    EXPECT_EQ(state->incident.acknowledged_by, "camille");
    EXPECT_EQ(state->incident.acknowledged_at, test::at(2.0));
    add(state, EntryKind::note);
    EXPECT_EQ(state->incident.work, WorkState::acknowledged);
    add(state, EntryKind::resolved);
    EXPECT_EQ(state->incident.work, WorkState::resolved);
    EXPECT_EQ(state->resolved_at, test::at(4.0));
    add(state, EntryKind::condition_cleared);
    EXPECT_EQ(state->incident.work, WorkState::resolved);
    EXPECT_EQ(state->incident.condition, ConditionState::cleared);
    add(state, EntryKind::reopened);
    EXPECT_EQ(state->incident.work, WorkState::fresh);
    EXPECT_EQ(state->incident.acknowledged_by, std::nullopt);
    EXPECT_EQ(state->incident.history.size(), 6U);
    EXPECT_EQ(state->incident.changed, test::at(6.0));
}

TEST(IncidentFold, PriorityOnlyRises) {
    auto state = opened();
    Entry worse = next(state, EntryKind::worsened, net::Transition::updated);
    worse.alert->priority = net::Priority::critical;
    ASSERT_TRUE(fold(state, worse));
    Entry lower = next(state, EntryKind::joined, net::Transition::raised);
    lower.alert->priority = net::Priority::low;
    ASSERT_TRUE(fold(state, lower));
    EXPECT_EQ(state->incident.priority, net::Priority::critical);
    EXPECT_EQ(state->incident.times_raised, 2U);
}

/// What the history says of an observation of `people` after the state that `before` brings about.
HistoryEntry told(EntryKind kind, net::Transition transition, double people,
                  net::Priority priority = net::Priority::medium, bool cleared_before = false) {
    auto state = opened();  // with the sample's people
    if (cleared_before) {
        add(state, EntryKind::condition_cleared);
    }
    Entry entry = next(state, kind, transition);
    entry.alert->priority = priority;
    entry.alert->evidence = {{"duration", 900.0, std::nullopt, std::nullopt, "s"},
                             {"people", people, std::nullopt, std::nullopt, "people"}};
    EXPECT_TRUE(fold(state, entry));
    return state->incident.history.back();
}

// The file says "worsened" of both, in ledgers of older versions too.
TEST(IncidentFold, WhatCameBackIsToldFromWhatBecameWorse) {
    using net::Priority;
    using net::Transition;
    const auto seen = opened()->incident.history.back();
    EXPECT_EQ(seen.change, Change::none);
    ASSERT_TRUE(seen.figure);
    ASSERT_EQ(seen.figure->name, "people");
    const double first = seen.figure->value;

    const auto back = told(EntryKind::worsened, Transition::raised, first - 1.0, Priority::medium, true);
    EXPECT_EQ(back.change, Change::came_back);
    EXPECT_EQ(back.figure->value, first - 1.0);
    const auto grown = told(EntryKind::joined, Transition::updated, first + 2.0);
    EXPECT_EQ(grown.change, Change::grew);
    EXPECT_EQ(grown.before, first);
    EXPECT_EQ(grown.figure->value, first + 2.0);
    EXPECT_EQ(told(EntryKind::worsened, Transition::updated, first, Priority::critical).change,
              Change::more_urgent);
    EXPECT_EQ(told(EntryKind::joined, Transition::raised, first).change, Change::raised_again);
    EXPECT_EQ(told(EntryKind::joined, Transition::updated, first).change, Change::updated)
        << "an update is no raise";
}

TEST(IncidentFold, WhatCannotLastIsRaisedAgainAndDoesNotComeBack) {
    const auto again = [](net::RuleKind kind) {
        std::optional<FoldedIncident> state;
        for (const EntryKind entry_kind : {EntryKind::opened, EntryKind::worsened}) {
            Entry entry = next(state, entry_kind);
            entry.system = SystemSubject{kind, test::id<net::NodeId>("north")};
            EXPECT_TRUE(fold(state, entry));
            if (entry_kind == EntryKind::opened) {
                add(state, EntryKind::condition_cleared);
            }
        }
        return state->incident.history.back().change;
    };
    EXPECT_EQ(again(net::RuleKind::unreadable_alert), Change::raised_again);
    EXPECT_EQ(again(net::RuleKind::node_silent), Change::came_back);
}

TEST(IncidentFold, EntriesThatCannotFollowAreRefusedAndChangeNothing) {
    std::optional<FoldedIncident> none;
    EXPECT_EQ(fold(none, next(none, EntryKind::note)).error().code, net::ErrorCode::corrupt);
    EXPECT_EQ(fold(none, next(none, EntryKind::opened)).error().code, net::ErrorCode::corrupt)
        << "it does not say about what";
    EXPECT_FALSE(none);

    auto state = opened();
    EXPECT_FALSE(fold(state, next(state, EntryKind::opened, net::Transition::raised)));
    Entry skipping = next(state, EntryKind::note);
    skipping.version = 5;
    const auto refused = fold(state, skipping);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, ::testing::HasSubstr("entry 102 of INC-00007"));
    EXPECT_EQ(state->incident, opened()->incident);
}

TEST(IncidentFold, SubjectsOfDifferentPlacesNeverMeet) {
    net::Alert zone = test::sample_alert();
    net::Alert camera = zone;
    camera.zone.reset();
    camera.camera = test::id<net::CameraId>("bar");
    net::Alert whole = camera;
    whole.camera.reset();
    EXPECT_NE(subject_of(zone), subject_of(camera));
    EXPECT_NE(subject_of(camera), subject_of(whole));
    EXPECT_NE(subject_of(SystemSubject{net::RuleKind::node_silent, zone.node}), subject_of(whole));
}

}  // namespace
