#include "vision/eval/node_run.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "vision/analysis/analyser.hpp"
#include "vision/capture/camera_capture.hpp"
#include "vision/node/judge.hpp"
#include "vision/privacy/mask.hpp"

namespace vigie::vision {
namespace {

using net::Microseconds;
using net::MonoTime;

/// The node looks at least so often, with or without a scene.
constexpr Microseconds kLook = std::chrono::milliseconds(250);
/// Noon of a Wednesday: purposes and schedules are held against it.
constexpr net::UtcTime kStartUtc(std::chrono::seconds(1'767'787'200));
constexpr MonoTime kStart(std::chrono::seconds(1000));

double seconds_of(Microseconds time) {
    return std::chrono::duration<double>(time).count();
}

/// Stands where the run has come to.
class RunClock final : public net::Clock {
public:
    [[nodiscard]] net::UtcTime utc() const override { return kStartUtc + (now_ - kStart); }
    [[nodiscard]] MonoTime mono() const override { return now_; }
    void set(MonoTime now) { now_ = now; }

private:
    MonoTime now_ = kStart;
};

/// One camera: what a node's two threads do, done when it is due.
struct RunCamera {
    RunCamera(const CameraSetup& setup, const net::CameraConfiguration& record,
              std::unique_ptr<Analyser> its_analyser, const net::Clock& clock)
        : camera(setup.camera),
          fps(record.fps),
          mask(setup.mask),
          capture(setup.capture, make_reader(setup.capture.source, clock), clock),
          analyser(std::move(its_analyser)) {}

    net::CameraId camera;
    double fps;
    MaskSettings mask;
    CameraCapture capture;
    std::unique_ptr<Analyser> analyser;
    MonoTime due = kStart;
};

class RunningNode {
public:
    RunningNode(NodeConfiguration configuration, const NodeWatcher& watcher, std::vector<NodeSwitch> switches)
        : configuration_(std::move(configuration)),
          watcher_(watcher),
          switches_(std::move(switches)),
          judge_(configuration_.record, clock_.mono(), clock_.utc()) {}

    net::Result<void> open() {
        for (std::size_t i = 0; i < configuration_.cameras.size(); ++i) {
            const auto& setup = configuration_.cameras[i];
            auto settings = analyser_configuration(configuration_, setup.camera);
            if (!settings) return tl::unexpected(settings.error());
            auto analyser = Analyser::create(std::move(*settings), clock_);
            if (!analyser) return tl::unexpected(analyser.error());
            cameras_.push_back(std::make_unique<RunCamera>(setup, configuration_.record.cameras[i],
                                                           *std::move(analyser), clock_));
        }
        return {};
    }

    NodeRun play(double seconds) {
        const auto length = Microseconds(static_cast<std::int64_t>(seconds * 1e6));
        MonoTime next_look = kStart;
        for (MonoTime now = kStart; now < kStart + length; now = std::min(next_look, next_due())) {
            clock_.set(now);
            for (auto& camera : cameras_) {
                while (camera->due <= now) step(*camera);
            }
            look(now);
            next_look = now + kLook;
        }
        for (const auto& rule : judge_.rules(clock_.utc())) {
            if (!rule.on) run_.off.push_back(rule);
        }
        return std::move(run_);
    }

private:
    [[nodiscard]] MonoTime next_due() const {
        MonoTime out = MonoTime::max();
        for (const auto& camera : cameras_) out = std::min(out, camera->due);
        return out;
    }

    void step(RunCamera& camera) {
        auto taken = camera.capture.step();
        camera.due = clock_.mono() + taken.wait;
        if (!taken.frame) return;
        auto analysis = camera.analyser->analyse(taken.frame->picture, taken.frame->stamp);
        if (!analysis) {
            ++run_.refused;
            return;
        }
        auto scene = std::make_shared<net::Scene>(std::move(analysis->scene));
        const Mask mask = make_mask(camera.mask, analysis->foreground, *scene);
        scene->mask = mask.reason;
        scene->mask_share = mask.share;
        ++run_.frames;
        ++run_.frames_of[camera.camera];
        if (mask.reason == net::MaskReason::people) ++run_.seen;
        judge_.see(std::move(scene), net::shared(std::move(analysis->crowd)));
    }

    void switch_halls(double at_s) {
        for (; next_switch_ < switches_.size() && switches_[next_switch_].at_s <= at_s; ++next_switch_) {
            for (const auto& hall : configuration_.record.halls) {
                // Of its own record: none of them is unknown.
                (void)judge_.set_phase(hall.hall, switches_[next_switch_].phase, clock_.utc());
            }
        }
    }

    void look(MonoTime now) {
        const double at_s = seconds_of(now - kStart);
        switch_halls(at_s);
        std::map<net::CameraId, CameraReport> reports;
        for (const auto& camera : cameras_) {
            reports[camera->camera] = {camera->capture.status(), camera->fps};
        }
        auto verdict = judge_.look(clock_.utc(), now, reports);
        for (auto& alert : verdict.alerts) run_.alerts.push_back({at_s, std::move(alert)});
        if (watcher_) watcher_(at_s, verdict.occupancy);
    }

    RunClock clock_;
    NodeConfiguration configuration_;
    const NodeWatcher& watcher_;
    std::vector<NodeSwitch> switches_;
    std::size_t next_switch_ = 0;
    Judge judge_;
    std::vector<std::unique_ptr<RunCamera>> cameras_;
    NodeRun run_;
};

/// False for a source that sets the pace itself.
bool set_pace(SourceSettings& source) {
    return std::visit(
        [](auto& settings) {
            if constexpr (requires { settings.real_time; }) {
                settings.real_time = true;
                return true;
            } else {
                return false;
            }
        },
        source);
}

}  // namespace

net::Result<NodeRun> run_node(NodeConfiguration configuration, double seconds, const NodeWatcher& watcher,
                              std::vector<NodeSwitch> switches) {
    for (auto& camera : configuration.cameras) {
        if (set_pace(camera.capture.source)) continue;
        return net::fail(
            net::ErrorCode::invalid_input,
            fmt::format("{}: camera '{}' is live, and only files, folders and simulations can be "
                        "played in a time of their own; give it another [camera.source]",
                        configuration.file.string(), camera.camera.text()));
    }
    RunningNode node(std::move(configuration), watcher, std::move(switches));
    if (auto opened = node.open(); !opened) return tl::unexpected(opened.error());
    return node.play(seconds);
}

}  // namespace vigie::vision
