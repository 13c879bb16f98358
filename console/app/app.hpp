// The console as a program: window, views and backend, joined by one loop.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "console/app/backend.hpp"
#include "console/app/configuration.hpp"
#include "console/app/frame_loop.hpp"
#include "console/app/heatmap_store.hpp"
#include "console/app/imgui_host.hpp"
#include "console/app/language.hpp"
#include "console/app/ledger_log.hpp"
#include "console/app/link_log.hpp"
#include "console/app/operator_desk.hpp"
#include "console/app/options.hpp"
#include "console/app/png_writer.hpp"
#include "console/app/settings.hpp"
#include "console/app/shot_plan.hpp"
#include "console/app/shown_pictures.hpp"
#include "console/app/venue_clock.hpp"
#include "console/app/window.hpp"
#include "console/views/ui_context.hpp"

namespace vigie::console {

enum class LogLevel : std::uint8_t { info, warning, error };
using Log = std::function<void(LogLevel, std::string_view)>;

/// Owned by the main thread. Parts end in reverse order: the backend's threads before the window that they
/// wake, textures before the OpenGL context.
class App {
public:
    /// Opens the window and starts to follow the nodes. Errors: those of window, backend, screenshots, each
    /// with the file or address that it is about. `clock` outlives it.
    [[nodiscard]] static net::Result<std::unique_ptr<App>> start(const Configuration& configuration,
                                                                 const Options& options, Log log,
                                                                 const net::Clock& clock);
    ~App();
    App(const App&) = delete;
    App& operator=(const App&) = delete;

    /// Until the window is closed, the time given is over, or stop() is called. Returns the summary: a line
    /// for each camera and each incident.
    [[nodiscard]] std::vector<std::string> run();

    /// Ends run(). Any thread.
    void stop();
    /// Whether --sign-in and --shots could be done; after run().
    [[nodiscard]] bool did_as_asked() const { return did_as_asked_; }

private:
    App(Configuration configuration, const Options& options, Log log, std::unique_ptr<Window> window,
        const net::Clock& clock);

    [[nodiscard]] net::Result<void> begin(const Options& options);
    [[nodiscard]] bool take_news();
    void take_shot_problem();
    void take_sign_in();
    [[nodiscard]] bool draw(net::MonoTime now);
    void draw_views(net::MonoTime now, Actions& actions);
    void restyle_if_needed();
    void take_shot(net::MonoTime now);
    void look(bool visible);
    void keep_settings(net::MonoTime now);
    [[nodiscard]] std::vector<PicturePlace> picture_places() const;

    Configuration configuration_;
    SettingsKeeper settings_;
    Log log_;
    const net::Clock& clock_;
    net::MonoTime started_;
    std::optional<std::chrono::seconds> run_for_;
    std::optional<std::string> asked_sign_in_;  ///< by --sign-in, until it is answered
    bool select_first_ = false;                 ///< by --select-first, until there is one
    bool did_as_asked_ = true;
    std::atomic<bool> stop_{false};
    Wake wake_;
    std::unique_ptr<Window> window_;
    ImGuiHost host_;
    Theme theme_;
    net::Sentence font_problem_;
    std::optional<Language> language_;
    net::Sentence language_problem_;
    VenueClock venue_clock_;
    std::shared_ptr<const Situation> situation_;
    std::optional<OperatorDesk> desk_;
    Marks marks_;
    LedgerLog ledger_log_;
    LinkLog links_;
    ShownPictures pictures_;
    HeatmapStore heatmaps_;
    std::optional<ShotPlan> shots_;
    std::unique_ptr<PngWriter> shot_writer_;
    std::unique_ptr<Backend> backend_;  ///< last: its threads end before what they wake
};

}  // namespace vigie::console
