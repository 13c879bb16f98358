// The ledger's thread: takes commands, answers when they are durable, publishes the board.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "console/incidents/ledger.hpp"
#include "net/types/bounded_queue.hpp"
#include "net/types/latest.hpp"

namespace vigie::console {

struct AcknowledgeCommand {
    Act act;
};
struct NoteCommand {
    Act act;
    std::string text;
};
struct ResolveCommand {
    Act act;
    Outcome outcome = Outcome::genuine;
    std::string reason;
};
struct ReopenCommand {
    Act act;
};
using ActCommand = std::variant<AcknowledgeCommand, NoteCommand, ResolveCommand, ReopenCommand>;

/// What the worker tells. All are called on its thread and must be quick. What it says is for the screen: a
/// capital letter, no full stop.
struct LedgerEvents {
    /// After each change, and once at the start.
    std::function<void(std::shared_ptr<const IncidentBoard>)> board;
    /// `problem` is empty while everything is recorded. Told when it changes, and once at the start.
    std::function<void(const net::Sentence& problem)> state;
    /// Durable up to here: pull what follows. Also at the start, for each node.
    std::function<void(const net::NodeId&, const net::AlertCursor&)> cursor;
    /// The file was lost while in use, and everything was saved.
    std::function<void(LedgerLoss)> loss = {};
};

/// Owns the ledger and its thread. Any thread may call any member; none waits for the disk. While the ledger
/// cannot be written, what arrived is tried again every second, in order; acts are answered with the failure
/// at once, so that nobody believes in an act that is not recorded.
///
/// begin() starts the thread and end() ends it, so that whoever composes it can first make all that `events`
/// reach, and can end it before them. Commands may come before, between and after both; only those that the
/// thread took are carried out. Destruction ends the thread too.
class LedgerWorker {
public:
    /// Commands that may wait; further ones are refused.
    static constexpr std::size_t kMostWaiting = 1024;

    /// `beat`: how often what failed is tried again and what is noticed is noticed again.
    LedgerWorker(std::unique_ptr<Ledger> ledger, std::vector<net::NodeId> nodes, LedgerEvents events,
                 std::chrono::milliseconds beat = std::chrono::seconds(1));

    void begin();
    /// Carries out what waits already (without retries), then ends; no event comes after it.
    void end();

    /// A batch that is refused because too many wait is asked for again: its cursor is told at the next beat.
    void ingest(net::NodeId node, net::AlertBatch batch);
    /// `done` is called on the worker's thread with what became of it, or at once when too many wait.
    void act(ActCommand command, std::function<void(net::Result<void>)> done);
    /// The same for a decision about a hall; see Ledger::switch_phase.
    void switch_phase(PhaseOrder order, std::function<void(net::Result<void>)> done);
    /// A node's answer to a switch. Whatever becomes of it, the node is asked until the board says that it is
    /// recorded.
    void answer_phase(net::NodeId node, net::PhaseAnswer answer);
    /// The newest call counts, and goes on counting: see Ledger::notice. Never refused, however much waits,
    /// and recorded as soon as the command under way is done.
    void notice(std::vector<NoticedCondition> conditions);

    /// Commands refused because too many waited.
    [[nodiscard]] std::uint64_t refused() const { return commands_.dropped(); }

private:
    struct Ingest {
        net::NodeId node;
        net::AlertBatch batch;
    };
    struct Deed {
        ActCommand command;
        std::function<void(net::Result<void>)> done;
    };
    struct Order {
        PhaseOrder order;
        std::function<void(net::Result<void>)> done;
    };
    struct Answered {
        net::NodeId node;
        net::PhaseAnswer answer;
    };
    /// Nothing to do but to look what is noticed.
    struct Look {};
    using Command = std::variant<Ingest, Deed, Look, Order, Answered>;

    void run(const std::stop_token& stop);
    void carry_out(Command command);
    void carry_out(const Deed& deed);
    void take_batches();
    void tell_cursors();
    void take_notice();
    void notice_again();
    void beat();
    void observe(const net::Result<void>& written);
    void tell();

    std::unique_ptr<Ledger> ledger_;
    std::vector<net::NodeId> nodes_;
    LedgerEvents events_;
    std::chrono::milliseconds beat_;
    net::BoundedQueue<Command> commands_;
    net::Latest<std::vector<NoticedCondition>> newest_notice_;
    std::atomic<bool> batch_refused_{false};

    // Of the worker's thread:
    std::deque<Ingest> batches_;                        ///< that are not recorded yet
    std::vector<NoticedCondition> noticed_;             ///< newest that was taken
    std::set<net::NodeId> cursors_due_;                 ///< of nodes that must be asked (again)
    net::Sentence ledger_problem_;                      ///< why nothing can be recorded
    std::map<net::NodeId, net::Sentence> bad_batches_;  ///< why a node's alerts cannot be
    std::optional<net::Sentence> told_problem_;
    std::optional<std::uint64_t> told_head_;

    std::jthread thread_;
};

}  // namespace vigie::console
