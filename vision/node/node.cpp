#include "vision/node/node.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <utility>

#include "net/text/text.hpp"
#include "vision/node/configuration_version.hpp"
#include "vision/node/sentence.hpp"
#include "vision/node/source_state.hpp"

namespace vigie::vision {

namespace {

constexpr std::size_t kSceneQueue = 256;
constexpr std::size_t kMostRemembered = 1000;
constexpr auto kLook = std::chrono::milliseconds(250);
constexpr auto kHealthPeriod = std::chrono::seconds(1);

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

/// A folder's camera that goes on after pictures that cannot be read: it has not failed, they are counted.
bool passes_over(const CaptureStatus& capture, net::MonoTime now) {
    constexpr auto kAWhile = std::chrono::seconds(30);
    return capture.message.reason == net::Reason::source_picture_broken && capture.last_frame_mono &&
           now - *capture.last_frame_mono < kAWhile;
}

}  // namespace

Node::Node(NodeConfiguration configuration, StateFolder state, Log log, const net::Clock& clock)
    : configuration_(std::move(configuration)),
      state_(std::move(state)),
      log_(std::move(log)),
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

void Node::take(AnalysedFrame frame) {
    server_->publish(*frame.scene);
    scenes_.push({frame.scene, frame.crowd});
    encoder_->offer(std::move(frame));
}

void Node::run_judge(const std::stop_token& stop) {
    net::MonoTime next_health = clock_.mono();
    net::MonoTime next_occupancy = next_health;
    while (!stop.stop_requested()) {
        if (auto seen = scenes_.wait_take(stop, kLook)) {
            judge_->see(std::move(seen->scene), std::move(seen->crowd));
        }
        follow_phases(phases_->take_changes());
        const net::MonoTime now = clock_.mono();
        auto verdict = judge_->look(clock_.utc(), now, reports(),
                                    neighbours_ != nullptr ? neighbours_->views(now) : CameraViews{});
        for (auto& alert : verdict.alerts) recorder_->record(std::move(alert));
        if (now >= next_occupancy) {
            verdict.occupancy.floors = judge_->floors();
            server_->publish(verdict.occupancy);
            next_occupancy = now + kLook;
        }
        if (now >= next_health) {
            publish_health();
            next_health = now + kHealthPeriod;
        }
    }
}

CameraReport Node::report(std::size_t camera) const {
    const auto& analysis = configuration_.cameras[camera].analysis;
    CameraReport out{
        workers_[camera]->capture(), record_->cameras[camera].fps, analysis.background.warm_up_s, {}};
    if (!analysis.model) return out;
    const auto model = workers_[camera]->figures().model;
    if (!model || model->every == 0) return out;
    for (const auto& [name, label] : analysis.model->alerts) out.labels.push_back(label);
    return out;
}

std::map<net::CameraId, CameraReport> Node::reports() const {
    std::map<net::CameraId, CameraReport> out;
    for (std::size_t i = 0; i < workers_.size(); ++i) {
        out[workers_[i]->camera()] = report(i);
    }
    return out;
}

void Node::publish_health() {
    const net::MonoTime now = clock_.mono();
    const RecorderStatus recording = recorder_->status();
    server_->announce(recording.archive, recording.head);

    net::NodeHealth health;
    health.node = record_->node;
    health.at = clock_.utc();
    health.started = started_;
    health.configuration_version = record_->version;
    for (std::size_t i = 0; i < workers_.size(); ++i) {
        const CameraWorker& worker = *workers_[i];
        health.cameras.push_back(
            camera_health(worker, record_->cameras[i].fps, encoder_->counters(worker.camera()), now));
        const CaptureStatus capture = worker.capture();
        tell_unreadable(worker.camera(), capture);
        if (!passes_over(capture, now)) tell(health.cameras.back());
    }
    health.rules = judge_->rules(health.at);
    for (auto& rule : health.rules) {
        rule.why_off = fit_sentence(rule.why_off);
        for (auto& why : rule.also_off) why = fit_sentence(why);
    }
    health.counters = server_->counters().named();
    health.counters.push_back({"scenes_dropped", scenes_.dropped()});
    health.counters.push_back({"alerts_recorded", recording.head});
    health.counters.push_back({"alerts_waiting", recording.waiting});
    health.counters.push_back({"alerts_lost", recording.lost});
    health.storage_problem = fit_sentence(recording.problem);
    if (neighbours_ != nullptr) {
        health.counters.push_back({"neighbour_messages_lost", neighbours_->lost_messages()});
        health.neighbours = neighbours_->health(now);
        for (auto& neighbour : health.neighbours) {
            neighbour.problem = fit_sentence(neighbour.problem);
            tell(neighbour);
        }
    }
    std::error_code error;
    const auto space = std::filesystem::space(state_.path(), error);
    if (!error) health.disk_free_bytes = space.available;
    server_->publish(health);
}

void Node::tell(const net::CameraHealth& camera) {
    auto& told = told_states_[camera.camera];
    if (told == camera.state || camera.state == net::SourceState::starting) return;
    told = camera.state;
    const bool well = camera.state == net::SourceState::running && camera.message.empty();
    log_(well ? LogLevel::info : LogLevel::warning,
         fmt::format("camera {} is {}{}{}", camera.camera.text(), word_for(camera.state),
                     camera.message.empty() ? "" : ": ", camera.message.english));
}

void Node::tell_unreadable(const net::CameraId& camera, const CaptureStatus& capture) {
    auto& told = told_unreadable_[camera];
    const auto pictures = capture.unreadable;
    if (pictures < std::max<std::uint64_t>(1, 2 * told)) return;
    told = pictures;
    const bool one = pictures == 1;
    log_(LogLevel::warning,
         fmt::format("camera {}: {} so far cannot be read and {} passed over{}{}", camera.text(),
                     one ? "1 picture" : fmt::format("{} pictures", pictures), one ? "is" : "are",
                     capture.message.empty() ? "" : "; the last one: ", capture.message.english));
}

void Node::tell(const net::NeighbourHealth& neighbour) {
    // What is still connecting will say more soon.
    if (neighbour.problem.reason == net::Reason::link_connecting) return;
    const auto [told, first] = told_neighbours_.try_emplace(neighbour.node, "?");
    if (!first && told->second == neighbour.problem.english) return;
    told->second = neighbour.problem.english;
    log_(neighbour.problem.empty() ? LogLevel::info : LogLevel::warning,
         fmt::format("neighbour {} {}", neighbour.node.text(),
                     neighbour.problem.empty() ? "is heard" : neighbour.problem.english));
}

NodeSummary Node::summary() const {
    NodeSummary out;
    const net::MonoTime now = clock_.mono();
    for (std::size_t i = 0; i < workers_.size(); ++i) {
        const CameraReport report{workers_[i]->capture(), record_->cameras[i].fps, 0.0, {}};
        out.cameras.push_back({workers_[i]->camera(), workers_[i]->figures(),
                               word_for(source_state(report, now)), report.capture.unreadable});
    }
    const std::lock_guard lock(summary_mutex_);
    out.raised = raised_;
    return out;
}

}  // namespace vigie::vision
