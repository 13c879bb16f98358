// What the console notices by itself, as entries: which conditions begin and which end. Pure.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "console/incidents/incident_book.hpp"
#include "console/incidents/ledger.hpp"
#include "console/incidents/ledger_turn.hpp"

namespace vigie::console {

/// Knows which conditions are this console's to end: those that it noticed, and once, when it has listened
/// long enough, those that it found in the ledger. What another console notices meanwhile is not: the two may
/// see different things, and would contradict each other for ever. Owned by one thread.
class NoticedConditions {
public:
    /// `book` as the ledger was found.
    void inherit(const IncidentBook& book);

    /// Entries (incident, 0 for a new one) that bring `book` to what is noticed now.
    [[nodiscard]] std::vector<std::pair<IncidentNumber, EntryDraft>> changes(
        const IncidentBook& book, const std::vector<NoticedCondition>& now, bool listened) const;

    /// Those entries are recorded.
    void recorded(const std::vector<NoticedCondition>& now, bool listened);

private:
    std::set<std::string> inherited_;
    std::set<std::string> noticed_;
};

}  // namespace vigie::console
