#include "console/app/backend.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

#include "console/situation/lookup.hpp"

namespace vigie::console {

namespace {

constexpr unsigned kDecoders = 2;
constexpr std::size_t kOutcomes = 1024;

std::vector<net::NodeId> ids_of(const Configuration& configuration) {
    std::vector<net::NodeId> ids;
    ids.reserve(configuration.nodes.size());
    for (const net::NodeAddress& entry : configuration.nodes) {
        ids.push_back(entry.node);
    }
    return ids;
}

LinkState shown_state(net::LinkState state) {
    switch (state) {
        case net::LinkState::connecting:
            return LinkState::connecting;
        case net::LinkState::up:
            return LinkState::up;
        case net::LinkState::refused:
        case net::LinkState::wrong_server_key:
        case net::LinkState::incompatible:
            return LinkState::refused;  // the reason says by whom and why
        case net::LinkState::down:
            return LinkState::down;
    }
    return LinkState::down;
}

/// With what the incident's history says of it: what nobody sees, or why nothing is recorded.
NoticedCondition noticed(const SystemCondition& condition, const Situation& situation) {
    if (condition.kind == net::RuleKind::node_cannot_record) {
        return {condition.kind, condition.node, condition.problem};
    }
    std::string names;
    for (const net::CameraId& blind : condition.blind) {
        names += names.empty() ? "" : ", ";
        names += camera_name(situation, blind);
    }
    return {condition.kind, condition.node, {names}};
}

IncidentNumber incident_of(const ActCommand& command) {
    return std::visit([](const auto& what) { return what.act.incident; }, command);
}

}  // namespace

net::Result<std::unique_ptr<Backend>> Backend::start(const Configuration& configuration,
                                                     std::function<void()> wake, const net::Clock& clock) {
    auto ledger = Ledger::open(configuration.ledger, clock);
    if (!ledger) {
        return tl::unexpected<net::Error>(ledger.error());
    }
    std::unique_ptr<Backend> backend(new Backend(configuration, std::move(*ledger), std::move(wake), clock));
    if (const auto connected = backend->connect(configuration); !connected) {
        return tl::unexpected<net::Error>(connected.error());
    }
    return backend;
}

Backend::Backend(const Configuration& configuration, std::unique_ptr<Ledger> ledger,
                 std::function<void()> wake, const net::Clock& clock)
    : clock_(clock),
      wake_(std::move(wake)),
      nodes_(ids_of(configuration)),
      outcomes_(kOutcomes, net::WhenFull::drop_oldest),
      reducer_(nodes_, clock),
      feed_([this] { return snapshot(); }, wake_, clock),
      decoders_(kDecoders, wake_, clock),
      sign_in_(password_check(configuration.ledger), wake_),
      ledger_(std::move(ledger), nodes_, ledger_events()) {}

net::Result<void> Backend::connect(const Configuration& configuration) {
    auto client = net::NodeClient::start({configuration.console, configuration.own_keys, configuration.nodes},
                                         network_events(), clock_);
    if (!client) {
        return tl::unexpected<net::Error>(client.error());
    }
    client_ = std::move(*client);
    ledger_.begin();  // its first event asks the client for alerts
    return {};
}

Backend::~Backend() {
    // The ledger's events reach the client and the feed; the client's reach the feed, the decoders and the
    // ledger: silence both before anything goes.
    ledger_.end();
    client_.reset();
}

std::shared_ptr<const Situation> Backend::snapshot() {
    auto situation = reducer_.snapshot();
    if (situation->conditions != conditions_) {
        std::vector<NoticedCondition> now;
        now.reserve(situation->conditions.size());
        for (const SystemCondition& condition : situation->conditions) {
            now.push_back(noticed(condition, *situation));
        }
        noticed_.put(std::move(now));
        conditions_ = situation->conditions;
    }
    return situation;
}

net::NodeEvents Backend::network_events() {
    net::NodeEvents events;
    events.scene = [this](const net::NodeId& node, std::shared_ptr<const net::Scene> scene,
                          const net::Arrival&) {
        feed_.observe_replaceable([this, node, scene = std::move(scene)] { reducer_.scene(node, scene); });
    };
    events.occupancy = [this](const net::NodeId& node, std::shared_ptr<const net::Occupancy> occupancy,
                              const net::Arrival&) {
        feed_.observe_replaceable(
            [this, node, occupancy = std::move(occupancy)] { reducer_.occupancy(node, occupancy); });
    };
    events.health = [this](const net::NodeId& node, const net::NodeHealth& health, const net::Arrival&) {
        feed_.observe([this, node, health] { reducer_.health(node, health); });
    };
    events.picture = [this](const net::NodeId&, net::Picture picture, const net::Arrival& arrival) {
        decoders_.submit(std::move(picture), arrival.utc);
    };
    events.configuration = [this](const net::NodeId& node,
                                  std::shared_ptr<const net::ConfigurationRecord> record) {
        feed_.observe([this, node, record = std::move(record)] { reducer_.configuration(node, record); });
    };
    events.alerts = [this](const net::NodeId& node, net::AlertBatch batch) {
        ledger_.ingest(node, std::move(batch));
    };
    events.phase = [this](const net::NodeId& node, const net::PhaseAnswer& answer) {
        ledger_.answer_phase(node, answer);
    };
    events.link = [this](const net::NodeId& node, net::LinkState state, const net::Sentence& reason) {
        feed_.observe([this, node, state, reason] { reducer_.link(node, shown_state(state), reason); });
    };
    events.clock_offset = [this](const net::NodeId& node, const net::ClockOffset& offset) {
        feed_.observe([this, node, offset] { reducer_.clock_offset(node, offset); });
    };
    return events;
}

LedgerEvents Backend::ledger_events() {
    LedgerEvents events;
    events.board = [this](std::shared_ptr<const IncidentBoard> board) {
        for (const net::NodeId& node : nodes_) {
            client_->switch_phases(node, pending_of(board->switches, node));
        }
        feed_.observe([this, board = std::move(board)] { reducer_.incidents(board); });
    };
    events.state = [this](const net::Sentence& problem) {
        feed_.observe([this, problem] { reducer_.ledger({problem.empty(), problem}); });
    };
    events.cursor = [this](const net::NodeId& node, const net::AlertCursor& cursor) {
        client_->pull_from(node, cursor);
    };
    events.loss = [this](LedgerLoss loss) {
        ledger_loss_.put(std::move(loss));
        wake_();
    };
    return events;
}

void Backend::observe_losses() {
    const net::MonoTime now = clock_.mono();
    if (losses_observed_ && now - *losses_observed_ < std::chrono::seconds(1)) {
        return;
    }
    losses_observed_ = now;
    for (const net::NodeId& node : nodes_) {
        feed_.observe([this, node, lost = client_->counters(node).lost_messages] {
            reducer_.messages_lost(node, lost);
        });
    }
}

std::optional<std::shared_ptr<const Situation>> Backend::take_situation() {
    observe_losses();
    if (auto conditions = noticed_.take()) {
        ledger_.notice(std::move(*conditions));
    }
    return feed_.take();
}

std::vector<ActOutcome> Backend::take_outcomes() {
    std::vector<ActOutcome> outcomes;
    while (auto outcome = outcomes_.take()) {
        outcomes.push_back(std::move(*outcome));
    }
    return outcomes;
}

void Backend::act(ActCommand command, std::uint64_t ticket) {
    const IncidentNumber incident = incident_of(command);
    ledger_.act(std::move(command), [this, incident, ticket](net::Result<void> result) {
        outcomes_.push({incident, ticket, std::move(result)});
        wake_();
    });
}

void Backend::switch_phase(PhaseOrder order, std::uint64_t ticket) {
    ledger_.switch_phase(std::move(order), [this, ticket](net::Result<void> result) {
        outcomes_.push({0, ticket, std::move(result)});
        wake_();
    });
}

void Backend::look_at(const Eyes& eyes) {
    if (eyes == eyes_) {
        return;
    }
    eyes_ = eyes;
    decoders_.watch(eyes.places);
    client_->look_at(eyes.feeds);
}

std::vector<std::string> Backend::losses() const {
    std::vector<std::string> lines;
    const auto say = [&lines](std::uint64_t count, std::string_view what) {
        if (count > 0) {
            lines.push_back(fmt::format("{} {}", count, what));
        }
    };
    say(feed_.dropped(), "observations were dropped because the situation's thread was behind");
    say(ledger_.refused(), "commands to the ledger were refused because too many waited");
    say(outcomes_.dropped(), "answers of the ledger were dropped before the screen took them");
    const DecoderCounters pictures = decoders_.counters();
    if (pictures.malformed > 0) {
        lines.push_back(fmt::format("{} pictures could not be decoded, the last because: {}",
                                    pictures.malformed, decoders_.last_problem()));
    }
    for (const net::NodeId& node : nodes_) {
        const net::NodeLinkCounters counters = client_->counters(node);
        say(counters.lost_messages, fmt::format("messages of {} were lost on the way", node.text()));
        say(counters.malformed_messages, fmt::format("messages of {} were malformed", node.text()));
    }
    return lines;
}

}  // namespace vigie::console
