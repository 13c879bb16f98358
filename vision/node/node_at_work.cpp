// What a node does from its start to its stop; node.cpp is how it gets there.
#include <filesystem>
#include <system_error>
#include <utility>

#include "vision/node/node.hpp"
#include "vision/node/sentence.hpp"
#include "vision/node/source_state.hpp"

namespace vigie::vision {

namespace {

constexpr auto kLook = std::chrono::milliseconds(250);
constexpr auto kHealthPeriod = std::chrono::seconds(1);

}  // namespace

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
        health_log_.tell(health.cameras.back(), configuration_.cameras[i].capture.source, worker.capture(),
                         now);
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
            health_log_.tell(neighbour);
        }
    }
    std::error_code error;
    const auto space = std::filesystem::space(state_.path(), error);
    if (!error) health.disk_free_bytes = space.available;
    server_->publish(health);
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
