#include "console/app/app.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <imgui.h>

#include "console/app/password_file.hpp"
#include "console/app/shot_notes.hpp"
#include "net/types/milliseconds.hpp"

namespace vigie::console {

net::Result<std::unique_ptr<App>> App::start(const Configuration& configuration, const Options& options,
                                             Log log, const net::Clock& clock) {
    auto window = Window::open("Vigie", {configuration.window_width, configuration.window_height});
    if (!window) {
        return tl::unexpected<net::Error>(window.error());
    }
    std::unique_ptr<App> app(new App(configuration, options, std::move(log), std::move(*window), clock));
    if (const auto begun = app->begin(options); !begun) {
        return tl::unexpected<net::Error>(begun.error());
    }
    return app;
}

App::App(Configuration configuration, const Options& options, Log log, std::unique_ptr<Window> window,
         const net::Clock& clock)
    : configuration_(std::move(configuration)),
      settings_(options.state / "settings.toml"),
      log_(std::move(log)),
      clock_(clock),
      started_(clock.mono()),
      run_for_(options.run_for),
      wake_([] { Window::wake(); }),
      window_(std::move(window)),
      host_(*window_),
      situation_(std::make_shared<const Situation>()),
      pictures_(clock) {}

App::~App() = default;

net::Result<void> App::begin(const Options& options) {
    Settings defaults;
    defaults.language = configuration_.language;
    const LoadedSettings loaded = settings_.load(defaults);
    // Before the first thread: it changes the environment.
    language_.emplace(catalogue_folder(), loaded.settings.language);
    if (options.shots) {
        auto writer = PngWriter::open(*options.shots);
        if (!writer) {
            return tl::unexpected<net::Error>(writer.error());
        }
        shot_writer_ = std::move(*writer);
        shots_.emplace(started_, options.shot_period);
    }
    std::string password;
    if (options.password_file) {
        auto read = read_password(*options.password_file);
        if (!read) {
            return tl::unexpected<net::Error>(read.error());
        }
        password = std::move(*read);
    }
    DeskTasks tasks;
    tasks.act = [this](ActCommand command, std::uint64_t ticket) {
        backend_->act(std::move(command), ticket);
    };
    tasks.check_password = [this](std::string name, std::string secret) {
        backend_->sign_in_desk().ask(std::move(name), std::move(secret));
    };
    tasks.switch_phase = [this](PhaseOrder order, std::uint64_t ticket) {
        backend_->switch_phase(std::move(order), ticket);
    };
    desk_.emplace(loaded.settings, std::move(tasks));
    if (loaded.notice) {
        desk_->tell(*loaded.notice);
        log_(LogLevel::warning, loaded.notice->english);
    }
    auto backend = Backend::start(
        configuration_, [this] { wake_.signal(); }, clock_);
    if (!backend) {
        return tl::unexpected<net::Error>(backend.error());
    }
    backend_ = std::move(*backend);
    select_first_ = options.select_first;
    if (options.sign_in) {
        asked_sign_in_ = *options.sign_in;
        backend_->sign_in_desk().ask(*options.sign_in, std::move(password));
    }
    if (draws_in_software()) {
        log_(LogLevel::info, "OpenGL is drawn by the processor: expect 30 to 60 ms a frame");
    }
    return {};
}

void App::stop() {
    stop_ = true;
    wake_.signal();
}

std::vector<std::string> App::run() {
    RedrawPolicy policy;
    policy.data_period = std::chrono::duration_cast<net::Microseconds>(
        std::chrono::duration<double>(1.0 / configuration_.pictures_hz));
    FrameWork work;
    work.take_news = [this] { return take_news(); };
    work.draw = [this](net::MonoTime now) { return draw(now); };
    work.settle = [this](bool visible) { look(visible); };
    work.keep_on = [this] {
        return !stop_ && !(run_for_ && clock_.mono() - started_ >= net::Microseconds(*run_for_));
    };
    const FrameCounters counters = run_frames(*window_, wake_, policy, work, clock_);
    keep_settings(net::MonoTime::max());
    log_(LogLevel::info,
         fmt::format("drew {} frames in {} turns, {:.1f} ms each", counters.frames, counters.turns,
                     counters.frames == 0
                         ? 0.0
                         : net::milliseconds_of(counters.drawing) / static_cast<double>(counters.frames)));
    for (const std::string& loss : backend_->losses()) {
        log_(LogLevel::warning, loss);
    }
    if (window_->input().dropped() > 0) {
        log_(LogLevel::warning, fmt::format("{} input events were dropped because the screen was behind",
                                            window_->input().dropped()));
    }
    take_shot_problem();
    if (shot_writer_ && shot_writer_->dropped() > 0) {
        log_(LogLevel::warning, fmt::format("{} screenshots were dropped because writing them was slower",
                                            shot_writer_->dropped()));
    }
    return pictures_.summary(*situation_);
}

bool App::take_news() {
    bool news = false;
    if (auto situation = backend_->take_situation()) {
        situation_ = std::move(*situation);
        heatmaps_.update(*situation_);
        for (const LinkLog::Line& line : links_.changes(*situation_)) {
            log_(line.trouble ? LogLevel::warning : LogLevel::info, line.text);
        }
        if (const auto line = ledger_log_.change(situation_->ledger, clock_.mono())) {
            log_(line->trouble ? LogLevel::error : LogLevel::info, line->text);
        }
        news = true;
    }
    for (DecodedPicture& picture : backend_->decoders().take_ready()) {
        pictures_.upload(picture);
        backend_->decoders().recycle(std::move(picture));
        news = true;
    }
    for (const ActOutcome& outcome : backend_->take_outcomes()) {
        desk_->answer(outcome);
        news = true;
    }
    if (const auto loss = backend_->take_ledger_loss()) {
        desk_->tell(loss->what);
        log_(loss->aside ? LogLevel::error : LogLevel::warning, loss->what.english);
        news = true;
    }
    take_sign_in();
    take_shot_problem();
    return news;
}

void App::take_shot_problem() {
    if (!shot_writer_) {
        return;
    }
    if (const auto problem = shot_writer_->take_problem()) {
        log_(LogLevel::error, *problem);
        did_as_asked_ = false;
    }
}

void App::take_sign_in() {
    const auto answer = backend_->sign_in_desk().take();
    if (!answer) {
        return;
    }
    desk_->answer(*answer);
    if (*answer) {
        log_(LogLevel::info, fmt::format("{} signed in", (*answer)->name));
    } else if (asked_sign_in_) {
        log_(LogLevel::error,
             fmt::format(
                 "--sign-in {} failed: {}; 'vigie-operator list --ledger {}' names the operators, 'passwd' "
                 "gives one a new password",
                 *asked_sign_in_, answer->error().message, configuration_.ledger.string()));
        did_as_asked_ = false;
    } else {
        log_(LogLevel::warning, "sign-in failed: " + answer->error().message);
    }
    asked_sign_in_.reset();
    wake_.signal();
}

void App::restyle_if_needed() {
    const auto scale = static_cast<float>(window_->content_scale() * desk_->ui().settings.scale);
    if (theme_.font.body != nullptr && theme_.scale == scale) {
        return;
    }
    net::Sentence problem;
    host_.restyle([&] { theme_ = build_theme(scale, configuration_.fonts, problem); });
    if (!problem.empty() && problem != font_problem_) {
        desk_->tell(problem);
        log_(LogLevel::warning, problem.english);
    }
    font_problem_ = std::move(problem);
}

bool App::draw(net::MonoTime now) {
    language_->select(desk_->ui().settings.language);
    if (language_->problem() != language_problem_) {
        language_problem_ = language_->problem();
        if (!language_problem_.empty()) {
            desk_->tell(language_problem_);
            log_(LogLevel::warning, language_problem_.english);
        }
    }
    restyle_if_needed();
    const ImVec4 ground = ImGui::ColorConvertU32ToFloat4(theme_.colour.panel);
    clear_framebuffer(window_->framebuffer(), ground.x, ground.y, ground.z);
    marks_.clear();
    Actions actions;
    host_.begin_frame(now);
    draw_views(now, actions);
    host_.end_frame();
    take_shot(now);
    window_->swap();
    pictures_.swapped(*situation_);
    desk_->apply(actions, *situation_);
    const ImVec2 pointer = ImGui::GetIO().MousePos;
    desk_->settle(*situation_, {queue_is_held(marks_, pointer.x, pointer.y),
                                zones_are_held(marks_, pointer.x, pointer.y)});
    if (select_first_ && !desk_->ui().queue.empty()) {
        select_first_ = false;
        desk_->apply({SelectIncident{desk_->ui().queue.front()}}, *situation_);
    }
    keep_settings(now);
    return host_.wants_text();
}

void App::draw_views(net::MonoTime now, Actions& actions) {
    const net::UtcTime utc = clock_.utc();
    for (const NodeSituation& node : situation_->nodes) {
        if (node.configuration) {
            venue_clock_.select(node.configuration->time_zone);
            break;
        }
    }
    const UiContext context{
        .situation = *situation_,
        .ui = desk_->ui(),
        .theme = theme_,
        .now = utc,
        .mono = now,
        .operator_name = desk_->operator_name(),
        .operator_role = desk_->operator_role(),
        .signing_in = backend_->sign_in_desk().busy(),
        .sign_in_problem = desk_->sign_in_problem(),
        .notice = !desk_->notice().empty() ? desk_->notice() : venue_clock_.problem(),
        .pending = desk_->pending(),
        .switching = desk_->switching(),
        .age_p95_ms = pictures_.age_p95_ms(now),
        .clock_text = [this](net::UtcTime at) { return venue_clock_.time_text(at); },
        .zone_text = venue_clock_.zone_text(utc),
        .picture = [this,
                    now](const net::CameraId& camera) { return pictures_.view(camera, *situation_, now); },
        .heatmap = [this](const net::FloorId& floor) { return texture_id(heatmaps_.find(floor)); },
        .marks = &marks_,
    };
    draw_console(context, actions);
}

void App::take_shot(net::MonoTime now) {
    if (!shots_) {
        return;
    }
    if (auto name = shots_->take(now)) {
        const PixelSize size = window_->framebuffer();
        shot_writer_->put({size.width, size.height, read_framebuffer(size), std::move(*name),
                           notes_on(marks_, window_->size())});
    }
}

std::vector<PicturePlace> App::picture_places() const {
    const PixelSize pixels = window_->framebuffer();
    const PixelSize size = window_->size();
    const float scale =
        size.width == 0 ? 1.0F : static_cast<float>(pixels.width) / static_cast<float>(size.width);
    std::vector<PicturePlace> places;
    for (const auto& [name, rect] : marks_.items()) {
        const bool focused = name.starts_with("focus.");
        if (!focused && !name.starts_with("picture.")) {
            continue;
        }
        if (const auto camera = net::CameraId::parse(name.substr(name.find('.') + 1))) {
            places.push_back({*camera,
                              {static_cast<std::uint32_t>(std::max(0.0F, rect.width * scale)),
                               static_cast<std::uint32_t>(std::max(0.0F, rect.height * scale))},
                              focused});
        }
    }
    return places;
}

void App::look(bool visible) {
    const bool somebody = visible && !desk_->operator_name().empty();
    const Eyes eyes = eyes_on(picture_places(), *situation_, somebody);
    backend_->look_at(eyes);
    pictures_.watch(fed_cameras(eyes, *situation_));
    pictures_.keep_known(*situation_);
}

void App::keep_settings(net::MonoTime now) {
    if (const auto kept = settings_.keep(desk_->ui().settings, now); !kept) {
        desk_->tell(kept.error().sentence());
        log_(LogLevel::warning, kept.error().message);
    }
}

}  // namespace vigie::console
