// Everything of a console that runs without a window: network, situation, ledger, decoders, sign-in. Composed
// here, in the order in which the parts must begin and end.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "console/app/configuration.hpp"
#include "console/app/decoder_pool.hpp"
#include "console/app/eyes.hpp"
#include "console/app/sign_in_desk.hpp"
#include "console/app/situation_feed.hpp"
#include "console/incidents/ledger_worker.hpp"
#include "console/situation/situation_reducer.hpp"
#include "net/transport/node_client.hpp"
#include "net/types/bounded_queue.hpp"

namespace vigie::console {

/// What became of an act, as the ledger answered.
struct ActOutcome {
    IncidentNumber incident = 0;  ///< 0: about a hall
    std::uint64_t ticket = 0;     ///< as given to act()
    net::Result<void> result;
};

/// Owned by one thread, the UI's, which alone calls its members; none waits for disk or network. What it
/// follows, records and decodes happens on threads of its own.
class Backend {
public:
    /// `wake` is called from several threads whenever there is something to take, and must be quick. Errors:
    /// those of keys, addresses, ledger and accounts, with the file that they are about. `clock` outlives it.
    [[nodiscard]] static net::Result<std::unique_ptr<Backend>> start(const Configuration& configuration,
                                                                     std::function<void()> wake,
                                                                     const net::Clock& clock);
    ~Backend();
    Backend(const Backend&) = delete;
    Backend& operator=(const Backend&) = delete;

    /// The newest situation, if there is one since the last call.
    [[nodiscard]] std::optional<std::shared_ptr<const Situation>> take_situation();
    /// What became of acts since the last call.
    [[nodiscard]] std::vector<ActOutcome> take_outcomes();
    /// What became of the ledger's file when it was lost since the last call; the newest, if it was more than
    /// once.
    [[nodiscard]] std::optional<LedgerLoss> take_ledger_loss() { return ledger_loss_.take(); }

    /// Hands the act to the ledger; its outcome comes with the same ticket.
    void act(ActCommand command, std::uint64_t ticket);
    /// The same for a hall's phase. Once recorded, its node is asked until it has answered, also after a
    /// restart of this console.
    void switch_phase(PhaseOrder order, std::uint64_t ticket);
    /// From now on exactly these pictures are asked for and decoded.
    void look_at(const Eyes& eyes);

    [[nodiscard]] DecoderPool& decoders() { return decoders_; }
    [[nodiscard]] SignInDesk& sign_in_desk() { return sign_in_; }
    /// What was dropped or refused during the run, one sentence each; empty when nothing was.
    [[nodiscard]] std::vector<std::string> losses() const;

private:
    Backend(const Configuration& configuration, std::unique_ptr<Ledger> ledger, std::function<void()> wake,
            const net::Clock& clock);

    [[nodiscard]] net::Result<void> connect(const Configuration& configuration);
    [[nodiscard]] std::shared_ptr<const Situation> snapshot();
    [[nodiscard]] net::NodeEvents network_events();
    [[nodiscard]] LedgerEvents ledger_events();
    void observe_losses();

    const net::Clock& clock_;
    std::function<void()> wake_;
    std::vector<net::NodeId> nodes_;
    Eyes eyes_;
    std::optional<net::MonoTime> losses_observed_;
    net::BoundedQueue<ActOutcome> outcomes_;
    net::Latest<std::vector<NoticedCondition>> noticed_;
    net::Latest<LedgerLoss> ledger_loss_;
    std::vector<SystemCondition> conditions_;  ///< of the situation feed's thread
    SituationReducer reducer_;                 ///< of the situation feed's thread
    SituationFeed feed_;
    DecoderPool decoders_;
    SignInDesk sign_in_;
    LedgerWorker ledger_;
    std::unique_ptr<net::NodeClient> client_;
};

}  // namespace vigie::console
