#include "console/incidents/ledger_worker.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "console/incidents/text_rules.hpp"

namespace vigie::console {

using net::ErrorCode;
using net::Result;
using Steady = std::chrono::steady_clock;

namespace {

/// Whether it was the ledger that failed, and not what it was given.
bool blames_ledger(const net::Error& error) {
    return error.code != ErrorCode::invalid_input && error.code != ErrorCode::conflict &&
           error.code != ErrorCode::not_found;
}

Result<void> too_many() {
    return net::fail(ErrorCode::exhausted, {"Too much waits to be recorded: wait a moment and try again",
                                            net::Reason::act_too_many});
}

Result<void> record(Ledger& ledger, const ActCommand& command) {
    return std::visit(
        [&ledger](const auto& what) -> Result<void> {
            using What = std::decay_t<decltype(what)>;
            if constexpr (std::is_same_v<What, AcknowledgeCommand>) {
                return ledger.acknowledge(what.act);
            } else if constexpr (std::is_same_v<What, NoteCommand>) {
                return ledger.note(what.act, what.text);
            } else if constexpr (std::is_same_v<What, ResolveCommand>) {
                return ledger.resolve(what.act, what.outcome, what.reason);
            } else {
                static_assert(std::is_same_v<What, ReopenCommand>);
                return ledger.reopen(what.act);
            }
        },
        command);
}

}  // namespace

LedgerWorker::LedgerWorker(std::unique_ptr<Ledger> ledger, std::vector<net::NodeId> nodes,
                           LedgerEvents events, std::chrono::milliseconds beat)
    : ledger_(std::move(ledger)),
      nodes_(std::move(nodes)),
      events_(std::move(events)),
      beat_(beat),
      commands_(kMostWaiting, net::WhenFull::refuse),
      cursors_due_(nodes_.begin(), nodes_.end()) {}

void LedgerWorker::begin() {
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void LedgerWorker::end() {
    if (thread_.joinable()) {
        thread_.request_stop();
        thread_.join();
    }
}

void LedgerWorker::ingest(net::NodeId node, net::AlertBatch batch) {
    if (!commands_.push(Ingest{std::move(node), std::move(batch)})) {
        batch_refused_ = true;
    }
}

void LedgerWorker::act(ActCommand command, std::function<void(Result<void>)> done) {
    Command deed = Deed{std::move(command), std::move(done)};
    if (!commands_.push(std::move(deed))) {
        // A queue that refuses leaves the value as it was.
        std::get<Deed>(deed).done(too_many());
    }
}

void LedgerWorker::switch_phase(PhaseOrder order, std::function<void(Result<void>)> done) {
    Command command = Order{std::move(order), std::move(done)};
    if (!commands_.push(std::move(command))) {
        std::get<Order>(command).done(too_many());
    }
}

void LedgerWorker::answer_phase(net::NodeId node, net::PhaseAnswer answer) {
    commands_.push(Answered{std::move(node), std::move(answer)});
}

void LedgerWorker::notice(std::vector<NoticedCondition> conditions) {
    newest_notice_.put(std::move(conditions));
    // The worker looks after each command: only one that sleeps must be woken.
    if (commands_.size() == 0) {
        commands_.push(Look{});
    }
}

void LedgerWorker::run(const std::stop_token& stop) {
    beat();
    auto next = Steady::now() + beat_;
    while (!stop.stop_requested()) {
        auto command = commands_.wait_take(stop, std::max(next - Steady::now(), Steady::duration::zero()));
        if (command) {
            carry_out(*std::move(command));
        }
        if (Steady::now() >= next) {
            beat();
            next = Steady::now() + beat_;
        }
    }
    while (auto command = commands_.take()) {
        carry_out(*std::move(command));
    }
}

void LedgerWorker::carry_out(Command command) {
    if (const auto* deed = std::get_if<Deed>(&command)) {
        carry_out(*deed);
    } else if (const auto* order = std::get_if<Order>(&command)) {
        auto recorded = ledger_->switch_phase(order->order);
        observe(recorded);
        order->done(std::move(recorded).map_error(as_sentence));
    } else if (const auto* answered = std::get_if<Answered>(&command)) {
        // What was recorded before succeeds on a full disk too, and proves nothing.
        if (const auto recorded = ledger_->answer_phase(answered->node, answered->answer); !recorded) {
            observe(recorded);
        }
    } else if (auto* ingest = std::get_if<Ingest>(&command)) {
        const bool first = batches_.empty();
        batches_.push_back(std::move(*ingest));
        if (first) {
            take_batches();
        }
    }
    take_notice();
    tell();
}

void LedgerWorker::carry_out(const Deed& deed) {
    auto recorded = record(*ledger_, deed.command);
    observe(recorded);
    deed.done(std::move(recorded).map_error(as_sentence));
}

void LedgerWorker::take_batches() {
    while (!batches_.empty()) {
        const Ingest& oldest = batches_.front();
        const auto cursor = ledger_->ingest(oldest.node, oldest.batch);
        if (!cursor && blames_ledger(cursor.error())) {
            ledger_problem_ = as_sentence(cursor.error()).sentence();
            return;
        }
        if (cursor) {
            ledger_problem_ = {};
            bad_batches_.erase(oldest.node);
            events_.cursor(oldest.node, *cursor);
        } else {
            // The same bytes will not get better: the node is asked again, at the next beat.
            bad_batches_[oldest.node] = as_sentence(cursor.error()).sentence();
            cursors_due_.insert(oldest.node);
        }
        batches_.pop_front();
    }
}

void LedgerWorker::tell_cursors() {
    if (batch_refused_.exchange(false)) {
        cursors_due_.insert(nodes_.begin(), nodes_.end());
    }
    while (!cursors_due_.empty()) {
        const net::NodeId node = *cursors_due_.begin();
        const auto cursor = ledger_->cursor(node);
        if (!cursor) {
            ledger_problem_ = as_sentence(cursor.error()).sentence();
            return;
        }
        events_.cursor(node, *cursor);
        cursors_due_.erase(node);
    }
}

void LedgerWorker::take_notice() {
    if (auto newest = newest_notice_.take()) {
        noticed_ = *std::move(newest);
        notice_again();
    }
}

void LedgerWorker::notice_again() {
    // When nothing is to be written this succeeds on a full disk too, and proves nothing.
    const auto noticed = ledger_->notice(noticed_);
    if (!noticed) {
        ledger_problem_ = as_sentence(noticed.error()).sentence();
    }
}

void LedgerWorker::beat() {
    if (!ledger_problem_.empty()) {
        observe(ledger_->check_writable());
    }
    take_batches();
    tell_cursors();
    notice_again();
    tell();
}

void LedgerWorker::observe(const Result<void>& written) {
    if (written && batches_.empty()) {
        ledger_problem_ = {};
    } else if (!written && blames_ledger(written.error())) {
        ledger_problem_ = as_sentence(written.error()).sentence();
    }
}

void LedgerWorker::tell() {
    if (auto loss = ledger_->take_loss(); loss && events_.loss) {
        loss->what.english = with_capital(std::move(loss->what.english));
        events_.loss(*std::move(loss));
    }
    const auto board = ledger_->board();
    if (told_head_ != board->head) {
        told_head_ = board->head;
        events_.board(board);
    }
    net::Sentence problem = ledger_problem_;
    if (problem.empty() && !bad_batches_.empty()) {
        problem = bad_batches_.begin()->second;
    }
    if (told_problem_ != problem) {
        told_problem_ = problem;
        events_.state(problem);
    }
}

}  // namespace vigie::console
