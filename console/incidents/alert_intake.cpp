#include "console/incidents/alert_intake.hpp"

#include <utility>
#include <vector>

#include <fmt/format.h>

#include "console/incidents/entry_text.hpp"
#include "console/incidents/incident_rules.hpp"
#include "console/incidents/lost_conditions.hpp"
#include "net/wire/alert_codec.hpp"

namespace vigie::console {

using net::Alert;
using net::AlertBatch;
using net::AlertCursor;
using net::ErrorCode;
using net::NodeId;
using net::Result;
using net::StoredAlert;

namespace {

/// The alert, if its bytes are one and say the same as what came around them.
Result<Alert> read_alert(const NodeId& node, const net::ArchiveId& archive, const StoredAlert& stored) {
    auto alert = net::decode_alert(stored.bytes);
    if (alert && (alert->node != node || alert->archive != archive || alert->number != stored.number)) {
        return net::fail(ErrorCode::invalid_input,
                         {"it names another node, archive or number", net::Reason::alert_of_another});
    }
    return alert;
}

/// An alert that cannot be understood may be about anything: it stands in the queue, and again for each.
Result<void> tell_unreadable(LedgerTurn& turn, const NodeId& node, const StoredAlert& stored,
                             std::uint64_t row, const net::Error& why) {
    const SystemSubject subject{net::RuleKind::unreadable_alert, node};
    const FoldedIncident* open = turn.book().open_for(subject_of(subject));
    EntryDraft draft;
    draft.kind = open != nullptr ? EntryKind::worsened : EntryKind::opened;
    draft.text = entry_text({fmt::format("Alert {} cannot be read: {}", stored.number, why.message),
                             why.reason != net::Reason::unnamed ? why.reason : net::Reason::alert_unreadable,
                             {std::to_string(stored.number)}});
    draft.system = subject;
    draft.alert_row = row;
    return turn.append(open != nullptr ? open->incident.number : 0, std::move(draft));
}

/// Ends what nobody will tell the end of; `why` is the key of it, or a sentence as entry_text() makes it.
Result<void> end_conditions(LedgerTurn& turn, const std::vector<IncidentNumber>& incidents,
                            const std::string& why) {
    for (const IncidentNumber incident : incidents) {
        EntryDraft draft;
        draft.kind = EntryKind::condition_cleared;
        draft.text = why;
        if (auto added = turn.append(incident, std::move(draft)); !added) {
            return added;
        }
    }
    return {};
}

/// The condition of a resolved incident became worse and goes on in `heir`: one incident at a time has it.
Result<void> hand_over(LedgerTurn& turn, IncidentNumber resolved, IncidentNumber heir) {
    const std::string name = name_of(heir);
    return end_conditions(
        turn, {resolved},
        entry_text({fmt::format("It became worse after the resolution and goes on in {}", name),
                    net::Reason::condition_taken_over,
                    {name}}));
}

Result<void> take_alert(LedgerTurn& turn, Alert alert, std::uint64_t row) {
    const FoldedIncident* same_condition = turn.book().active(condition_of(alert));
    const FoldedIncident* same_subject = turn.book().open_for(subject_of(alert));
    const AlertEffect effect = effect_of(alert, same_condition, same_subject);
    IncidentNumber incident = 0;
    switch (effect.target) {
        case Target::none:
            return {};
        case Target::same_condition:
            incident = same_condition->incident.number;
            break;
        case Target::same_subject:
            incident = same_subject->incident.number;
            break;
        case Target::new_incident:
            break;
    }
    if (same_condition != nullptr && same_condition->incident.number != incident) {
        const IncidentNumber heir = incident != 0 ? incident : turn.next_incident();
        if (auto ended = hand_over(turn, same_condition->incident.number, heir); !ended) {
            return ended;
        }
    }
    EntryDraft draft;
    draft.kind = effect.kind;
    draft.text = alert.note;
    draft.alert = std::move(alert);
    draft.alert_row = row;
    return turn.append(incident, std::move(draft));
}

/// After a store was set back: ends what only its lost alerts say, once all that it has instead is read.
Result<void> end_lost_conditions(LedgerTurn& turn, const NodeId& node, const AlertCursor& cursor) {
    const auto lost = lost_conditions(turn, node, cursor);
    return lost ? end_conditions(turn, *lost, kStoreSetBack) : Result<void>(tl::unexpected(lost.error()));
}

/// That `stored` is the alert after `cursor`.
Result<void> check_chain(const NodeId& node, const AlertCursor& cursor, const StoredAlert& stored) {
    if (stored.number != cursor.number + 1) {
        return net::fail(ErrorCode::invalid_input,
                         {fmt::format("node {} sent alert {} where {} was due: it is asked again",
                                      node.text(), stored.number, cursor.number + 1),
                          net::Reason::alerts_refused,
                          {node.text()}});
    }
    if (net::alert_checksum(cursor.checksum, stored.bytes) != stored.checksum) {
        return net::fail(
            ErrorCode::invalid_input,
            {fmt::format("alert {} of node {} does not match its checksum: check that node's disk "
                         "and alert store",
                         stored.number, node.text()),
             net::Reason::alerts_refused,
             {node.text()}});
    }
    return {};
}

}  // namespace

Result<AlertCursor> take_batch(LedgerTurn& turn, const NodeId& node, const AlertBatch& batch) {
    if (batch.archive.empty()) {
        return net::fail(ErrorCode::invalid_input,
                         {fmt::format("node {} sent alerts of no archive", node.text()),
                          net::Reason::alerts_refused,
                          {node.text()}});
    }
    auto cursor = read_cursor(turn.sql(), node);
    if (!cursor) {
        return cursor;
    }
    const bool other = cursor->archive != batch.archive;
    if (other && !cursor->archive.empty()) {
        // What still lasts, the new archive raises again.
        const auto ended =
            end_conditions(turn, active_conditions(turn, node, cursor->archive), kArchiveReplaced);
        if (!ended) {
            return tl::unexpected(ended.error());
        }
    }
    if (other || batch.status == net::PullStatus::diverged) {
        *cursor = {batch.archive, 0, 0};
    }
    const net::AlertNumber newest_before = newest_kept(turn.sql(), batch.archive);
    bool numbered_again = false;
    for (const StoredAlert& stored : batch.alerts) {
        if (stored.number <= cursor->number) {
            continue;  // delivered twice
        }
        if (auto chained = check_chain(node, *cursor, stored); !chained) {
            return tl::unexpected(chained.error());
        }
        *cursor = {batch.archive, stored.number, stored.checksum};
        const auto row = turn.keep(node, batch.archive, stored);
        if (!row) {
            continue;  // read again from the beginning of a store that was rolled back
        }
        numbered_again = numbered_again || stored.number <= newest_before;
        auto alert = read_alert(node, batch.archive, stored);
        auto taken = alert ? take_alert(turn, *std::move(alert), *row)
                           : tell_unreadable(turn, node, stored, *row, alert.error());
        if (!taken) {
            return tl::unexpected(taken.error());
        }
    }
    const bool set_back = numbered_again || cursor->number < newest_before;
    const bool read_again = cursor->number == batch.head || cursor->number >= newest_before;
    if (set_back && read_again) {
        if (auto ended = end_lost_conditions(turn, node, *cursor); !ended) {
            return tl::unexpected(ended.error());
        }
    }
    write_cursor(turn.sql(), node, *cursor);
    return cursor;
}

}  // namespace vigie::console
