#include "console/views/timeline_incidents.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <unordered_map>

namespace vigie::console {

namespace {

bool is_over(const Incident& incident) {
    return incident.condition == ConditionState::cleared || incident.work == WorkState::resolved;
}

}  // namespace

std::optional<net::UtcTime> ended_at(const Incident& incident) {
    std::optional<net::UtcTime> ended;
    for (const HistoryEntry& entry : incident.history) {
        switch (entry.kind) {
            case EntryKind::opened:
            case EntryKind::worsened:
            case EntryKind::joined:
            case EntryKind::reopened:
                ended.reset();
                break;
            case EntryKind::condition_cleared:
            case EntryKind::resolved:
                ended = ended ? std::min(*ended, entry.at) : entry.at;
                break;
            case EntryKind::acknowledged:
            case EntryKind::note:
                break;
        }
    }
    const bool over = incident.condition == ConditionState::cleared || incident.work == WorkState::resolved;
    if (!over) {
        return std::nullopt;
    }
    return ended ? ended : incident.changed;
}

std::vector<ActiveSpan> active_spans(const Incident& incident) {
    std::vector<ActiveSpan> spans{{began(incident), std::nullopt}};
    bool cleared = false;
    for (const HistoryEntry& entry : incident.history) {
        switch (entry.kind) {
            case EntryKind::joined:
            case EntryKind::worsened:
                cleared = false;
                if (spans.back().to) {
                    spans.push_back({entry.at, std::nullopt});
                }
                break;
            case EntryKind::reopened:
                if (spans.back().to && !cleared) {
                    spans.push_back({entry.at, std::nullopt});
                }
                break;
            case EntryKind::condition_cleared:
            case EntryKind::resolved:
                cleared = cleared || entry.kind == EntryKind::condition_cleared;
                if (!spans.back().to) {
                    spans.back().to = entry.at;
                }
                break;
            case EntryKind::opened:
            case EntryKind::acknowledged:
            case EntryKind::note:
                break;
        }
    }
    if (is_over(incident) && !spans.back().to) {
        spans.back().to = incident.changed;
    }
    return spans;
}

namespace {

/// One that ended more recently still counts as active: what flickers must not come and go on screen.
constexpr auto kFlicker = std::chrono::seconds(60);

/// When people closed it: until then its condition may come back, and its row is kept for it.
std::optional<net::UtcTime> closed_at(const Incident& incident) {
    if (incident.work != WorkState::resolved) {
        return std::nullopt;
    }
    const auto entry = std::find_if(incident.history.rbegin(), incident.history.rend(),
                                    [](const HistoryEntry& one) { return one.kind == EntryKind::resolved; });
    return entry == incident.history.rend() ? incident.changed : entry->at;
}

/// The row of each incident that the board has, whatever its condition: the first that no earlier and still
/// unresolved one has; without such a one, rows take turns, and critical ones keep clear of critical ones.
std::unordered_map<const Incident*, std::size_t> rows_of(const IncidentBoard& board, const TimeAxis& axis,
                                                         std::size_t rows, float mark) {
    std::vector<const Incident*> oldest_first(board.incidents.size());
    std::transform(board.incidents.begin(), board.incidents.end(), oldest_first.begin(),
                   [](const auto& incident) { return incident.get(); });
    std::sort(oldest_first.begin(), oldest_first.end(),
              [](const Incident* one, const Incident* other) { return one->number < other->number; });
    // A mark's width in time: those of a row keep clear of each other.
    const auto width = net::Microseconds(static_cast<std::int64_t>(
        static_cast<double>((axis.to - axis.from).count()) * static_cast<double>(mark + 2.0F) /
        static_cast<double>(std::max(1.0F, axis.width))));
    std::vector<net::UtcTime> taken_until(rows, net::UtcTime::min());
    std::vector<net::UtcTime> critical_until(rows, net::UtcTime::min());
    std::unordered_map<const Incident*, std::size_t> found;
    found.reserve(oldest_first.size());
    for (const Incident* const incident : oldest_first) {
        const bool critical = incident->priority == net::Priority::critical;
        const std::optional<net::UtcTime> resolved = closed_at(*incident);
        const net::UtcTime until =
            resolved ? std::max(*resolved, began(*incident)) + width : net::UtcTime::max();
        const auto free = std::find_if(taken_until.begin(), taken_until.end(),
                                       [&](net::UtcTime taken) { return taken <= began(*incident); });
        auto row = static_cast<std::size_t>(free - taken_until.begin());
        if (free == taken_until.end()) {
            row = static_cast<std::size_t>(incident->number % rows);
            for (std::size_t i = 0; critical && i < rows; ++i) {
                const auto next = static_cast<std::size_t>((incident->number + i) % rows);
                if (critical_until[next] <= began(*incident)) {
                    row = next;
                    break;
                }
            }
        }
        taken_until[row] = std::max(taken_until[row], until);
        critical_until[row] = critical ? std::max(critical_until[row], until) : critical_until[row];
        found.emplace(incident, row);
    }
    return found;
}

/// What an incident and its neighbours have of a row, by where each ends: they never overlap.
class Row {
public:
    [[nodiscard]] bool has_room(float left, float right) const {
        const auto next = taken_.lower_bound(left);
        return next == taken_.end() || next->second > right;
    }
    void take(float left, float right) { taken_.emplace(right, left); }

private:
    std::map<float, float> taken_;
};

}  // namespace

IncidentMarks place_incidents(const IncidentBoard& board, const TimeAxis& axis, std::size_t rows, float mark,
                              IncidentNumber selected) {
    std::vector<IncidentMark> wanted;
    for (const std::shared_ptr<const Incident>& incident : board.incidents) {
        if (is_over(*incident) && incident->changed < axis.from) {
            continue;
        }
        const std::optional<net::UtcTime> ended = ended_at(*incident);
        if (began(*incident) > axis.to || (ended && *ended < axis.from)) {
            continue;
        }
        const float start = std::max(axis.left, axis.x_of(began(*incident)));
        const float end = ended ? std::min(axis.right(), axis.x_of(*ended)) : axis.right();
        wanted.push_back({incident.get(), 0, start, std::max(start, end)});
    }
    IncidentMarks placed;
    if (wanted.empty() || rows == 0) {
        placed.left_out = wanted.size();
        return placed;
    }
    const auto is_active = [&](const Incident& incident) {
        const std::optional<net::UtcTime> ended = ended_at(incident);
        return incident.work != WorkState::resolved && (!ended || *ended > axis.to - kFlicker);
    };
    const auto must_be_seen = [&](const Incident& incident) {
        return incident.number == selected ||
               (incident.priority == net::Priority::critical && is_active(incident));
    };
    std::stable_sort(wanted.begin(), wanted.end(), [&](const IncidentMark& a, const IncidentMark& b) {
        const auto rank = [&](const Incident& incident) {
            return std::tuple(incident.number == selected, must_be_seen(incident),
                              incident.work == WorkState::fresh, is_active(incident), incident.priority,
                              began(incident), incident.number);
        };
        return rank(*a.incident) > rank(*b.incident);
    });
    const auto own_row = rows_of(board, axis, rows, mark);
    placed.marks.reserve(wanted.size());
    std::vector<Row> taken(rows);
    for (IncidentMark& candidate : wanted) {
        const float left = candidate.start - mark / 2.0F;
        const float right = std::max(candidate.end, candidate.start + mark / 2.0F) + 2.0F;
        const std::size_t own = own_row.at(candidate.incident);
        // Only what must be seen looks for another row: any other one would jump when its neighbours change.
        const std::size_t choices = must_be_seen(*candidate.incident) ? rows : 1;
        bool found = false;
        for (std::size_t i = 0; i < choices && !found; ++i) {
            candidate.row = (own + i) % rows;
            found = taken[candidate.row].has_room(left, right);
        }
        if (!found) {
            ++placed.left_out;
            continue;
        }
        taken[candidate.row].take(left, right);
        placed.marks.push_back(candidate);
    }
    return placed;
}

}  // namespace vigie::console
