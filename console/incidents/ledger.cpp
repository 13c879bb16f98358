#include "console/incidents/ledger.hpp"

#include <type_traits>
#include <utility>

#include <fmt/format.h>
#include <sodium.h>

#include "console/incidents/alert_intake.hpp"
#include "console/incidents/incident_book.hpp"
#include "console/incidents/incident_rules.hpp"
#include "console/incidents/ledger_database.hpp"
#include "console/incidents/ledger_turn.hpp"
#include "console/incidents/noticed_conditions.hpp"
#include "console/incidents/operators.hpp"
#include "console/incidents/text_rules.hpp"

namespace vigie::console {

using net::AlertBatch;
using net::AlertCursor;
using net::ErrorCode;
using net::NodeId;
using net::Result;

class Ledger::Impl {
public:
    Impl(std::unique_ptr<LedgerDatabase> database, const net::Clock& clock)
        : database_(std::move(database)), clock_(clock), opened_(clock.mono()) {}

    [[nodiscard]] Result<void> load() {
        auto loaded = database_->read([this](soci::session& sql) -> Result<void> {
            const auto head = read_head(sql);
            if (!head) {
                return tl::unexpected(head.error());
            }
            const auto entries = entries_to_begin_with(sql, clock_.utc() - kRecent);
            if (!entries) {
                return tl::unexpected(entries.error());
            }
            for (const Entry& entry : *entries) {
                if (auto added = book_.add(entry); !added) {
                    return added;
                }
            }
            book_.reached(head->entry);
            return {};
        });
        if (loaded) {
            noticed_.inherit(book_);
            accept();
        }
        return loaded;
    }

    [[nodiscard]] Result<AlertCursor> cursor(const NodeId& node) {
        return database_->read([&node](soci::session& sql) { return read_cursor(sql, node); });
    }

    [[nodiscard]] Result<AlertCursor> ingest(const NodeId& node, const AlertBatch& batch) {
        return write([&](LedgerTurn& turn) { return take_batch(turn, node, batch); });
    }

    [[nodiscard]] Result<void> act(const Act& act, EntryDraft draft) {
        if (auto named = check_name(act.actor); !named) {
            return named;
        }
        draft.actor = act.actor;
        return write([&](LedgerTurn& turn) -> Result<void> {
            const auto found = turn.find(act.incident);
            if (!found) {
                return tl::unexpected(found.error());
            }
            if (*found == nullptr) {
                return net::fail(ErrorCode::not_found,
                                 {fmt::format("{} is not in this ledger", name_of(act.incident)),
                                  net::Reason::act_unknown_incident,
                                  {name_of(act.incident)}});
            }
            if (auto allowed = check_act(draft.kind, act, (*found)->incident, clock_.utc()); !allowed) {
                return allowed;
            }
            const FoldedIncident* open = turn.book().open_for((*found)->subject);
            if (draft.kind == EntryKind::reopened && open != nullptr) {
                const std::string other = name_of(open->incident.number);
                return net::fail(
                    ErrorCode::conflict,
                    {fmt::format("{} is about the same and open already: work on that one", other),
                     net::Reason::act_same_open,
                     {other}});
            }
            return turn.append(act.incident, draft);
        });
    }

    [[nodiscard]] Result<void> switch_phase(const PhaseOrder& order) {
        if (auto named = check_name(order.actor); !named) {
            return named;
        }
        return write([&](LedgerTurn& turn) -> Result<void> {
            const auto role = role_from_key(role_key_of(turn.sql(), order.actor));
            if (!role || !may_switch_phases(*role)) {
                // Screens rest the button with the reason: this is for what gets past them.
                return net::fail(
                    ErrorCode::invalid_input,
                    "phases are switched by a supervisor or an administrator: ask one to sign in");
            }
            const HallSwitch* const newest =
                newest_of(turn.book().halls().switches(), order.node, order.hall);
            if (newest != nullptr && newest->state == SwitchState::pending && newest->order.to == order.to) {
                return net::fail(
                    ErrorCode::conflict,
                    fmt::format("{} has already asked for that phase, and the hall's node has not answered "
                                "yet: wait for it",
                                newest->order.actor));
            }
            net::SwitchId id = 0;
            while (id == 0) {
                randombytes_buf(&id, sizeof id);
            }
            return turn.append_hall({order.node, false}, order.actor, text_of_switch(id, order));
        });
    }

    [[nodiscard]] Result<void> answer_phase(const NodeId& node, const net::PhaseAnswer& answer) {
        // A node answers as often as it is asked: no transaction for what is known.
        if (book_.halls().pending(node, answer.id) == nullptr) {
            return {};
        }
        return write([&](LedgerTurn& turn) -> Result<void> {
            if (turn.book().halls().pending(node, answer.id) == nullptr) {
                return {};
            }
            return turn.append_hall({node, true}, kSystemActor, text_of_answer(answer));
        });
    }

    [[nodiscard]] Result<void> notice(const std::vector<NoticedCondition>& conditions) {
        if (auto current = follow(); !current) {
            return current;
        }
        const bool listened = clock_.mono() - opened_ >= kListening;
        if (!noticed_.changes(book_, conditions, listened).empty()) {
            auto written = write([&](LedgerTurn& turn) -> Result<void> {
                // Computed again, because another program may have written since.
                for (auto& [incident, draft] : noticed_.changes(turn.book(), conditions, listened)) {
                    if (auto added = turn.append(incident, std::move(draft)); !added) {
                        return added;
                    }
                }
                return {};
            });
            if (!written) {
                return written;
            }
        }
        noticed_.recorded(conditions, listened);
        return {};
    }

    [[nodiscard]] Result<void> check_writable() {
        return write([](LedgerTurn&) -> Result<void> { return {}; });
    }

    [[nodiscard]] std::optional<LedgerLoss> take_loss() { return database_->take_loss(); }

    [[nodiscard]] const std::shared_ptr<const IncidentBoard>& board() const { return board_; }

private:
    void accept() {
        const net::UtcTime now = clock_.utc();
        book_.commit(now);
        board_ = book_.board(now);
    }

    template <class Work>
    std::invoke_result_t<Work&, LedgerTurn&> write(Work&& work) {
        using Answer = std::invoke_result_t<Work&, LedgerTurn&>;
        auto answer = database_->write([&](soci::session& sql) -> Answer {
            LedgerTurn turn(sql, book_, clock_.utc());
            if (auto begun = turn.begin(); !begun) {
                return tl::unexpected(begun.error());
            }
            Answer made = work(turn);
            if (made) {
                turn.finish();
            }
            return made;
        });
        if (answer) {
            accept();
        } else {
            book_.roll_back();
        }
        return answer;
    }

    /// Takes in what another program wrote to the same file.
    [[nodiscard]] Result<void> follow() {
        if (auto kept = database_->keep(); !kept) {
            return kept;
        }
        const std::uint64_t before = book_.head();
        auto followed = database_->read([this](soci::session& sql) -> Result<void> {
            const auto head = read_head(sql);
            return head ? catch_up(sql, book_, *head) : Result<void>(tl::unexpected(head.error()));
        });
        if (!followed) {
            book_.roll_back();
        } else if (book_.head() != before) {
            accept();
        }
        return followed;
    }

    std::unique_ptr<LedgerDatabase> database_;
    const net::Clock& clock_;
    net::MonoTime opened_;
    IncidentBook book_;
    NoticedConditions noticed_;
    std::shared_ptr<const IncidentBoard> board_;
};

Ledger::Ledger(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Ledger::~Ledger() = default;

Result<std::unique_ptr<Ledger>> Ledger::open(const std::filesystem::path& file, const net::Clock& clock) {
    auto database = LedgerDatabase::open(file);
    if (!database) {
        return tl::unexpected(database.error());
    }
    auto impl = std::make_unique<Impl>(std::move(*database), clock);
    if (auto loaded = impl->load(); !loaded) {
        return net::fail(fmt::format("'{}'", file.string()), loaded.error());
    }
    return std::unique_ptr<Ledger>(new Ledger(std::move(impl)));
}

Result<AlertCursor> Ledger::cursor(const NodeId& node) {
    return impl_->cursor(node);
}

Result<AlertCursor> Ledger::ingest(const NodeId& node, const AlertBatch& batch) {
    return impl_->ingest(node, batch);
}

Result<void> Ledger::acknowledge(const Act& act) {
    EntryDraft draft;
    draft.kind = EntryKind::acknowledged;
    return impl_->act(act, std::move(draft));
}

Result<void> Ledger::note(const Act& act, const std::string& text) {
    if (auto words = check_words("the note", text, 1); !words) {
        return words;
    }
    EntryDraft draft;
    draft.kind = EntryKind::note;
    draft.text = text;
    return impl_->act(act, std::move(draft));
}

Result<void> Ledger::resolve(const Act& act, Outcome outcome, const std::string& reason) {
    if (auto words = check_words("the reason", reason, 0); !words) {
        return words;
    }
    EntryDraft draft;
    draft.kind = EntryKind::resolved;
    draft.text = reason;
    draft.outcome = outcome;
    return impl_->act(act, std::move(draft));
}

Result<void> Ledger::reopen(const Act& act) {
    EntryDraft draft;
    draft.kind = EntryKind::reopened;
    return impl_->act(act, std::move(draft));
}

Result<void> Ledger::switch_phase(const PhaseOrder& order) {
    if (auto words = check_words("the reason", order.reason, 0); !words) {
        return words;
    }
    return impl_->switch_phase(order);
}

Result<void> Ledger::answer_phase(const NodeId& node, const net::PhaseAnswer& answer) {
    return impl_->answer_phase(node, answer);
}

Result<void> Ledger::notice(const std::vector<NoticedCondition>& conditions) {
    return impl_->notice(conditions);
}

Result<void> Ledger::check_writable() {
    return impl_->check_writable();
}

std::optional<LedgerLoss> Ledger::take_loss() {
    return impl_->take_loss();
}

std::shared_ptr<const IncidentBoard> Ledger::board() const {
    return impl_->board();
}

}  // namespace vigie::console
