// The operator's side of the console: what is arranged on screen, who is signed in, and which acts the ledger
// has not confirmed yet.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "console/app/backend.hpp"
#include "console/app/settings.hpp"
#include "console/incidents/operators.hpp"
#include "console/views/ui_state.hpp"

namespace vigie::console {

/// Where acts and passwords go; both return at once.
struct DeskTasks {
    std::function<void(ActCommand, std::uint64_t ticket)> act;
    std::function<void(std::string name, std::string password)> check_password;
    std::function<void(PhaseOrder, std::uint64_t ticket)> switch_phase = {};
};

/// Rows that the pointer is over.
struct HeldRows {
    bool queue = false;
    bool zones = false;
};

/// Carries out what views ask for. Owned by the UI thread.
class OperatorDesk {
public:
    OperatorDesk(const Settings& settings, DeskTasks tasks);

    /// What a frame's views asked for, in order. Acts need somebody signed in; a second act on an incident
    /// whose first is not confirmed yet is ignored (the button shows it as pending).
    void apply(const Actions& actions, const Situation& situation);
    /// Brings rows and pending acts up to date.
    void settle(const Situation& situation, const HeldRows& held);
    /// The ledger's answer. A refused act is told, and what was typed for it is typed again.
    void answer(const ActOutcome& outcome);
    /// The answer to a password.
    void answer(const net::Result<Operator>& sign_in);
    /// Shows it until it is dismissed or replaced.
    void tell(net::Sentence notice) {
        notice_ = std::move(notice);
        until_recording_ = false;
        failure_seen_ = false;
    }

    [[nodiscard]] const UiState& ui() const { return ui_; }
    [[nodiscard]] const std::string& operator_name() const { return operator_.name; }
    /// Of who is signed in.
    [[nodiscard]] std::optional<Role> operator_role() const {
        return operator_.name.empty() ? std::nullopt : std::optional(operator_.role);
    }
    [[nodiscard]] const net::Sentence& sign_in_problem() const { return sign_in_problem_; }
    [[nodiscard]] const net::Sentence& notice() const { return notice_; }
    /// Incidents with an act that the ledger has not confirmed, or whose confirmation is not on screen yet.
    [[nodiscard]] std::set<IncidentNumber> pending() const;
    /// The same of halls: until the board has the switch, which is then pending or done there.
    [[nodiscard]] std::set<HallRef> switching() const;

private:
    struct Pending {
        ActCommand command;
        bool confirmed = false;
    };

    /// A switch that the ledger has not confirmed, or whose confirmation is not on the board yet.
    struct Ordered {
        PhaseOrder order;
        std::uint64_t newest = 0;  ///< entry of the hall's newest switch when it was ordered
        bool confirmed = false;
    };

    void carry_out(const Action& action, const Situation& situation);
    void start(const SwitchPhase& action, const Situation& situation);
    void start(ActCommand command);
    void type_again(const ActCommand& command);
    [[nodiscard]] Act act_on(IncidentNumber incident, std::uint64_t version) const;

    DeskTasks tasks_;
    UiState ui_;
    Operator operator_;
    net::Sentence sign_in_problem_;
    net::Sentence notice_;
    bool until_recording_ = false;  ///< the notice is true only while the ledger cannot be written
    bool failure_seen_ = false;     ///< and the situation has shown that it cannot
    std::uint64_t tickets_ = 0;
    std::map<std::uint64_t, Pending> pending_;
    std::map<std::uint64_t, Ordered> ordered_;
};

}  // namespace vigie::console
