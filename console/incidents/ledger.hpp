// The ledger: what people did, append-only, on SQLite through SOCI. Incidents are the fold of its entries.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "console/incidents/incident.hpp"
#include "console/incidents/ledger_loss.hpp"
#include "net/types/alert.hpp"
#include "net/types/result.hpp"
#include "net/types/time.hpp"

namespace vigie::console {

/// Who acts on which incident, having seen which version of it.
struct Act {
    IncidentNumber incident = 0;
    std::uint64_t version = 0;
    std::string actor;  ///< operator's name
};

/// A condition that the console itself noticed. Identified by kind and node.
struct NoticedCondition {
    net::RuleKind kind = net::RuleKind::node_silent;
    net::NodeId node;
    net::Sentence told;  ///< names of the cameras that are blind, or why nothing is recorded
};

/// Within this a running node is heard, with a margin.
inline constexpr net::Microseconds kListening = std::chrono::seconds(10);

/// Owned and used by one thread. Everything that a call says is done is durable when it returns
/// (synchronous=FULL); a call that fails has changed nothing.
class Ledger {
public:
    /// Opens or makes the file and folds what is open, lasts, or was resolved in the last twelve hours.
    /// Errors: corrupt for a damaged file, refused for one that cannot be written, exhausted for a full disk,
    /// unavailable otherwise; the file is then as it was. `clock` outlives it.
    [[nodiscard]] static net::Result<std::unique_ptr<Ledger>> open(const std::filesystem::path& file,
                                                                   const net::Clock& clock);
    ~Ledger();
    Ledger(const Ledger&) = delete;
    Ledger& operator=(const Ledger&) = delete;

    /// How far this ledger has come in a node's archive; empty before its first alert.
    [[nodiscard]] net::Result<net::AlertCursor> cursor(const net::NodeId& node);

    /// Takes a batch in one transaction with the node's cursor, each alert at most once for ever, and returns
    /// the new cursor. A diverged batch sets the cursor back to the beginning of the archive as it is now. An
    /// alert that cannot be decoded is kept verbatim, told as an incident by the system, and does not stop
    /// the others. invalid_input for a batch that does not follow the cursor or fails its checksums: ask
    /// again.
    [[nodiscard]] net::Result<net::AlertCursor> ingest(const net::NodeId& node, const net::AlertBatch& batch);

    // Acts. conflict when somebody did something to the incident that the actor has not seen, or it became
    // worse since; the message says who, what and how long ago. A note contradicts nothing and is never in
    // conflict. not_found for an unknown incident; invalid_input for a version that it never had, a text that
    // is not UTF-8 or longer than 4096 bytes, an empty note, or an actor that cannot be an operator's name.
    [[nodiscard]] net::Result<void> acknowledge(const Act& act);
    [[nodiscard]] net::Result<void> note(const Act& act, const std::string& text);
    [[nodiscard]] net::Result<void> resolve(const Act& act, Outcome outcome, const std::string& reason);
    [[nodiscard]] net::Result<void> reopen(const Act& act);

    /// Records that a supervisor switches a hall; the board then has it as pending, with an id of its own for
    /// its node. An earlier switch of the hall that its node has not answered is withdrawn. invalid_input
    /// for an operator who may not, as the accounts in this file say, for a reason as of resolve(), and for
    /// an actor that cannot be an operator's name; conflict while a switch to the same phase is pending.
    [[nodiscard]] net::Result<void> switch_phase(const PhaseOrder& order);
    /// Records what a node made of a switch; nothing when that is not pending (any more).
    [[nodiscard]] net::Result<void> answer_phase(const net::NodeId& node, const net::PhaseAnswer& answer);

    /// Sets which conditions the console notices now: new ones open an incident (or join the open one), those
    /// that are gone clear it. Idempotent; call it again every second or so. What an earlier run noticed is
    /// cleared only after this one has listened for kListening: at first it knows nothing.
    [[nodiscard]] net::Result<void> notice(const std::vector<NoticedCondition>& conditions);

    /// An empty transaction: tells whether the ledger can be written now.
    [[nodiscard]] net::Result<void> check_writable();

    /// What became of the file when it was deleted, moved or replaced since the last call. Acts, batches and
    /// notice() look for that, and save it with all that it holds before they do anything; while that is
    /// impossible, they fail.
    [[nodiscard]] std::optional<LedgerLoss> take_loss();

    /// The fold of all entries so far, those of another program on the same file as of the last call; never
    /// null.
    [[nodiscard]] std::shared_ptr<const IncidentBoard> board() const;

private:
    class Impl;
    explicit Ledger(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace vigie::console
