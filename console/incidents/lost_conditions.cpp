#include "console/incidents/lost_conditions.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "console/incidents/incident_fold.hpp"
#include "net/wire/alert_codec.hpp"

namespace vigie::console {

using net::AlertCursor;
using net::AlertNumber;
using net::Result;

namespace {

/// The checksum of each alert of the archive as it is now, from `lowest` to the cursor.
using Chain = std::map<AlertNumber, std::uint64_t>;

/// From the cursor backwards: of two alerts with one number, the one is in the chain whose checksum its
/// successor continues.
Result<Chain> chain_to(soci::session& sql, const AlertCursor& cursor, AlertNumber lowest) {
    Chain chain;
    if (lowest > cursor.number) {
        return chain;
    }
    const auto kept = kept_between(sql, cursor.archive, lowest, cursor.number);
    if (!kept) {
        return tl::unexpected(kept.error());
    }
    const net::StoredAlert* successor = nullptr;
    for (auto alert = kept->rbegin(); alert != kept->rend(); ++alert) {
        const bool continued =
            successor == nullptr
                ? alert->number == cursor.number && alert->checksum == cursor.checksum
                : alert->number + 1 == successor->number &&
                      net::alert_checksum(alert->checksum, successor->bytes) == successor->checksum;
        if (continued) {
            chain.emplace(alert->number, alert->checksum);
            successor = &*alert;
        }
    }
    return chain;
}

/// What is kept of the condition that is active in this incident.
Result<std::vector<KeptAlert>> alerts_of_condition(LedgerTurn& turn, const FoldedIncident& state) {
    auto kept = kept_of(turn.sql(), state.incident.number);
    if (kept) {
        std::erase_if(*kept,
                      [&state](const KeptAlert& one) { return condition_of(one.alert) != state.condition; });
    }
    return kept;
}

}  // namespace

std::vector<IncidentNumber> active_conditions(const LedgerTurn& turn, const net::NodeId& node,
                                              const net::ArchiveId& archive) {
    const std::string prefix = archive.text() + "/";
    std::vector<IncidentNumber> active;
    for (const FoldedIncident* state : turn.book().all_active()) {
        if (state->incident.node == node && state->condition.starts_with(prefix)) {
            active.push_back(state->incident.number);
        }
    }
    std::sort(active.begin(), active.end());
    return active;
}

Result<std::vector<IncidentNumber>> lost_conditions(LedgerTurn& turn, const net::NodeId& node,
                                                    const AlertCursor& cursor) {
    std::map<IncidentNumber, std::vector<KeptAlert>> told;
    AlertNumber lowest = cursor.number + 1;
    for (const IncidentNumber incident : active_conditions(turn, node, cursor.archive)) {
        auto alerts = alerts_of_condition(turn, *turn.book().find(incident));
        if (!alerts) {
            return tl::unexpected(alerts.error());
        }
        for (const KeptAlert& one : *alerts) {
            lowest = one.only_one ? lowest : std::min(lowest, one.alert.number);
        }
        told.emplace(incident, *std::move(alerts));
    }
    const auto chain = chain_to(turn.sql(), cursor, lowest);
    if (!chain) {
        return tl::unexpected(chain.error());
    }
    const auto survived = [&](const KeptAlert& one) {
        if (one.only_one) {
            return one.alert.number <= cursor.number;
        }
        const auto now = chain->find(one.alert.number);
        return now != chain->end() && now->second == one.checksum;
    };
    std::vector<IncidentNumber> lost;
    for (const auto& [incident, alerts] : told) {
        if (std::none_of(alerts.begin(), alerts.end(), survived)) {
            lost.push_back(incident);
        }
    }
    return lost;
}

}  // namespace vigie::console
