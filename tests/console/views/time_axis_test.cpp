// The timeline's axis, holes in a history, and where incidents stand.
#include "console/views/time_axis.hpp"

#include <cmath>

#include <map>

#include <gtest/gtest.h>

#include "console/views/timeline_incidents.hpp"
#include "tests/console/views/sample_console.hpp"
#include "tests/support/sample_messages.hpp"

namespace vigie::test {
namespace {

using namespace std::chrono_literals;
using console::OccupancySample;
using console::TimeAxis;

TimeAxis ten_minutes() {
    return {at(0.0), at(600.0), 100.0F, 600.0F};
}

OccupancySample sample(double seconds, double people) {
    return {at(seconds), {people, people, people, false, false}};
}

TEST(TimeAxis, PutsInstantsInProportion) {
    EXPECT_FLOAT_EQ(ten_minutes().x_of(at(0.0)), 100.0F);
    EXPECT_FLOAT_EQ(ten_minutes().x_of(at(300.0)), 400.0F);
    EXPECT_FLOAT_EQ(ten_minutes().x_of(at(600.0)), 700.0F);
}

TEST(TimeAxis, HasTicksOnRoundMinutesFarEnoughApart) {
    TimeAxis axis{at(17.0), at(617.0), 0.0F, 600.0F};
    std::vector<net::UtcTime> ticks = axis_ticks(axis, 55.0F);
    ASSERT_EQ(ticks.size(), 10U);
    EXPECT_EQ(ticks.front(), at(60.0));
    ticks = axis_ticks(axis, 100.0F);
    ASSERT_EQ(ticks.size(), 5U);
    EXPECT_EQ(ticks.front(), at(120.0));
    EXPECT_EQ(ticks[1] - ticks[0], 2min);
}

TEST(TimeAxis, WithoutExtentHasNoTicks) {
    EXPECT_TRUE(console::axis_ticks({at(5.0), at(5.0), 0.0F, 100.0F}, 10.0F).empty());
    EXPECT_TRUE(console::axis_ticks({at(0.0), at(600.0), 0.0F, 0.0F}, 10.0F).empty());
}

TEST(Stretches, EndAtAHole) {
    const std::vector<OccupancySample> samples{sample(0, 1), sample(2, 1), sample(4, 1), sample(60, 2),
                                               sample(62, 2)};
    const auto found = console::stretches(samples);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].size(), 3U);
    EXPECT_EQ(found[1].size(), 2U);
    EXPECT_TRUE(console::stretches({}).empty());
}

TEST(Stretches, BearALateSample) {
    EXPECT_EQ(console::stretches(std::vector{sample(0, 1), sample(6, 1)}).size(), 1U);
}

TEST(Binned, AveragesOrTakesTheMost) {
    const std::vector<OccupancySample> samples{sample(0, 1), sample(2, 3), sample(4, 8), sample(6, 10)};
    const auto mean = binned(samples, at(0.0), at(8.0), 2, console::BinOf::mean);
    EXPECT_EQ(mean, (std::vector<float>{2.0F, 9.0F}));
    const auto most = binned(samples, at(0.0), at(8.0), 2, console::BinOf::most);
    EXPECT_EQ(most, (std::vector<float>{3.0F, 10.0F}));
}

TEST(Binned, LeavesHolesEmptyBecauseNoDataIsNotZero) {
    const std::vector<OccupancySample> samples{sample(0, 5), sample(2, 5), sample(60, 0)};
    const auto values = binned(samples, at(0.0), at(80.0), 8, console::BinOf::mean);
    EXPECT_FLOAT_EQ(values[0], 5.0F);
    for (std::size_t bin = 1; bin < 6; ++bin) {
        EXPECT_TRUE(std::isnan(values[bin])) << bin;
    }
    EXPECT_FLOAT_EQ(values[6], 0.0F);
    EXPECT_TRUE(std::isnan(values[7]));
}

TEST(Binned, CarriesAValueAcrossBinsShorterThanThePeriod) {
    const std::vector<OccupancySample> samples{sample(0, 5), sample(2, 7), sample(4, 9)};
    const auto values = binned(samples, at(0.0), at(4.0), 8, console::BinOf::mean);
    EXPECT_FLOAT_EQ(values[1], 5.0F);
    EXPECT_FLOAT_EQ(values[5], 7.0F);
    EXPECT_FLOAT_EQ(values[7], 9.0F);
}

TEST(Within, KeepsOneSampleBeforeTheEdge) {
    const std::vector<OccupancySample> samples{sample(0, 1), sample(2, 2), sample(4, 3), sample(6, 4)};
    const auto shown = console::within(samples, at(3.0), at(5.0));
    ASSERT_EQ(shown.size(), 2U);
    EXPECT_EQ(shown.front().at, at(2.0));
    EXPECT_TRUE(console::within(samples, at(10.0), at(12.0)).empty());
}

console::Incident incident_at(console::IncidentNumber number, double opened, net::Priority priority) {
    console::Incident incident = sample_incident(number);
    incident.opened = incident.observed = at(opened);
    incident.changed = at(opened);
    incident.priority = priority;
    incident.history = {{1, at(opened), console::EntryKind::opened, "system", ""}};
    return incident;
}

console::Incident cleared_at(console::Incident incident, double seconds) {
    incident.condition = console::ConditionState::cleared;
    incident.changed = at(seconds);
    incident.history.push_back({2, at(seconds), console::EntryKind::condition_cleared, "system", ""});
    return incident;
}

console::IncidentBoard board_of(std::vector<console::Incident> incidents) {
    console::Situation situation;
    set_incidents(situation, std::move(incidents));
    return *situation.incidents;
}

TEST(EndedAt, IsWhenTheConditionClearedThoughWorkWentOn) {
    console::Incident incident = cleared_at(incident_at(1, 10.0, net::Priority::high), 40.0);
    incident.work = console::WorkState::resolved;
    incident.history.push_back({3, at(90.0), console::EntryKind::resolved, "Alix", ""});
    EXPECT_EQ(ended_at(incident), at(40.0));
}

TEST(EndedAt, IsAbsentWhileActiveAndAfterItCameBack) {
    console::Incident incident = incident_at(1, 10.0, net::Priority::high);
    EXPECT_EQ(ended_at(incident), std::nullopt);
    incident = cleared_at(std::move(incident), 40.0);
    incident.condition = console::ConditionState::active;
    incident.history.push_back({3, at(50.0), console::EntryKind::worsened, "system", ""});
    EXPECT_EQ(ended_at(incident), std::nullopt);
}

TEST(TimelineIncidents, ReachFromOpenedToCleared) {
    const auto board = board_of({cleared_at(incident_at(1, 60.0, net::Priority::high), 120.0)});
    const auto placed = place_incidents(board, ten_minutes(), 2, 10.0F);
    ASSERT_EQ(placed.marks.size(), 1U);
    EXPECT_FLOAT_EQ(placed.marks[0].start, 160.0F);
    EXPECT_FLOAT_EQ(placed.marks[0].end, 220.0F);
}

TEST(TimelineIncidents, ReachTheEdgesWhenOlderOrStillActive) {
    const auto board = board_of({incident_at(1, -500.0, net::Priority::high)});
    const auto placed = place_incidents(board, ten_minutes(), 2, 10.0F);
    ASSERT_EQ(placed.marks.size(), 1U);
    EXPECT_FLOAT_EQ(placed.marks[0].start, 100.0F);
    EXPECT_FLOAT_EQ(placed.marks[0].end, 700.0F);
}

TEST(TimelineIncidents, OutsideOfTheAxisAreLeftAway) {
    const auto board = board_of({cleared_at(incident_at(1, -500.0, net::Priority::high), -300.0),
                                 incident_at(2, 700.0, net::Priority::critical)});
    const auto placed = place_incidents(board, ten_minutes(), 2, 10.0F);
    EXPECT_TRUE(placed.marks.empty());
    EXPECT_EQ(placed.left_out, 0U);
}

TEST(TimelineIncidents, NeverCoverEachOtherAndTheWorstFindRoom) {
    std::vector<console::Incident> incidents;
    incidents.reserve(40);
    for (int i = 0; i < 40; ++i) {
        const console::IncidentNumber number = incidents.size() + 1;
        const auto priority = static_cast<net::Priority>(1 + i % 4);
        incidents.push_back(cleared_at(incident_at(number, 10.0 * i, priority), 10.0 * i + 55.0));
    }
    const auto board = board_of(std::move(incidents));
    const auto placed = place_incidents(board, ten_minutes(), 3, 10.0F);
    EXPECT_EQ(placed.marks.size() + placed.left_out, 40U);
    EXPECT_GT(placed.left_out, 0U);
    int critical = 0;
    for (const console::IncidentMark& a : placed.marks) {
        critical += a.incident->priority == net::Priority::critical ? 1 : 0;
        for (const console::IncidentMark& b : placed.marks) {
            if (&a != &b && a.row == b.row) {
                EXPECT_TRUE(a.end <= b.start - 5.0F || b.end <= a.start - 5.0F);
            }
        }
    }
    EXPECT_EQ(critical, 10);
}

/// By number; absent: left out.
std::map<console::IncidentNumber, std::size_t> rows_by_number(const std::vector<console::Incident>& incidents,
                                                              console::IncidentNumber selected = 0) {
    const auto board = board_of(incidents);
    std::map<console::IncidentNumber, std::size_t> rows;
    for (const auto& mark : place_incidents(board, ten_minutes(), 3, 10.0F, selected).marks) {
        rows.emplace(mark.incident->number, mark.row);
    }
    return rows;
}

TEST(TimelineIncidents, AChangeOfOneMovesNoOther) {
    std::vector<console::Incident> all;
    all.reserve(9);
    for (console::IncidentNumber number = 1; number <= 9; ++number) {
        all.push_back(incident_at(number, 60.0 * static_cast<double>(number),
                                  number % 2 == 0 ? net::Priority::critical : net::Priority::medium));
        if (number % 3 == 0) {
            all.back() = cleared_at(all.back(), 60.0 * static_cast<double>(number) + 20.0);
        }
    }
    all.resize(5);
    const auto before = rows_by_number(all);
    EXPECT_GE(before.size(), 3U);
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto changed = all;
        changed[i] = all[i].condition == console::ConditionState::cleared
                         ? incident_at(all[i].number, 60.0 * static_cast<double>(i + 1), all[i].priority)
                         : cleared_at(all[i], 450.0);
        for (const auto& [number, row] : rows_by_number(changed)) {
            const auto earlier = before.find(number);
            if (number != all[i].number && earlier != before.end()) {
                EXPECT_EQ(row, earlier->second) << number << " after a change of " << all[i].number;
            }
        }
    }
}

TEST(TimelineIncidents, OneThatComesBackKeepsItsRowAndItsNeighboursTheirs) {
    const auto first = incident_at(1, 100.0, net::Priority::medium);
    const auto second = incident_at(2, 300.0, net::Priority::medium);
    const auto while_cleared = rows_by_number({cleared_at(first, 200.0), second});
    EXPECT_EQ(rows_by_number({first, second}), while_cleared);
    EXPECT_EQ(while_cleared.size(), 2U);
}

TEST(TimelineIncidents, TheSelectedAndTheActiveCriticalOnesAreNotLeftOut) {
    std::vector<console::Incident> all;
    all.reserve(8);
    for (console::IncidentNumber number = 1; number <= 8; ++number) {
        all.push_back(incident_at(number, 20.0 * static_cast<double>(number), net::Priority::high));
    }
    all[1].priority = all[4].priority = net::Priority::critical;
    all[1].work = all[4].work = console::WorkState::acknowledged;
    for (const console::IncidentNumber selected : {1U, 3U, 8U}) {
        const auto rows = rows_by_number(all, selected);
        EXPECT_TRUE(rows.contains(selected));
        EXPECT_TRUE(rows.contains(2));
        EXPECT_TRUE(rows.contains(5));
    }
}

TEST(TimelineIncidents, OneThatFlickersHidesNoOtherInTurn) {
    std::vector<console::Incident> all;
    all.reserve(5);
    for (console::IncidentNumber number = 1; number <= 5; ++number) {
        all.push_back(incident_at(number, 20.0 * static_cast<double>(number), net::Priority::high));
    }
    const auto before = rows_by_number(all);
    for (auto& incident : all) {
        const auto active = incident;
        incident = cleared_at(incident, 590.0);
        const auto now = rows_by_number(all);
        EXPECT_EQ(now, before) << incident.number;
        incident = active;
    }
}

}  // namespace
}  // namespace vigie::test
