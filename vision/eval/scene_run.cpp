#include "vision/eval/scene_run.hpp"

#include <algorithm>
#include <memory>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "vision/analysis/analyser.hpp"
#include "vision/capture/camera_capture.hpp"
#include "vision/configuration/node_configuration.hpp"
#include "vision/node/judge.hpp"
#include "vision/privacy/mask.hpp"
#include "vision/rendering/noise.hpp"
#include "vision/simulation/simulated_venue.hpp"

namespace vigie::vision {
namespace {

using net::Microseconds;
using net::MonoTime;

/// The node looks at least so often, with or without a scene.
constexpr Microseconds kLook = std::chrono::milliseconds(250);
/// Noon of a Wednesday: purposes and schedules of scenes are held against it.
constexpr net::UtcTime kStartUtc(std::chrono::seconds(1'767'787'200));
constexpr MonoTime kStart(std::chrono::seconds(1000));

double seconds_of(Microseconds time) {
    return std::chrono::duration<double>(time).count();
}

/// Stands where the run has come to.
class SceneClock final : public net::Clock {
public:
    [[nodiscard]] net::UtcTime utc() const override { return kStartUtc + (now_ - kStart); }
    [[nodiscard]] MonoTime mono() const override { return now_; }
    void set(MonoTime now) { now_ = now; }

private:
    MonoTime now_ = kStart;
};

/// One camera: what a node's two threads do, done when it is due.
struct SceneCamera {
    SceneCamera(const CameraSetup& setup, const net::CameraConfiguration& record,
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

class SceneNode {
public:
    SceneNode(NodeConfiguration configuration, std::shared_ptr<SimulatedVenue> venue)
        : configuration_(std::move(configuration)),
          venue_(std::move(venue)),
          judge_(configuration_.record, clock_.mono(), clock_.utc()) {}

    net::Result<void> open() {
        for (std::size_t i = 0; i < configuration_.cameras.size(); ++i) {
            const auto& setup = configuration_.cameras[i];
            auto settings = analyser_configuration(configuration_, setup.camera);
            if (!settings) return tl::unexpected(settings.error());
            auto analyser = Analyser::create(std::move(*settings), clock_);
            if (!analyser) return tl::unexpected(analyser.error());
            cameras_.push_back(std::make_unique<SceneCamera>(setup, configuration_.record.cameras[i],
                                                             *std::move(analyser), clock_));
        }
        return {};
    }

    SceneRun play() {
        const auto length = Microseconds(static_cast<std::int64_t>(venue_->script().duration_s * 1e6));
        MonoTime next_look = kStart;
        for (MonoTime now = kStart; now < kStart + length; now = std::min(next_look, next_due())) {
            clock_.set(now);
            for (auto& camera : cameras_) {
                while (camera->due <= now) step(*camera);
            }
            look(now);
            next_look = now + kLook;
        }
        run_.happened = venue_->happened(venue_->steps() - 1);
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

    void step(SceneCamera& camera) {
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
        if (mask.reason == net::MaskReason::people) ++run_.seen;
        judge_.see(std::move(scene), net::shared(std::move(analysis->crowd)));
    }

    void look(MonoTime now) {
        std::map<net::CameraId, CameraReport> reports;
        for (const auto& camera : cameras_) {
            reports[camera->camera] = {camera->capture.status(), camera->fps};
        }
        for (auto& alert : judge_.look(clock_.utc(), now, reports).alerts) {
            run_.alerts.push_back({seconds_of(now - kStart), std::move(alert)});
        }
    }

    SceneClock clock_;
    NodeConfiguration configuration_;
    std::shared_ptr<SimulatedVenue> venue_;
    Judge judge_;
    std::vector<std::unique_ptr<SceneCamera>> cameras_;
    SceneRun run_;
};

/// When the window of a scene begins; nothing when its first event never came true.
std::optional<double> beginning_of(const ScriptedScene& scene, const SceneRun& run) {
    if (!scene.from_event) return scene.earliest_s;
    for (const auto& happening : run.happened) {
        if (happening.kind != EventKind::phase) return happening.start_s + scene.earliest_s;
    }
    return std::nullopt;
}

std::string problem_of(const ScriptedScene& scene, std::optional<double> begin, const SceneAlert* raised,
                       bool cleared) {
    if (!begin) return "what the script says did not happen";
    if (!scene.fires) {
        return raised == nullptr
                   ? std::string()
                   : fmt::format("raised at {:.1f} s by {}", raised->at_s, text_of(raised->alert.evidence));
    }
    if (raised == nullptr) return "not raised";
    const double latest_s = *begin + scene.latest_s - scene.earliest_s;
    if (raised->at_s < *begin || raised->at_s > latest_s) {
        return fmt::format("raised at {:.1f} s, which is not in {:.1f} to {:.1f} s", raised->at_s, *begin,
                           latest_s);
    }
    return scene.clears && !cleared ? "raised and not cleared" : "";
}

}  // namespace

net::Result<SceneRun> run_scene(const std::filesystem::path& configuration,
                                const std::filesystem::path& script, std::uint64_t seed) {
    auto node = load_node_configuration(configuration, configuration.parent_path());
    if (!node) return tl::unexpected(node.error());
    auto read = load_script(script);
    if (!read) return tl::unexpected(read.error());
    read->seed = seed;
    const auto venue = SimulatedVenue::from(std::move(*read));
    const auto start = std::make_shared<SimulationStart>();
    for (auto& camera : node->cameras) {
        auto* source = std::get_if<SimulatedSource>(&camera.capture.source);
        if (source == nullptr) {
            return net::fail(net::ErrorCode::invalid_input,
                             fmt::format("{}: camera '{}' is not simulated, and a scene has no others; "
                                         "give it a [camera.source] simulation",
                                         configuration.string(), camera.camera.text()));
        }
        source->script = script;
        source->venue = venue;
        source->start = start;
        source->camera.seed = mixed(source->camera.seed, seed);
        source->real_time = true;
        source->loop = false;
    }
    SceneNode run(*std::move(node), venue);
    if (auto opened = run.open(); !opened) return tl::unexpected(opened.error());
    return run.play();
}

SceneVerdict judge_scene(const ScriptedScene& scene, const SceneRun& run) {
    SceneVerdict out;
    const SceneAlert* raised = nullptr;
    bool open = false;
    for (const auto& entry : run.alerts) {
        if (entry.alert.kind != scene.kind) continue;
        const bool begins = entry.alert.transition == net::Transition::raised;
        if (begins && raised == nullptr) raised = &entry;
        open = begins || (open && entry.alert.transition != net::Transition::cleared);
    }
    const auto begin = beginning_of(scene, run);
    out.fired = raised != nullptr;
    if (out.fired) {
        out.evidence = raised->alert.evidence;
        out.delay_s = raised->at_s - begin.value_or(0.0);
    }
    out.why = problem_of(scene, begin, raised, !open);
    if (out.why.empty() && !run.off.empty()) {
        out.why =
            fmt::format("rule {} was off: {}", run.off.front().rule.text(), run.off.front().why_off.english);
    }
    out.holds = out.why.empty();
    return out;
}

std::string text_of(const std::vector<net::Evidence>& evidence) {
    std::string out;
    for (const auto& figure : evidence) {
        out += fmt::format("{}{} {:.3g}{}{}", out.empty() ? "" : ", ", figure.name, figure.value,
                           figure.unit.empty() ? "" : " " + figure.unit,
                           figure.threshold ? fmt::format(" (threshold {:.3g})", *figure.threshold) : "");
    }
    return out;
}

}  // namespace vigie::vision
