// Which rows the queue has, in which order, and that none moves under a pointer or a selection.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/console/views/ui_situation.hpp"

namespace vigie::console {
namespace {

using net::Priority;
using test::incident;
using test::reduced;
using test::settled;
using test::situation_of;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<IncidentNumber> wanted(const UiState& state, const Situation& situation) {
    return wanted_queue(state, situation, test::kOperator);
}

UiState filtered(QueueFilter filter) {
    UiState state;
    state.filter = filter;
    return state;
}

UiState searching(std::string text) {
    UiState state;
    state.search = std::move(text);
    return state;
}

TEST(WantedQueue, IsEmptyWithoutABoard) {
    EXPECT_THAT(wanted({}, {}), IsEmpty());
}

TEST(WantedQueue, PutsPriorityFirstThenFreshBeforeWorkedOnThenNewest) {
    const auto situation = situation_of({
        incident(1, Priority::medium, WorkState::fresh, 100),
        incident(2, Priority::critical, WorkState::acknowledged, 500),
        incident(3, Priority::critical, WorkState::fresh, 10),
        incident(4, Priority::critical, WorkState::fresh, 20),
        incident(5, Priority::low, WorkState::fresh, 900),
        incident(6, Priority::medium, WorkState::dispatched, 800),
        incident(7, Priority::medium, WorkState::fresh, 100),
    });
    EXPECT_THAT(wanted({}, situation), ElementsAre(4, 3, 2, 7, 1, 6, 5));
}

TEST(WantedQueue, FiltersOpenFreshMineAndResolved) {
    auto mine = incident(3, Priority::medium, WorkState::acknowledged);
    mine.acknowledged_by = test::kOperator;
    auto theirs = incident(2, Priority::medium, WorkState::acknowledged);
    theirs.acknowledged_by = "dominique";
    auto done = incident(1, Priority::medium, WorkState::resolved);
    done.acknowledged_by = test::kOperator;
    const auto situation = situation_of({incident(4), mine, theirs, done});
    EXPECT_THAT(wanted(filtered(QueueFilter::open), situation), ElementsAre(4, 3, 2));
    EXPECT_THAT(wanted(filtered(QueueFilter::fresh), situation), ElementsAre(4));
    EXPECT_THAT(wanted(filtered(QueueFilter::mine), situation), ElementsAre(3));
    EXPECT_THAT(wanted(filtered(QueueFilter::resolved), situation), ElementsAre(1));
}

TEST(WantedQueue, NobodyHasIncidentsOfTheirOwnWhileNobodyIsSignedIn) {
    auto odd = incident(3, Priority::medium, WorkState::acknowledged);
    odd.acknowledged_by = "";
    EXPECT_THAT(wanted_queue(filtered(QueueFilter::mine), situation_of({odd}), ""), IsEmpty());
}

TEST(WantedQueue, ShowsResolvedOnesByWhenTheyWereResolved) {
    auto early = incident(9, Priority::critical, WorkState::resolved, 50);
    early.changed = test::at(60);
    auto late = incident(2, Priority::low, WorkState::resolved, 10);
    late.changed = test::at(90);
    EXPECT_THAT(wanted(filtered(QueueFilter::resolved), situation_of({early, late})), ElementsAre(2, 9));
}

TEST(WantedQueue, SearchesWithinTheFilter) {
    auto bar = incident(41);
    bar.zone = test::id<net::ZoneId>("bar");
    auto resolved = bar;
    resolved.number = 42;
    resolved.work = WorkState::resolved;
    const auto situation = situation_of({bar, resolved, incident(43)});
    EXPECT_THAT(wanted(searching("BAR"), situation), ElementsAre(41));
    EXPECT_THAT(wanted(searching("INC-00043"), situation), ElementsAre(43));
    EXPECT_THAT(wanted(searching("nothing like it"), situation), IsEmpty());
}

TEST(WantedQueue, SearchesTheWordsThatAreOnScreen) {
    auto crowd = incident(41, Priority::critical);
    crowd.kind = net::RuleKind::over_capacity;
    crowd.evidence = {{"people", 62.0, std::nullopt, 60.0, "people"}};
    auto silence = incident(43, Priority::low, WorkState::acknowledged);
    silence.kind = net::RuleKind::node_silent;
    silence.condition = ConditionState::cleared;
    const auto situation = situation_of({crowd, silence});
    for (const char* typed : {"limit", "OVER", "critical", "new", "active", "62", "critical limit"}) {
        EXPECT_THAT(wanted(searching(typed), situation), ElementsAre(41)) << typed;
    }
    for (const char* typed : {"low", "acknowledged", "ack", "cleared", "node silent"}) {
        EXPECT_THAT(wanted(searching(typed), situation), ElementsAre(43)) << typed;
    }
}

class SettleQueue : public testing::Test {
protected:
    /// Rows 2 and 1 stand on screen.
    UiState state_ = settled({}, situation_of({incident(2), incident(1)}));
};

TEST_F(SettleQueue, TakesTheWantedOrderWhileNothingHoldsIt) {
    state_ = settled(state_, situation_of({incident(3, Priority::critical), incident(2), incident(1)}));
    EXPECT_THAT(state_.queue, ElementsAre(3, 2, 1));
    EXPECT_EQ(state_.waiting, 0U);
}

TEST_F(SettleQueue, RowsNeverMoveUnderThePointerAndArrivalsWait) {
    const auto situation = situation_of(
        {incident(4, Priority::critical), incident(3), incident(2), incident(1, Priority::critical)});
    state_ = settled(state_, situation, true);
    EXPECT_THAT(state_.queue, ElementsAre(2, 1)) << "though 1 has become the worst";
    EXPECT_EQ(state_.waiting, 2U);
    state_ = settled(state_, situation, false);
    EXPECT_THAT(state_.queue, ElementsAre(4, 1, 3, 2));
    EXPECT_EQ(state_.waiting, 0U);
}

TEST_F(SettleQueue, TellsTheWorstOfTheOpenIncidentsThatWait) {
    state_ = settled(state_,
                     situation_of({incident(5, Priority::low), incident(4, Priority::critical), incident(3),
                                   incident(2, Priority::critical), incident(1)}),
                     true);
    EXPECT_EQ(state_.waiting, 3U);
    EXPECT_EQ(state_.worst_waiting, (WorstArrivals{Priority::critical, 1})) << "2 is seen: it does not wait";
    state_ = settled(state_, situation_of({incident(2), incident(1)}), true);
    EXPECT_EQ(state_.worst_waiting, std::nullopt);
}

TEST_F(SettleQueue, ARowThatNoLongerBelongsStaysUnderThePointer) {
    const auto situation = situation_of({incident(2, Priority::medium, WorkState::resolved), incident(1)});
    EXPECT_THAT(settled(state_, situation, true).queue, ElementsAre(2, 1));
    EXPECT_THAT(settled(state_, situation, false).queue, ElementsAre(1));
}

TEST_F(SettleQueue, AnEmptyQueueHasNothingToHold) {
    const auto state = settled({}, situation_of({incident(5)}), true);
    EXPECT_THAT(state.queue, ElementsAre(5));
    EXPECT_EQ(state.waiting, 0U);
}

TEST_F(SettleQueue, RowsDoNotMoveUnderASelectionMadeByKeyboard) {
    state_ = reduced(state_, StepIncident{1});
    ASSERT_EQ(state_.selected, 2U);
    const auto acknowledged =
        situation_of({incident(3, Priority::critical), incident(2, Priority::medium, WorkState::acknowledged),
                      incident(1)});
    state_ = settled(state_, acknowledged);
    EXPECT_THAT(state_.queue, ElementsAre(2, 1)) << "acknowledging does not tear the row away";
    EXPECT_EQ(state_.waiting, 1U);
}

TEST_F(SettleQueue, ASelectionByPointerHoldsNothingOnceThePointerHasLeft) {
    state_ = reduced(reduced(state_, StepIncident{1}), SelectIncident{1});
    state_ = settled(state_, situation_of({incident(3, Priority::critical), incident(2), incident(1)}));
    EXPECT_THAT(state_.queue, ElementsAre(3, 2, 1));
    EXPECT_EQ(state_.selected, 1U);
}

TEST_F(SettleQueue, ASelectionByKeyboardThatIsNotAmongTheRowsHoldsNothing) {
    const auto situation = situation_of({incident(3), incident(2), incident(1)});
    state_ = reduced(state_, StepIncident{1}, situation);
    state_ = reduced(state_, EditText{TextField::search, "inc-00001"}, situation);
    ASSERT_THAT(state_.queue, ElementsAre(1));
    state_.search.clear();
    EXPECT_THAT(settled(state_, situation).queue, ElementsAre(3, 2, 1));
    EXPECT_EQ(state_.selected, 2U) << "the selection survives";
}

TEST_F(SettleQueue, RevealingLetsArrivalsInThoughRowsAreHeld) {
    const auto situation = situation_of({incident(3), incident(2), incident(1)});
    state_ = settled(reduced(state_, StepIncident{1}, situation), situation, true);
    ASSERT_EQ(state_.waiting, 1U);
    state_ = settled(reduced(state_, RevealArrivals{}, situation), situation, true);
    EXPECT_THAT(state_.queue, ElementsAre(3, 2, 1));
    EXPECT_EQ(state_.waiting, 0U);
    EXPECT_EQ(state_.selected, 2U);
}

TEST_F(SettleQueue, AFilterOrASearchAppliesAtOnceThoughRowsAreHeld) {
    const auto situation =
        situation_of({incident(2), incident(1, Priority::medium, WorkState::acknowledged)});
    auto fresh = settled(reduced(state_, SetQueueFilter{QueueFilter::fresh}, situation), situation, true);
    EXPECT_THAT(fresh.queue, ElementsAre(2));
    auto found = settled(reduced(state_, EditText{TextField::search, "00001"}, situation), situation, true);
    EXPECT_THAT(found.queue, ElementsAre(1));
    EXPECT_EQ(found.waiting, 0U);
}

TEST_F(SettleQueue, LetsGoOfIncidentsThatTheBoardNoLongerHas) {
    state_ = reduced(state_, SelectIncident{2});
    state_.resolving = true;
    state_ = settled(state_, situation_of({incident(1)}), true);
    EXPECT_THAT(state_.queue, ElementsAre(1));
    EXPECT_EQ(state_.selected, 0U);
    EXPECT_FALSE(state_.resolving);
}

TEST_F(SettleQueue, KeepsSelectionAndRowsWhileThereIsNoBoard) {
    state_ = reduced(state_, SelectIncident{2});
    state_ = settled(state_, {}, true);
    EXPECT_EQ(state_.selected, 2U);
    EXPECT_THAT(state_.queue, ElementsAre(2, 1));
}

TEST_F(SettleQueue, ClosesTheFormOfAnIncidentThatSomebodyElseResolvedAndKeepsItsSelection) {
    const auto open = situation_of({incident(2), incident(1)});
    state_ = reduced(reduced(state_, SelectIncident{2}, open), ToggleResolveForm{}, open);
    ASSERT_TRUE(settled(state_, open).resolving);
    state_ = settled(state_, situation_of({incident(2, Priority::medium, WorkState::resolved), incident(1)}));
    EXPECT_FALSE(state_.resolving);
    EXPECT_EQ(state_.selected, 2U);
}

TEST_F(SettleQueue, LetsGoOfAFocusedCameraOnceNoConfigurationHasIt) {
    Situation situation;
    situation.nodes.resize(2);
    situation.nodes[0].configuration = std::make_shared<const net::ConfigurationRecord>();
    test::add_camera(situation, "gate");
    state_.focused = test::id<net::CameraId>("yard");
    EXPECT_EQ(settled(state_, situation).focused.text(), "yard") << "the second node may still have it";
    situation.nodes[1].configuration = situation.nodes[0].configuration;
    EXPECT_TRUE(settled(state_, situation).focused.empty());
    state_.focused = test::id<net::CameraId>("gate");
    EXPECT_EQ(settled(state_, situation).focused.text(), "gate");
}

TEST(SettleALargeQueue, TenThousandIncidentsAreAllThereInOrder) {
    std::vector<Incident> incidents;
    incidents.reserve(10'000);
    for (IncidentNumber number = 10'000; number > 0; --number) {
        incidents.push_back(incident(number, number % 2 == 0 ? Priority::high : Priority::low,
                                     WorkState::fresh, static_cast<double>(number)));
    }
    const auto state = settled({}, situation_of(incidents));
    ASSERT_EQ(state.queue.size(), 10'000U);
    EXPECT_EQ(state.queue.front(), 10'000U);
    EXPECT_EQ(state.queue[4'999], 2U);
    EXPECT_EQ(state.queue[5'000], 9'999U);
    EXPECT_EQ(state.queue.back(), 1U);
}

}  // namespace
}  // namespace vigie::console
