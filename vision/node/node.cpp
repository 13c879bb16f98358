#include "vision/node/node.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <string_view>
#include <utility>

#include "net/text/text.hpp"
#include "vision/node/configuration_version.hpp"

namespace vigie::vision {

namespace {

constexpr std::size_t kSceneQueue = 256;
constexpr std::size_t kMostRemembered = 1000;

const char* word_for(net::Transition transition) {
    switch (transition) {
        case net::Transition::raised:
            return "raised";
        case net::Transition::updated:
            return "updated";
        case net::Transition::cleared:
            return "cleared";
    }
    return "unknown";
}

/// The field that keeps the server from starting: it listens on a host and ports, and reads who may connect.
const std::string& culprit(const NodeConfiguration::Places& places, net::ErrorCode code) {
    switch (code) {
        case net::ErrorCode::not_found:
            return places.authorized_keys;
        case net::ErrorCode::invalid_input:
            return places.host;
        default:
            return places.port;
    }
}

}  // namespace

Node::Node(NodeConfiguration configuration, StateFolder state, Log log, const net::Clock& clock)
    : configuration_(std::move(configuration)),
      state_(std::move(state)),
      log_(std::move(log)),
      health_log_(log_),
      clock_(clock),
      started_(clock.utc()),
      scenes_(kSceneQueue, net::WhenFull::drop_oldest) {}

Node::~Node() {
    std::ignore = stop(std::chrono::milliseconds::zero());
}

std::vector<net::CameraId> Node::stop(std::chrono::milliseconds patience) {
    const net::MonoTime deadline = clock_.mono() + patience;
    for (auto& worker : workers_) worker->request_stop();
    // The judge reads the workers' reports, so it ends while they are all there.
    if (judging_.joinable()) {
        judging_.request_stop();
        judging_.join();
    }
    neighbours_.reset();
    for (auto& worker : workers_) worker->stop_analysis();
    if (recorder_ != nullptr) stop_recording();
    // The server's callbacks use the encoder, and the encoder's thread uses the server: end the thread first.
    if (encoder_ != nullptr) encoder_->stop();
    server_.reset();
    // The reader first: only the last connection that may write leaves the store whole in its one file.
    reader_.reset();
    recorder_.reset();

    std::vector<net::CameraId> blocked;
    for (auto& worker : workers_) {
        const auto left = std::max(deadline - clock_.mono(), net::Microseconds::zero());
        if (!worker->wait_for_capture(std::chrono::duration_cast<std::chrono::milliseconds>(left))) {
            blocked.push_back(worker->camera());
        }
    }
    return blocked;
}

net::Result<std::unique_ptr<Node>> Node::start(NodeConfiguration configuration,
                                               const std::filesystem::path& state, Log log,
                                               const net::Clock& clock) {
    auto folder = StateFolder::open(state);
    if (!folder) return tl::unexpected(folder.error());
    std::unique_ptr<Node> node(new Node(std::move(configuration), *std::move(folder), std::move(log), clock));
    if (auto done = node->open_store(); !done) return tl::unexpected(done.error());
    if (auto done = node->open_server(); !done) return tl::unexpected(done.error());
    // Only now: a node that cannot be reached closes no conditions.
    node->start_recording();
    if (auto done = node->open_neighbours(); !done) return tl::unexpected(done.error());
    if (auto done = node->open_cameras(); !done) return tl::unexpected(done.error());
    node->judging_ = std::jthread([&node = *node](const std::stop_token& stop) { node.run_judge(stop); });
    return node;
}

net::Result<void> Node::open_store() {
    if (auto done = set_version(configuration_.record, state_.path() / "configuration.version"); !done) {
        return done;
    }
    record_ = std::make_shared<net::ConfigurationRecord>(configuration_.record);

    std::random_device random;
    const auto file = state_.path() / "alerts.db";
    auto store = AlertStore::open(file, [&random] { return (std::uint64_t{random()} << 32U) | random(); });
    if (!store) return tl::unexpected(store.error());
    auto reader = AlertReader::open(**store);
    if (!reader) return tl::unexpected(reader.error());
    reader_ = *std::move(reader);
    recorder_ = std::make_unique<AlertRecorder>(*std::move(store));
    const auto open = recorder_->open_conditions();
    if (!open) return tl::unexpected(open.error());
    judge_ = std::make_unique<Judge>(judged_record(configuration_), clock_.mono(), started_);
    open_phases();
    for (auto& alert : judge_->adopt(*open)) recorder_->record(std::move(alert));
    return {};
}

void Node::open_phases() {
    phases_ = std::make_unique<PhaseBook>(state_.path() / "halls.phases", record_->halls, started_);
    if (!phases_->problem().empty()) log_(LogLevel::warning, phases_->problem());
    follow_phases(phases_->standing());
}

void Node::follow_phases(const std::vector<StandingPhase>& changes) {
    for (const auto& [hall, phase, since] : changes) {
        // Book and judge have their halls from one configuration.
        [[maybe_unused]] const auto known = judge_->set_phase(hall, phase, since);
    }
}

net::Result<net::PhaseAnswer> Node::switch_phase(const net::PhaseSwitch& wanted) {
    auto answer = phases_->switch_phase(wanted, clock_.utc());
    const auto say = [&](LogLevel level, std::string_view became) {
        std::string line =
            fmt::format("hall {}: '{}' switches it to {}: {}", wanted.hall.text(),
                        net::as_line(wanted.by, net::kLongestSwitcher), net::key_of(wanted.to), became);
        // A console asks each second until it has recorded the answer.
        if (line == told_switch_) return;
        log_(level, line);
        told_switch_ = std::move(line);
    };
    if (!answer) {
        say(LogLevel::error, answer.error().message);
    } else if (answer->verdict == net::SwitchVerdict::unknown_hall) {
        say(LogLevel::warning, "this node has no such hall");
    } else if (answer->verdict == net::SwitchVerdict::switched_meanwhile) {
        say(LogLevel::warning,
            fmt::format("somebody else switched it to {} meanwhile", net::key_of(answer->phase)));
    } else {
        say(LogLevel::info, "done");
    }
    return answer;
}

net::Result<void> Node::open_server() {
    const auto wanted = net::Endpoints::at(configuration_.host, configuration_.port);
    if (!wanted) return net::fail(configuration_.places.host, wanted.error());
    auto keys = net::load_keys(configuration_.key);
    if (!keys) return net::fail(configuration_.places.key, keys.error());

    std::map<net::CameraId, int> quality;
    for (const auto& camera : configuration_.cameras) quality.emplace(camera.camera, camera.jpeg_quality);
    encoder_ = std::make_unique<Encoder>(std::move(quality), clock_);

    net::NodeServices services;
    services.configuration = [record = record_] { return record; };
    services.alerts_after = [this](const net::AlertCursor& cursor, std::size_t most) {
        return reader_->after(cursor, most);
    };
    services.switch_phase = [this](const net::PhaseSwitch& decision) { return switch_phase(decision); };
    services.demand_changed = [this] { encoder_->demand_changed(); };
    services.log = [this](net::LogLevel level, std::string_view line) {
        log_(level == net::LogLevel::info ? LogLevel::info : LogLevel::warning, line);
    };
    net::NodeServerOptions options{record_->node, *wanted, std::move(*keys), configuration_.authorized_keys};
    auto server = net::NodeServer::start(std::move(options), std::move(services), clock_);
    if (!server) return net::fail(culprit(configuration_.places, server.error().code), server.error());
    server_ = *std::move(server);
    endpoints_ = server_->endpoints();
    encoder_->start(*server_);
    return {};
}

void Node::start_recording() {
    AlertRecorder::Events events;
    events.recorded = [this](const net::Alert& alert) {
        server_->announce(alert.archive, alert.number);
        log_(LogLevel::info,
             fmt::format("alert {}: {} {} ({}){}{}", alert.number, word_for(alert.transition),
                         alert.rule.text(), subject_text(alert), alert.note.empty() ? "" : ", ", alert.note));
        const std::lock_guard lock(summary_mutex_);
        if (alert.transition == net::Transition::raised && raised_.size() < kMostRemembered) {
            raised_.push_back(alert);
        }
    };
    events.problem = [this](const net::Sentence& problem) {
        if (problem.empty()) {
            log_(LogLevel::info, "alerts are recorded again");
        } else if (problem.reason == net::Reason::database_saved ||
                   problem.reason == net::Reason::database_aside) {
            log_(LogLevel::warning, problem.english);
        } else {
            log_(LogLevel::error, problem.english + "; alerts wait in memory meanwhile");
        }
    };
    recorder_->start(std::move(events));
}

void Node::stop_recording() {
    recorder_->stop();
    const RecorderStatus end = recorder_->status();
    lost_alerts_ = end.lost;
    if (end.lost > 0) {
        log_(LogLevel::error, fmt::format("{} of this run {} lost, as the alert store did not take {}{}{}",
                                          end.lost == 1 ? "1 alert" : fmt::format("{} alerts", end.lost),
                                          end.lost == 1 ? "is" : "are", end.lost == 1 ? "it" : "them",
                                          end.problem.empty() ? "" : ": ", end.problem.english));
    }
}

net::Result<void> Node::open_cameras() {
    for (const auto& setup : configuration_.cameras) {
        auto settings = analyser_configuration(configuration_, setup.camera);
        if (!settings) return tl::unexpected(settings.error());
        auto analyser = Analyser::create(std::move(*settings), clock_);
        if (!analyser) return tl::unexpected(analyser.error());
        if (const auto model = (*analyser)->model(); model && !model->problem.empty()) {
            log_(LogLevel::warning,
                 fmt::format("camera {}: {}", setup.camera.text(), model->problem.english));
        }
        workers_.push_back(std::make_unique<CameraWorker>(
            setup, make_reader(setup.capture.source, clock_), *std::move(analyser),
            [this](AnalysedFrame frame) { take(std::move(frame)); }, clock_));
        log_(LogLevel::info,
             fmt::format("camera {}: {}", setup.camera.text(), describe(setup.capture.source)));
    }
    return {};
}

net::Result<void> Node::open_neighbours() {
    if (configuration_.neighbours.empty()) return {};
    auto keys = net::load_keys(configuration_.key);
    if (!keys) return net::fail(configuration_.places.key, keys.error());
    auto neighbours = Neighbours::follow(configuration_, *std::move(keys), clock_);
    if (!neighbours) return tl::unexpected(neighbours.error());
    neighbours_ = *std::move(neighbours);
    return {};
}

}  // namespace vigie::vision
